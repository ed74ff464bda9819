#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/dependence.hpp"
#include "support/sensitivity_functions.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

struct Pairs {
    std::vector<double> inputs;
    std::vector<double> outputs;
};

/// Standard normal pairs with this correlation.
Pairs normal_pairs(std::size_t count, double correlation, std::uint64_t seed)
{
    Pairs pairs;
    for (std::uint64_t k = 0; k < count; ++k) {
        const double input = normal_of(draw(seed, 0, k, 0, Purpose::world_shared));
        const double other = normal_of(draw(seed, 0, k, 1, Purpose::world_shared));
        pairs.inputs.push_back(input);
        pairs.outputs.push_back(correlation * input + std::sqrt(1.0 - correlation * correlation) * other);
    }
    return pairs;
}

/// The Cramer-von Mises index of a normal pair, from the chances of orthants.
double normal_index(double correlation)
{
    return 3.0 / std::numbers::pi * std::asin(0.5 * (1.0 + correlation * correlation)) - 0.5;
}

TEST(RankDependence, OfNormalPairs)
{
    for (const double correlation : {0.0, 0.3, 0.7, 0.95}) {
        const Pairs pairs = normal_pairs(std::size_t{1} << 18, correlation, 21);
        const auto index = rank_dependence(pairs.inputs, pairs.outputs, 16, 0.95);
        const Estimate estimate{index.value, index.standard_error};
        EXPECT_WITHIN_STANDARD_ERRORS(estimate, normal_index(correlation), check_limit, 0.0018);
        if (correlation == 0.95) {
            EXPECT_CAUGHT(estimate, seeded_fault * normal_index(correlation), check_limit, 0.0018);
        }
    }
}

TEST(RankDependence, IsOneOfAFunctionAndKnowsNoShape)
{
    Pairs pairs = normal_pairs(4096, 0.0, 22);
    std::transform(pairs.inputs.begin(), pairs.inputs.end(), pairs.outputs.begin(), [](double x) { return x * x; });
    EXPECT_GT(rank_dependence(pairs.inputs, pairs.outputs), 0.99);
    std::transform(pairs.outputs.begin(), pairs.outputs.end(), pairs.outputs.begin(),
                   [](double y) { return std::exp(y); });
    const double index = rank_dependence(pairs.inputs, pairs.outputs);
    std::transform(pairs.inputs.begin(), pairs.inputs.end(), pairs.inputs.begin(), [](double x) { return x * x * x; });
    EXPECT_EQ(rank_dependence(pairs.inputs, pairs.outputs), index);
}

TEST(RankDependence, TakesInputsOfFewValues)
{
    // A coin x and y = x + a uniform: above and below the middle the output is known by the input alone. The index is
    // that of the conditional distributions: of n(t) = P(Y >= t | x), variance 1/4 ((1 - t) for one half of the range).
    Pairs pairs;
    for (std::uint64_t k = 0; k < 200'000; ++k) {
        const double coin = draw(23, 0, k, 0, Purpose::world_shared) < 0.5 ? 0.0 : 1.0;
        pairs.inputs.push_back(coin);
        pairs.outputs.push_back(coin + draw(23, 0, k, 1, Purpose::world_shared));
    }
    // integral of Var(P(Y >= t | X)) dF = (1/4) 2 (1/2) integral_0^1 t^2 dt = 1/12, of P(1 - P) dF = 1/6.
    EXPECT_NEAR(rank_dependence(pairs.inputs, pairs.outputs), 0.5, 0.006);
}

TEST(RankDependence, SaysNothingOfEqualOutputs)
{
    EXPECT_TRUE(std::isnan(rank_dependence(std::vector{1.0, 2.0}, std::vector{3.0, 3.0})));
    EXPECT_THROW(static_cast<void>(rank_dependence(std::vector{1.0}, std::vector{3.0, 3.0})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(rank_dependence(std::vector(5, 1.0), std::vector(5, 3.0), 2, 0.95)),
                 std::invalid_argument);
}

double coverage(double correlation, int repetitions)
{
    int covered = 0;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        const Pairs pairs = normal_pairs(1024, correlation, 3000 + static_cast<unsigned>(repetition));
        const auto interval = rank_dependence(pairs.inputs, pairs.outputs, 8, 0.95).interval;
        covered += interval.low <= normal_index(correlation) && normal_index(correlation) <= interval.high ? 1 : 0;
    }
    return static_cast<double>(covered) / repetitions;
}

// Four standard errors below 93 %: one false alarm in 31 600.
TEST(RankDependence, CoversAsOftenAsItSays)
{
    EXPECT_GT(coverage(0.5, 400), 0.93 - 4.0 * std::sqrt(0.95 * 0.05 / 400));
}

TEST(RankDependence, SlowCoverageOverTwoThousandRepetitions)
{
    for (const double correlation : {0.0, 0.5, 0.8}) {
        const double share = coverage(correlation, 2000);
        RecordProperty("coverage_" + std::to_string(correlation), std::to_string(share));
        EXPECT_GT(share, 0.93) << correlation;
        EXPECT_LT(share, 0.97) << correlation;
    }
}

TEST(StandardisedRegression, OfALinearFunction)
{
    const auto linear = test::linear_function();
    std::vector<std::vector<double>> inputs(4);
    std::vector<double> outputs;
    for (std::uint64_t k = 0; k < 100'000; ++k) {
        std::array<double, 4> uniforms{};
        for (std::uint32_t input = 0; input < 4; ++input) {
            uniforms[input] = draw(24, 0, k, input, Purpose::world_shared);
            inputs[input].push_back(normal_of(uniforms[input]));
        }
        outputs.push_back(linear.value(uniforms));
    }
    const auto regression = standardised_regression(inputs, outputs);
    constexpr std::array expected{0.554700196225, -0.739600261634, 0.0924500327042, 0.369800130817};
    for (std::size_t k = 0; k < expected.size(); ++k) {
        // The model is exact: only the standard deviations of 100 000 normals are estimated, within 0.2 % each.
        EXPECT_NEAR(regression.coefficients[k], expected[k], 0.01 * std::fabs(expected[k]));
    }
    EXPECT_NEAR(regression.explained, 1.0, 1e-12);
}

TEST(StandardisedRegression, SaysNothingOfTooFewSamples)
{
    const auto regression = standardised_regression({{1.0, 2.0}}, std::vector{1.0, 3.0});
    EXPECT_TRUE(std::isnan(regression.coefficients[0]));
    EXPECT_TRUE(std::isnan(regression.explained));
}

} // namespace
} // namespace kamsim
