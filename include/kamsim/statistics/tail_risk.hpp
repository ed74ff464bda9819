#pragma once

#include <cstdint>
#include <span>

#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// The lower tail of a quantity of which low is bad, such as money: both figures are values of the quantity itself, not
/// losses with the sign turned.
struct TailRisk {
    double tail = 0.05; ///< share of the distribution that is looked at
    /// Value at risk: the quantile that the share `tail` stays below (sample quantile of type 7).
    double value_at_risk = 0.0;
    Interval value_at_risk_interval;
    /// Conditional value at risk, or expected shortfall: mean of the lowest share `tail` (Acerbi and Tasche 2002).
    double conditional_value_at_risk = 0.0;
    double conditional_standard_error = 0.0;
    Interval conditional_interval;
};

/// Independent values: the quantile's interval lies between two order statistics, with at least the level whatever the
/// distribution; that of the tail mean is by Student's t of its influence values, q - (q - x)+ / tail.
/// In groups of values that are not independent, such as the futures of worlds, both come from the groups' means: the
/// quantile's by the share below it (Woodruff 1952), the tail mean's by BCa (8 to 4,096 groups) or Student's t.
/// @param values group after group
/// @param group_size 1: all values are independent
/// @return both ends of an interval NaN where there are fewer than two groups; an end infinite where the sample is too
///   small to bound the quantile on that side
/// @throws std::invalid_argument where there are no values, no whole number of groups, or tail or level are not between
///   0 and 1
[[nodiscard]] TailRisk tail_risk(std::span<const double> values, std::int64_t group_size, double tail, double level);

/// A share of all values, with its interval: Wilson's of independent values, Student's t of the shares in groups, cut
/// to 0 and 1.
struct SampleShare {
    double share = 0.0;
    Interval interval;
};

/// How many values lie below a threshold.
/// @throws std::invalid_argument as tail_risk
[[nodiscard]] SampleShare share_below_threshold(std::span<const double> values, std::int64_t group_size,
                                                double threshold, double level);

} // namespace kamsim
