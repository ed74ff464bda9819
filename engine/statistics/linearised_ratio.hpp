#pragma once

#include <span>

#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// A ratio of two means over the same units.
struct LinearisedRatio {
    double value = 0.0;
    double standard_error = 0.0;
    Interval interval;
};

/// With Student's t of the linearised ratio, (numerator - ratio * denominator) / mean denominator (Cochran 1977).
/// @return NaN where the mean denominator is not above 0; of one unit, the value alone
/// @throws std::invalid_argument where the spans differ in size or are empty
[[nodiscard]] LinearisedRatio linearised_ratio(std::span<const double> numerators, std::span<const double> denominators,
                                               double level);

} // namespace kamsim
