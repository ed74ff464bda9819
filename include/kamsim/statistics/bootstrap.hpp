#pragma once

#include <span>

#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

inline constexpr int bootstrap_resamples = 2'000;

/// Interval of the mean over independent units, such as worlds, by resampling them: bias-corrected and accelerated
/// (Efron 1987), from `bootstrap_resamples` resamples. The resamples are a function of the number of units alone, so
/// equal inputs give equal bits.
/// @return a sample without spread gives its one value; NaN for both ends below two units
/// @throws std::invalid_argument where the level is not between 0 and 1
[[nodiscard]] Interval bca_interval(std::span<const double> units, double level);

} // namespace kamsim
