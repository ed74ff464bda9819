#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kamsim/report/report_source.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim::sections {

/// Between which shares of futures a chance lies.
struct ChanceBounds {
    double low = 0.0;
    double high = 1.0;
};

/// A target of a charter and the share of futures in which it is met.
struct CharterTarget {
    std::string id;               ///< snake_case
    std::string text;             ///< "is worth more than none"
    std::optional<double> chance; ///< empty where the result holds quantiles only: then `interval` are bounds
    double low = 0.0;             ///< of the interval of the share, or the bounds
    double high = 1.0;
    std::string how; ///< what `low` and `high` are
};

/// Yearly retention of key accounts that a charter asks for; thresholds of the report, not of the scenario.
inline constexpr double gross_retention_target = 0.9;
inline constexpr double net_retention_target = 1.0;
inline constexpr double logo_retention_target = 0.9;
inline constexpr double maturity_target = 0.5;

/// What quantiles say of the chance that a quantity reaches a threshold or more: sure of no more than lies between two
/// of them, and of nothing within their error.
[[nodiscard]] ChanceBounds chance_to_reach(const MeasureSummary& summary, double threshold);

/// Every target for which the result holds something. No chance comes from an assumed distribution.
[[nodiscard]] std::vector<CharterTarget> charter_targets(const ReportSource& source, int design);

} // namespace kamsim::sections
