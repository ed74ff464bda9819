#pragma once

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

/// Figure 16.2: hours that key accounts want of their team against those they get, over time; follows the design.
[[nodiscard]] Figure hours_figure(const ReportSource& source);

/// Figure 16.3: overload over time, a line for each design with a programme.
/// @param told the design of the sentence
[[nodiscard]] Figure overload_figure(const ReportSource& source, int told);

/// Table 16.4: every manager's place by year; follows the design. The outcome has managers.
[[nodiscard]] Figure managers_figure(const ReportSource& source);

} // namespace kamsim::sections
