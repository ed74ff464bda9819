#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

inline constexpr int bootstrap_resamples = 2'000;

/// Interval of the mean over independent units, such as worlds, by resampling them: bias-corrected and accelerated
/// (Efron 1987), from `bootstrap_resamples` resamples. The resamples are a function of the number of units alone, so
/// equal inputs give equal bits.
/// @return a sample without spread gives its one value; NaN for both ends below two units
/// @throws std::invalid_argument where the level is not between 0 and 1
[[nodiscard]] Interval bca_interval(std::span<const double> units, double level);

/// Numbers that are calculated from some units of a sample, named by their indices; one may be named several times.
using SampleStatistics = std::function<std::vector<double>(std::span<const std::uint32_t> units)>;

/// How surely a statistic of a sample is known.
struct StatisticPrecision {
    double standard_error = 0.0; ///< spread of the resamples
    Interval interval;           ///< bias-corrected and accelerated; the latter from a jackknife of groups of units
};

/// Of every number of a statistic, from the same resamples as bca_interval.
/// @return NaN where there are fewer than two units; a statistic that no resample changes gives its one value
/// @throws std::invalid_argument where the level is not between 0 and 1
[[nodiscard]] std::vector<StatisticPrecision> bootstrap_statistics(const SampleStatistics& statistics,
                                                                   std::size_t units, double level);

} // namespace kamsim
