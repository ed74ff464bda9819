// Ratios of variances against published variances of classical examples.

#include <array>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/variance_ratio.hpp"

namespace kamsim {
namespace {

constexpr std::array<std::uint32_t, 2> test_key{0x76617269, 0x616E6365};
constexpr std::uint32_t pairs = 100'000;

double uniform(std::uint32_t number, std::uint32_t stream)
{
    return uniform_of(philox4x32_10({number, stream, 0, 0}, test_key)[0]);
}

/// E exp(U), with U, 1 - U and the mean of both.
struct Exponentials {
    std::vector<double> plain;
    std::vector<double> mirrored;
    std::vector<double> averages;
    std::vector<double> control; ///< U - 1/2
};

Exponentials exponentials()
{
    Exponentials made;
    for (std::uint32_t k = 0; k < pairs; ++k) {
        const double u = uniform(k, 0);
        made.plain.push_back(std::exp(u));
        made.mirrored.push_back(std::exp(1.0 - u));
        made.averages.push_back(0.5 * (made.plain.back() + made.mirrored.back()));
        made.control.push_back(u - 0.5);
    }
    return made;
}

TEST(VarianceRatio, OfAntitheticPairsIsThePublishedOne) // VR-01
{
    const auto made = exponentials();
    EXPECT_NEAR(sample_moments(made.plain).variance() / 0.242035607453, 1.0, 0.03);
    EXPECT_NEAR(paired_covariance(made.plain, made.mirrored) / -0.234210613554, 1.0, 0.03);
    const auto found = ratio_of_variances(sample_moments(made.plain), 0.5, sample_moments(made.averages), 0.95);
    EXPECT_NEAR(found.ratio / (0.121017803726 / 0.00391249694963), 1.0, 0.03);
    EXPECT_EQ(found.interval.kind, IntervalKind::fisher_f);
    EXPECT_LT(found.interval.low, found.ratio);
    EXPECT_GT(found.interval.high, found.ratio);
}

TEST(VarianceRatio, OfAControlVariateIsThePublishedOne) // VR-01
{
    const auto made = exponentials();
    const std::vector<std::vector<double>> controls{made.control};
    const auto reduced = with_controls(made.plain, controls);
    EXPECT_NEAR(sample_moments(reduced).variance() / 0.00394022292363, 1.0, 0.03);
    const auto found = reduction_ratio(made.plain, reduced, 0.95);
    EXPECT_NEAR(found.ratio / (0.242035607453 / 0.00394022292363), 1.0, 0.03);
    EXPECT_EQ(found.interval.kind, IntervalKind::delta_method);
    EXPECT_NEAR(sample_moments(reduced).mean, 1.71828182846, 5.0 * std::sqrt(0.00394 / pairs));
}

TEST(VarianceRatio, OfTwoLifetimesOnTheSameLuckIsThePublishedOne) // VR-03
{
    std::vector<double> first;
    std::vector<double> second;
    std::vector<double> alone;
    for (std::uint32_t k = 0; k < pairs; ++k) {
        first.push_back(-std::log(uniform(k, 0)) / 1.0);
        second.push_back(-std::log(uniform(k, 0)) / 1.25);
        alone.push_back(-std::log(uniform(k, 1)) / 1.25);
    }
    EXPECT_NEAR(sample_moments(paired_differences(first, second)).variance() / 0.04, 1.0, 0.03);
    EXPECT_NEAR(pairing_ratio(first, second, 0.95).ratio / (1.64 / 0.04), 1.0, 0.03);
    const auto independent = pairing_ratio(first, alone, 0.95);
    EXPECT_LT(independent.interval.low, 1.0);
    EXPECT_GT(independent.interval.high, 1.0);
}

/// Interval of the ratio over repetitions: how often it covers. With 500 the standard error is 1 %.
TEST(VarianceRatio, IntervalsCoverTheTruth)
{
    constexpr std::uint32_t repetitions = 500;
    constexpr std::uint32_t size = 256;
    int paired = 0;
    int fisher = 0;
    for (std::uint32_t repetition = 0; repetition < repetitions; ++repetition) {
        std::vector<double> first;
        std::vector<double> second;
        for (std::uint32_t k = 0; k < size; ++k) {
            const std::uint32_t number = repetition * size + k;
            const double shared = normal_of(uniform(number, 2));
            first.push_back(shared + 0.5 * normal_of(uniform(number, 3)));
            second.push_back(shared + 0.5 * normal_of(uniform(number, 4)));
        }
        const auto by_pairs = pairing_ratio(first, second, 0.95).interval; // 2.5 / 0.5
        paired += by_pairs.low <= 5.0 && 5.0 <= by_pairs.high ? 1 : 0;
        const std::span<const double> all(first);
        const auto by_fisher =
            ratio_of_variances(sample_moments(all.first(64)), 1.0, sample_moments(all.last(64)), 0.95).interval;
        fisher += by_fisher.low <= 1.0 && 1.0 <= by_fisher.high ? 1 : 0;
    }
    // 0.95 less 3.5 standard errors, and 0.95 plus as much: false alarms once in 2,000.
    EXPECT_NEAR(paired / double{repetitions}, 0.95, 0.035);
    EXPECT_NEAR(fisher / double{repetitions}, 0.95, 0.035);
}

TEST(VarianceRatio, SaysWhereNothingIsLeftOrWas)
{
    const std::vector<double> values{1.0, 2.0, 4.0, 8.0};
    EXPECT_TRUE(std::isinf(pairing_ratio(values, values, 0.95).ratio));
    const std::vector<double> constant(4, 1.0);
    EXPECT_TRUE(std::isnan(pairing_ratio(constant, constant, 0.95).ratio));
    EXPECT_THROW(static_cast<void>(pairing_ratio(values, std::vector<double>{1.0}, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(with_controls(values, std::vector<std::vector<double>>{constant})),
                 std::invalid_argument);
}

} // namespace
} // namespace kamsim
