#pragma once

#include <span>
#include <vector>

namespace kamsim::sections {

/// Points of every density.
inline constexpr int density_points = 121;

/// A density of a sample at equally spaced points that cover the sample and its tails.
struct Density {
    std::vector<double> x;
    std::vector<double> y; ///< integrates to 1 over x
    double bandwidth = 0.0;
};

/// Kernel density with normal kernels: bandwidth by Silverman's rule (0.9 times the smaller of the standard deviation
/// and the quartiles' distance over 1.34, times n^-1/5), but at least the distance of two points. The sample is first
/// shared out linearly over a fine grid, which leaves its mean as it is.
/// @return empty where the sample has no spread, or fewer than two values
[[nodiscard]] Density kernel_density(std::span<const double> values);

} // namespace kamsim::sections
