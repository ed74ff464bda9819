#include "report/sections/sections.hpp"

namespace kamsim::sections {

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
