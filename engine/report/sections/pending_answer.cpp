#include "report/sections/sections.hpp"

namespace kamsim::sections {

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
