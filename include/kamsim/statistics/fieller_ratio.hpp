#pragma once

#include <cstdint>
#include <span>

#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What of the line a confidence set of a ratio is. Where the denominator is not surely different from 0, it is not
/// bounded.
enum class RatioSet : std::uint8_t {
    between, ///< low to high
    outside, ///< everything but what lies between low and high
    all,     ///< the data exclude no ratio
};

/// A ratio of two means from paired samples.
struct RatioEstimate {
    double ratio = 0.0; ///< of the sample's means; infinite or NaN where that of the denominator is 0
    Interval interval;
    RatioSet set = RatioSet::between;
};

/// Fieller's confidence set (1954): the ratios r for which the mean of numerator - r * denominator is not significantly
/// different from 0, by Student's t.
/// @throws std::invalid_argument where the spans differ in size or have less than two values, or the level is not
///   between 0 and 1
[[nodiscard]] RatioEstimate fieller_ratio(std::span<const double> numerator, std::span<const double> denominator,
                                          double level);

} // namespace kamsim
