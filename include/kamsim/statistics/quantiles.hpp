#pragma once

#include <span>
#include <vector>

namespace kamsim {

/// Sample quantile of type 7 (Hyndman and Fan 1996): linear between the order statistics around rank (n - 1) p.
/// Infinities are ordinary values; between two equal ones nothing is interpolated.
/// @return NaN for an empty sample
/// @throws std::invalid_argument where a probability is not between 0 and 1
[[nodiscard]] double sample_quantile(std::span<const double> values, double probability);

/// The same for several probabilities, in their order, with one copy of the sample.
[[nodiscard]] std::vector<double> sample_quantiles(std::span<const double> values,
                                                   std::span<const double> probabilities);

} // namespace kamsim
