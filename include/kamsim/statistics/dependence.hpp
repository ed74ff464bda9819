#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/statistics/sobol_indices.hpp"

namespace kamsim {

/// Share of an output's distribution that one input decides, by ranks: 0 where the output does not depend on the input,
/// 1 where the input alone gives it, whatever the shape. It estimates the Cramer-von Mises index (Gamboa, Klein,
/// Lagnoux 2018) by neighbours in the input (Chatterjee 2021; Gamboa, Gremaud, Klein, Lagnoux 2022), in one plain
/// sample, and asks nothing of the other inputs: they may be correlated.
/// @param inputs values that are equal, as those of discrete inputs, are put in an order at random, which is fixed
/// @return NaN where the outputs are all equal, or below two of them
/// @throws std::invalid_argument where there are not as many inputs as outputs
[[nodiscard]] double rank_dependence(std::span<const double> inputs, std::span<const double> outputs);

/// The same from independent samples of one size, as one: the value is that of all of them together, the interval by
/// Student's t over them.
/// @param inputs,outputs [sample after sample]
[[nodiscard]] SensitivityIndex rank_dependence(std::span<const double> inputs, std::span<const double> outputs,
                                               std::size_t samples, double level);

/// Coefficients of a linear regression in units of standard deviations: sign and weight of each input where the output
/// is nearly linear (Saltelli et al. 2008, chapter 1).
struct StandardisedRegression {
    std::vector<double> coefficients; ///< [input]; 0 for inputs without spread
    double explained = 0.0;           ///< R squared: how far to trust them
};

/// @param inputs [input][sample]
/// @return NaN throughout where there are not more samples than inputs and one, or the outputs are all equal
/// @throws std::invalid_argument where the sizes do not fit
[[nodiscard]] StandardisedRegression standardised_regression(const std::vector<std::vector<double>>& inputs,
                                                             std::span<const double> outputs);

} // namespace kamsim
