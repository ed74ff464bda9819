#pragma once

#include <span>
#include <vector>

#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What is independent in an outcome and may be resampled: replications or, where something is uncertain, the means of
/// worlds, since the futures of a world share its draws.
/// @param values one for each replication
[[nodiscard]] std::vector<double> independent_units(const Outcome& outcome, std::span<const double> values);

/// How well a mean of money is known.
struct MeanPrecision {
    double standard_error = 0.0;
    Interval interval;
};

/// Student's t over replications. Over worlds the BCa bootstrap, and t where they are too few for it, or so many that
/// both agree.
/// @param units see independent_units
[[nodiscard]] MeanPrecision precision_of_mean(const Outcome& outcome, std::span<const double> units);

} // namespace kamsim
