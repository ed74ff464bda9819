#pragma once

#include <span>
#include <vector>

#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/moments.hpp"

namespace kamsim {

/// How many times a technique divides a variance: as many times fewer observations give the same precision.
struct VarianceRatio {
    double ratio = 0.0; ///< infinity where nothing is left, NaN where there was nothing
    Interval interval;
};

/// Of the difference of two means: (Var A + Var B) / Var(A - B), what independent observations would have against
/// these pairs. By the delta method on the logarithm.
/// @throws std::invalid_argument where the spans differ in size
[[nodiscard]] VarianceRatio pairing_ratio(std::span<const double> first, std::span<const double> second, double level);

/// Of two independent samples, of observations that are as good as normal: by the F distribution.
/// @param scale by which the plain variance is multiplied first
[[nodiscard]] VarianceRatio ratio_of_variances(const Moments& plain, double scale, const Moments& reduced,
                                               double level);

/// Values less what controls of known expectation explain of them. Each half of the sample has its coefficients
/// (least squares) from the other half, so that the mean stays unbiased.
/// @param controls [control][observation], each of expectation 0
/// @throws std::invalid_argument where a control has another size, or there are fewer than two observations for each
///   control in a half
[[nodiscard]] std::vector<double> with_controls(std::span<const double> values,
                                                std::span<const std::vector<double>> controls);

/// Of a mean: Var(values) / Var(reduced values), for two versions of the same observations. By the delta method on the
/// logarithm.
/// @throws std::invalid_argument where the spans differ in size
[[nodiscard]] VarianceRatio reduction_ratio(std::span<const double> plain, std::span<const double> reduced,
                                            double level);

} // namespace kamsim
