#include "report/sections/sections.hpp"

namespace kamsim::sections {

Section executive_summary(const ReportSource& /*source*/)
{
    return {
        1, "summary", "Executive summary", "Which programme design is best, by how much, and how sure is that?", {}};
}

Section structures_compared(const ReportSource& /*source*/)
{
    return {2, "structures", "Structures compared", "What is each design worth, over all futures?", {}};
}

Section value_over_time(const ReportSource& /*source*/)
{
    return {3, "time", "Value and revenue over time", "When does the value come?", {}};
}

Section bridge_of_value(const ReportSource& /*source*/)
{
    return {4, "bridge", "Where the difference comes from", "Why is one design worth more than another?", {}};
}

Section differences_by_account(const ReportSource& /*source*/)
{
    return {5, "differences", "Which accounts make the difference", "Where does the difference arise?", {}};
}

Section implementation_timeline(const ReportSource& /*source*/)
{
    return {14, "timeline", "Implementation timeline", "How long does the programme take to mature and to pay?", {}};
}

Section team_responsibilities(const ReportSource& /*source*/)
{
    return {16, "team", "Team responsibilities", "Who does what, and is that too much?", {}};
}

Section programme_charter(const ReportSource& /*source*/)
{
    return {
        17, "charter", "Programme charter", "What does the programme promise, and with what chance is it kept?", {}};
}

} // namespace kamsim::sections
