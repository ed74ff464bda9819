#include "report/sections/sections.hpp"

namespace kamsim::sections {

Section pareto_analysis(const ReportSource& /*source*/)
{
    return {6, "pareto", "Pareto analysis", "How much of the revenue hangs on few customers?", {}};
}

Section revenue_tiers(const ReportSource& /*source*/)
{
    return {7, "tiers", "ABC tiers", "Which customers are in which tier, and how do they move?", {}};
}

Section scoring_matrix(const ReportSource& /*source*/)
{
    return {8, "scoring", "Scoring matrix", "Which accounts deserve to be key accounts?", {}};
}

Section account_dashboard(const ReportSource& /*source*/)
{
    return {9, "dashboard", "Key account dashboard", "How do the key accounts fare?", {}};
}

Section accounts_at_risk(const ReportSource& /*source*/)
{
    return {10, "at-risk", "Endangered accounts", "Which accounts need rescue first?", {}};
}

Section profit_matrix(const ReportSource& /*source*/)
{
    return {12, "profit", "Profit matrix", "Which accounts earn money, and which cost it?", {}};
}

Section account_retention(const ReportSource& /*source*/)
{
    return {13, "retention", "Account retention", "How long do accounts stay, and why do they leave?", {}};
}

Section division_map(const ReportSource& /*source*/)
{
    return {15, "divisions", "Division map", "Where at the customer are we, and where could we be?", {}};
}

} // namespace kamsim::sections
