// Published answers for what uncertain inputs are drawn by: Sobol points and the moments of distributions.

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/statistics/distributions.hpp"

namespace kamsim {
namespace {

constexpr int published_points = 16;
constexpr int published_dimensions = 10;

/// Joe and Kuo (2008), new-joe-kuo-6.21201: the first 16 points of 10 dimensions times 16, in the order of the Gray
/// code.
constexpr std::array<std::array<int, published_dimensions>, published_points> joe_kuo{{
    {0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
    {8, 8, 8, 8, 8, 8, 8, 8, 8, 8},
    {12, 4, 4, 4, 12, 12, 4, 12, 12, 12},
    {4, 12, 12, 12, 4, 4, 12, 4, 4, 4},
    {6, 6, 10, 14, 6, 2, 6, 14, 14, 10},
    {14, 14, 2, 6, 14, 10, 14, 6, 6, 2},
    {10, 2, 14, 10, 10, 14, 2, 2, 2, 6},
    {2, 10, 6, 2, 2, 6, 10, 10, 10, 14},
    {3, 5, 15, 7, 9, 5, 7, 15, 15, 5},
    {11, 13, 7, 15, 1, 13, 15, 7, 7, 13},
    {15, 1, 11, 3, 5, 9, 3, 3, 3, 9},
    {7, 9, 3, 11, 13, 1, 11, 11, 11, 1},
    {5, 3, 5, 9, 15, 7, 1, 1, 1, 15},
    {13, 11, 13, 1, 7, 15, 9, 9, 9, 7},
    {9, 7, 1, 13, 3, 11, 5, 13, 13, 3},
    {1, 15, 9, 5, 11, 3, 13, 5, 5, 11},
}};

/// Binary digits that two numbers of so many digits share from the first one on.
int common_digits(std::uint32_t one, std::uint32_t other, int digits)
{
    return digits - static_cast<int>(std::bit_width(one ^ other));
}

// QMC-01. Nested scrambling flips a digit by the digits above it, so that two points part at the same digit as before;
// which pairs part where says in each dimension which points these are, up to the flips.
TEST(PublishedQmc01, ScrambledPointsPartWhereThoseOfJoeAndKuoDo)
{
    constexpr int digits = 4;
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const ScrambledSobol points(seed, published_dimensions);
        for (int dimension = 0; dimension < published_dimensions; ++dimension) {
            const auto scrambled = [&](std::uint32_t place) {
                const std::uint32_t index = place ^ (place >> 1); // the Gray code
                return static_cast<std::uint32_t>(16.0 * points.coordinate(index, dimension));
            };
            const auto published = [&](std::uint32_t place) {
                return static_cast<std::uint32_t>(joe_kuo[place][static_cast<std::size_t>(dimension)]);
            };
            for (std::uint32_t one = 0; one < published_points; ++one) {
                for (std::uint32_t other = 0; other < one; ++other) {
                    ASSERT_EQ(common_digits(scrambled(one), scrambled(other), digits),
                              common_digits(published(one), published(other), digits))
                        << "dimension " << dimension << ", points " << other << " and " << one;
                }
            }
        }
    }
}

struct Summary {
    double mean = 0.0;
    double variance = 0.0;
};

/// Of the quantiles at the middles of steps of equal probability.
template <class Quantile>
Summary summary_of(int steps, Quantile quantile)
{
    Summary summary;
    double square = 0.0;
    for (int step = 0; step < steps; ++step) {
        const double value = quantile((step + 0.5) / steps);
        summary.mean += value / steps;
        square += value * value / steps;
    }
    summary.variance = square - summary.mean * summary.mean;
    return summary;
}

void expect_moments(const Distribution& distribution, double mean, double variance)
{
    EXPECT_NEAR(mean_of(distribution), mean, 1e-9 * mean);
    EXPECT_NEAR(variance_of(distribution), variance, 1e-9 * variance);
    const Summary drawn =
        summary_of(20'000, [&](double probability) { return quantile_of(distribution, probability); });
    EXPECT_NEAR(drawn.mean, mean, 1e-4 * mean);
    EXPECT_NEAR(drawn.variance, variance, 1e-3 * variance);
}

// DIST-03, Johnson, Kotz and Balakrishnan; Vose (2008) for PERT.
TEST(PublishedDist03, PertOfTenSixteenThirty)
{
    expect_moments(PertDistribution{10.0, 16.0, 30.0}, 17.3333333333333, 13.2698412698413);
}

TEST(PublishedDist03, TriangularOfTenSixteenThirty)
{
    expect_moments(TriangularDistribution{10.0, 16.0, 30.0}, 18.6666666666667, 17.5555555555556);
}

TEST(PublishedDist03, Beta)
{
    expect_moments(BetaDistribution{0.668, 3.806, 0.0, 1.0}, 0.149307107733572, 0.0232032326112);
}

TEST(PublishedDist03, LognormalByMeanAndDeviation)
{
    const LognormalDistribution lognormal = lognormal_from_mean(100.0, 40.0);
    EXPECT_NEAR(std::log(lognormal.median), 4.53096018343, 1e-11);
    EXPECT_NEAR(lognormal.log_standard_deviation, 0.38525317016, 1e-11);
    EXPECT_NEAR(lognormal.median, 92.8476690885, 1e-9);
}

TEST(PublishedDist03, TruncatedNormal)
{
    const TruncatedDistribution truncated(NormalDistribution{0.0, 1.0}, -1.0, 2.0);
    const Summary drawn = summary_of(1'000'000, [&](double probability) { return truncated.quantile(probability); });
    EXPECT_NEAR(drawn.mean, 0.229637179091, 1e-9);
    EXPECT_NEAR(drawn.variance, 0.519762539212, 1e-9);
}

} // namespace
} // namespace kamsim
