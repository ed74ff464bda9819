#include "support/sensitivity_functions.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "kamsim/random/draws.hpp"
#include "kamsim/random/scrambled_sobol.hpp"

namespace kamsim::test {

namespace {

/// Outputs of the futures of one point; `number` names the luck.
void add_futures(double value, const TestLuck& luck, std::uint64_t seed, std::uint64_t number,
                 std::vector<double>& outputs)
{
    for (std::uint32_t future = 0; future < luck.futures; ++future) {
        double output = value;
        if (luck.factor != 0.0 || luck.addend != 0.0) {
            const double first = normal_of(draw(seed, future, number, 0, Purpose::world_shared));
            const double second = normal_of(draw(seed, future, number, 1, Purpose::world_shared));
            output = value * (1.0 + luck.factor * first) + luck.addend * second;
        }
        outputs.push_back(output);
    }
}

} // namespace

TestFunction ishigami()
{
    return {3, [](std::span<const double> u) {
                std::array<double, 3> x{};
                for (std::size_t k = 0; k < 3; ++k) {
                    x[k] = std::numbers::pi * (2.0 * u[k] - 1.0);
                }
                return std::sin(x[0]) * (1.0 + 0.1 * std::pow(x[2], 4)) + 7.0 * std::pow(std::sin(x[1]), 2);
            }};
}

TestFunction g_function()
{
    return {8, [](std::span<const double> u) {
                constexpr std::array a{0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0};
                double product = 1.0;
                for (std::size_t k = 0; k < a.size(); ++k) {
                    product *= (std::fabs(4.0 * u[k] - 2.0) + a[k]) / (1.0 + a[k]);
                }
                return product;
            }};
}

TestFunction linear_function()
{
    return {4, [](std::span<const double> u) {
                constexpr std::array weight{3.0, -4.0, 0.5, 2.0}; // coefficient times standard deviation
                double sum = 0.0;
                for (std::size_t k = 0; k < weight.size(); ++k) {
                    sum += weight[k] * normal_of(u[k]);
                }
                return sum;
            }};
}

std::vector<SobolRows> sobol_rows(const TestFunction& function, const TestLuck& luck, std::size_t scramblings,
                                  std::size_t rows, std::uint64_t seed)
{
    const std::size_t inputs = function.inputs;
    std::vector<SobolRows> result(scramblings, SobolRows(inputs, luck.futures));
    for (std::size_t scrambling = 0; scrambling < scramblings; ++scrambling) {
        const ScrambledSobol sobol(seed + scrambling, static_cast<int>(2 * inputs));
        for (std::uint32_t row = 0; row < rows; ++row) {
            std::vector<double> a;
            std::vector<double> b;
            for (std::size_t k = 0; k < inputs; ++k) {
                a.push_back(sobol.coordinate(row, static_cast<int>(k)));
                b.push_back(sobol.coordinate(row, static_cast<int>(inputs + k)));
            }
            std::vector<double> outputs;
            add_futures(function.value(a), luck, seed + scrambling, 2 * row, outputs);
            add_futures(function.value(b), luck, seed + scrambling, 2 * row + 1, outputs);
            for (std::size_t k = 0; k < inputs; ++k) {
                std::vector<double> mixed = a;
                mixed[k] = b[k];
                add_futures(function.value(mixed), luck, seed + scrambling, 2 * row, outputs);
            }
            result[scrambling].add(outputs);
        }
    }
    return result;
}

} // namespace kamsim::test
