#include "report/sections/sections.hpp"

namespace kamsim::sections {

Section decision_process(const ReportSource& /*source*/)
{
    return {11, "decision-process", "Decision process", "Whom to win at the customer?", {}};
}

Section sensitivity_and_break_even(const ReportSource& /*source*/)
{
    return {18, "sensitivity", "Sensitivity and break-even", "What moves the answer, and where does it change?", {}};
}

Section win_map(const ReportSource& /*source*/)
{
    return {19, "win-map", "Win map", "In which circumstances does which design win?", {}};
}

Section value_of_knowledge(const ReportSource& /*source*/)
{
    return {20, "information", "Value of information", "What would better data be worth?", {}};
}

Section assumptions(const ReportSource& /*source*/)
{
    return {21, "assumptions", "Assumptions", "What was assumed, on what evidence, and how much does it matter?", {}};
}

Section method_and_limits(const ReportSource& /*source*/)
{
    return {22, "method", "Method and limits", "How was this calculated, and what does it leave out?", {}};
}

Section validation_and_provenance(const ReportSource& /*source*/)
{
    return {23,
            "provenance",
            "Validation and provenance",
            "Why can these numbers be trusted, and how are they made again?",
            {}};
}

} // namespace kamsim::sections
