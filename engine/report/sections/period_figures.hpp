#pragma once

#include <string>
#include <vector>

#include "kamsim/model/measures.hpp"
#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

/// Points over time of a figure, at most: every period, or every second, third, ... and the last one.
inline constexpr int most_points_over_time = 40;

/// Periods that a figure shows, by their ends, the last one among them.
[[nodiscard]] std::vector<int> shown_periods(const Outcome& outcome);

/// What a fan of one measure shows.
struct FanRequest {
    std::string number;
    std::string title;
    std::string label; ///< of the vertical axis, without its unit
    std::string description;
    Measure measure{};
    OnSlide slide = OnSlide::no;
    int without = -1; ///< a design that is left out, as the baseline where the measure is the difference to it
};

/// Quantiles of futures over time, a panel for each design. Designs that never have the measure are left out; where all
/// are, the table is empty.
[[nodiscard]] Figure fan_figure(const ReportSource& source, const FanRequest& request, std::vector<Sentence> takeaway);

} // namespace kamsim::sections
