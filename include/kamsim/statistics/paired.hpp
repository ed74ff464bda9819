#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kamsim/statistics/moments.hpp"

namespace kamsim {

/// Values are summed in blocks of this many, and blocks merged in order, so that a result has the same bits however the
/// work is split.
inline constexpr std::size_t moment_block = 4096;

/// Moments of a sample, block by block in order.
[[nodiscard]] Moments sample_moments(std::span<const double> values);

/// Moments of values[i] - reference[i]; exactly 0 in mean and spread where the two are equal.
/// @throws std::invalid_argument where the spans differ in size
[[nodiscard]] Moments paired_moments(std::span<const double> values, std::span<const double> reference);

/// values[i] - reference[i]
/// @throws std::invalid_argument where the spans differ in size
[[nodiscard]] std::vector<double> paired_differences(std::span<const double> values, std::span<const double> reference);

/// Sample covariance (divisor n - 1) of two paired samples.
/// @return NaN below two pairs
/// @throws std::invalid_argument where the spans differ in size
[[nodiscard]] double paired_covariance(std::span<const double> first, std::span<const double> second);

} // namespace kamsim
