#pragma once

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

/// Figure 2.3: whether the futures of one design are better than those of another at every level. Two designs or more.
[[nodiscard]] Figure dominance_figure(const ReportSource& source);

/// Figure 2.5: the mean difference of every pair with an interval that holds for all of them together. Likewise.
[[nodiscard]] Figure pairs_figure(const ReportSource& source);

} // namespace kamsim::sections
