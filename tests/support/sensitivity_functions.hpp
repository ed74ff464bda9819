#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kamsim/statistics/sobol_indices.hpp"

namespace kamsim::test {

/// A function of uniform inputs.
struct TestFunction {
    std::size_t inputs = 0;
    std::function<double(std::span<const double>)> value;
};

/// sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on (-pi, pi)^3 (Ishigami and Homma 1990).
[[nodiscard]] TestFunction ishigami();
/// Product of (|4 x - 2| + a) / (1 + a), a = 0, 1, 4.5, 9 and four times 99 (Saltelli and Sobol' 1995).
[[nodiscard]] TestFunction g_function();
/// Σ c x with x normal: c = 3, -2, 1, 0.5, standard deviations 1, 2, 0.5, 4 (Saltelli et al. 2008).
[[nodiscard]] TestFunction linear_function();

/// What luck does to an output y: y (1 + factor z1) + addend z2 with standard normal z1, z2 of its own for each future.
struct TestLuck {
    std::size_t futures = 1;
    double factor = 0.0;
    double addend = 0.0;
};

/// The outputs at the points of Saltelli's design, each group one input, in independent scramblings.
[[nodiscard]] std::vector<SobolRows> sobol_rows(const TestFunction& function, const TestLuck& luck,
                                                std::size_t scramblings, std::size_t rows, std::uint64_t seed);

} // namespace kamsim::test
