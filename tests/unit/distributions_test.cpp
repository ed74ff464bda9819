#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "kamsim/statistics/distributions.hpp"
#include "kamsim/statistics/moments.hpp"

namespace kamsim {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

const std::vector<Distribution>& one_of_each()
{
    static const std::vector<Distribution> all{
        NormalDistribution{2.0, 0.5},
        LognormalDistribution{3.0, 0.4},
        UniformDistribution{-1.0, 4.0},
        TriangularDistribution{1.0, 2.0, 5.0},
        TriangularDistribution{1.0, 1.0, 2.0},
        PertDistribution{1.0, 2.0, 5.0},
        PertDistribution{1.0, 5.0, 5.0},
        BetaDistribution{2.5, 1.5, -1.0, 3.0},
        DiscreteDistribution{{1.0, 2.0, 4.0}, {1.0, 2.0, 1.0}},
        QuantileDistribution{{0.05, 0.5, 0.95}, {1.0, 2.0, 4.0}},
    };
    return all;
}

/// Mean and variance over the middles of many cells of equal chance.
template <class Quantile>
Moments midpoint_moments(const Quantile& quantile)
{
    constexpr int cells = 20'000;
    Moments moments;
    for (int k = 0; k < cells; ++k) {
        moments.add(quantile((k + 0.5) / cells));
    }
    return moments;
}

TEST(Distributions, QuantilesHaveTheMeanAndVarianceOfTheFormulas)
{
    for (const Distribution& distribution : one_of_each()) {
        const TruncatedDistribution whole(distribution, -infinite, infinite);
        const Moments moments = midpoint_moments([&](double p) { return whole.quantile(p); });
        const double deviation = std::sqrt(variance_of(distribution));
        EXPECT_NEAR(moments.mean, mean_of(distribution), 5e-4 * deviation) << distribution_name(distribution);
        EXPECT_NEAR(std::sqrt(moments.variance()), deviation, 1e-3 * deviation) << distribution_name(distribution);
    }
}

TEST(Distributions, ChanceOfAQuantileIsItsProbability)
{
    for (const Distribution& distribution : one_of_each()) {
        if (std::holds_alternative<DiscreteDistribution>(distribution)) {
            continue;
        }
        for (const double probability : {0.001, 0.05, 0.3, 0.5, 0.71, 0.95, 0.999}) {
            const double value = quantile_of(distribution, probability);
            EXPECT_NEAR(chance_of_at_most(distribution, value), probability, 1e-8) << distribution_name(distribution);
            EXPECT_NEAR(chance_below(distribution, value), probability, 1e-8) << distribution_name(distribution);
        }
    }
}

TEST(Distributions, DiscreteValuesHaveTheirWeights)
{
    const Distribution discrete = DiscreteDistribution{{1.0, 2.0, 4.0}, {1.0, 2.0, 1.0}};
    EXPECT_EQ(quantile_of(discrete, 0.2499), 1.0);
    EXPECT_EQ(quantile_of(discrete, 0.2501), 2.0);
    EXPECT_EQ(quantile_of(discrete, 0.7501), 4.0);
    EXPECT_EQ(chance_below(discrete, 2.0), 0.25);
    EXPECT_EQ(chance_of_at_most(discrete, 2.0), 0.75);
}

TEST(Distributions, StandardNormalAgreesWithTheLibrary)
{
    const boost::math::normal library;
    for (double x = -9.0; x <= 9.0; x += 0.01) {
        EXPECT_NEAR(standard_normal_below(x), cdf(library, x), 1e-14) << x;
    }
    EXPECT_NEAR(standard_normal_below(-20.0) / cdf(library, -20.0), 1.0, 1e-6);
    EXPECT_EQ(standard_normal_below(-infinite), 0.0);
    EXPECT_EQ(standard_normal_below(infinite), 1.0);
}

TEST(Distributions, OtherNamesOfADistributionSayTheSame)
{
    const NormalDistribution normal = normal_from_quantiles(1.0, 3.0);
    EXPECT_NEAR(quantile_of(normal, 0.05), 1.0, 1e-8);
    EXPECT_NEAR(quantile_of(normal, 0.95), 3.0, 1e-8);
    const LognormalDistribution lognormal = lognormal_from_quantiles(0.8, 2.0);
    EXPECT_NEAR(quantile_of(lognormal, 0.05), 0.8, 1e-8);
    EXPECT_NEAR(quantile_of(lognormal, 0.95), 2.0, 1e-8);
    const Distribution by_mean = lognormal_from_mean(5.0, 2.0);
    EXPECT_NEAR(mean_of(by_mean), 5.0, 1e-12);
    EXPECT_NEAR(std::sqrt(variance_of(by_mean)), 2.0, 1e-12);
    const Distribution beta = beta_from_mean(0.3, 0.1, 0.0, 1.0);
    EXPECT_NEAR(mean_of(beta), 0.3, 1e-12);
    EXPECT_NEAR(std::sqrt(variance_of(beta)), 0.1, 1e-12);
}

TEST(Distributions, NineTenthsOfAStretchedPertLieInTheRange)
{
    struct Range {
        double low;
        double mode;
        double high;
    };
    for (const auto& [low, mode, high] :
         {Range{1.0, 2.0, 5.0}, Range{-2.75, -2.2, -1.8}, Range{0.0, 0.0, 1.0}, Range{100.0, 300.0, 300.0}}) {
        const PertDistribution pert = pert_from_range(low, mode, high);
        EXPECT_EQ(pert.mode, mode);
        EXPECT_NEAR(chance_of_at_most(pert, high) - chance_below(pert, low), 0.9, 1e-9);
        // One factor for both sides.
        EXPECT_NEAR((pert.mode - pert.low) * (high - mode), (pert.high - pert.mode) * (mode - low), 1e-9);
    }
}

TEST(Distributions, TheTableOfTheBetaFamilyIsAccurate)
{
    for (const BetaDistribution& beta :
         {BetaDistribution{1.0, 5.0}, BetaDistribution{2.2, 3.8}, BetaDistribution{1.0, 1.0},
          BetaDistribution{5.0, 1.0}, BetaDistribution{60.0, 30.0}}) {
        const TruncatedDistribution table(beta, -infinite, infinite);
        for (int k = 1; k < 1000; ++k) {
            EXPECT_NEAR(table.quantile(k / 1000.0), quantile_of(beta, k / 1000.0), 1e-6) << beta.alpha << " " << k;
        }
    }
    // Very uneven shapes are coarser, and nevertheless in order and within.
    for (const BetaDistribution& beta : {BetaDistribution{0.1, 3.0}, BetaDistribution{0.5, 0.5}}) {
        const TruncatedDistribution table(beta, -infinite, infinite);
        double before = 0.0;
        for (int k = 1; k < 1000; ++k) {
            const double value = table.quantile(k / 1000.0);
            EXPECT_GE(value, before);
            EXPECT_NEAR(value, quantile_of(beta, k / 1000.0), 2e-4) << beta.alpha << " " << k;
            before = value;
        }
    }
}

TEST(TruncatedDistribution, KeepsItsShapeBetweenTheBounds)
{
    const NormalDistribution normal{0.0, 1.0};
    const TruncatedDistribution upper(normal, 0.0, infinite);
    EXPECT_NEAR(upper.quantile(0.5), 0.6744897501960817, 1e-8);
    for (const Distribution& distribution : one_of_each()) {
        const double low = quantile_of(distribution, 0.2);
        const double high = quantile_of(distribution, 0.9);
        const TruncatedDistribution cut(distribution, low, high);
        EXPECT_GE(cut.quantile(0x1p-33), low);
        EXPECT_LE(cut.quantile(1.0 - 0x1p-33), high);
        if (!std::holds_alternative<DiscreteDistribution>(distribution)) {
            EXPECT_NEAR(chance_of_at_most(distribution, cut.quantile(0.25)), 0.2 + 0.25 * 0.7, 1e-6)
                << distribution_name(distribution);
        }
    }
    const TruncatedDistribution of_points(DiscreteDistribution{{1.0, 2.0, 4.0}, {1.0, 2.0, 1.0}}, 2.0, 9.0);
    EXPECT_EQ(of_points.quantile(0.66), 2.0);
    EXPECT_EQ(of_points.quantile(0.67), 4.0);
}

TEST(TruncatedDistribution, NothingWithinIsRefused)
{
    EXPECT_THROW(TruncatedDistribution(UniformDistribution{0.0, 1.0}, 2.0, 3.0), std::invalid_argument);
    EXPECT_THROW(TruncatedDistribution(UniformDistribution{0.0, 1.0}, 0.6, 0.4), std::invalid_argument);
    EXPECT_THROW(TruncatedDistribution(DiscreteDistribution{{1.0, 3.0}, {1.0, 1.0}}, 1.5, 2.5), std::invalid_argument);
}

TEST(Distributions, WhatIsNoDistributionIsRefused)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Distribution> wrong{
        NormalDistribution{0.0, 0.0},
        NormalDistribution{nan, 1.0},
        LognormalDistribution{-1.0, 0.5},
        UniformDistribution{1.0, 1.0},
        UniformDistribution{0.0, infinite},
        TriangularDistribution{0.0, 2.0, 1.0},
        PertDistribution{0.0, -1.0, 1.0},
        BetaDistribution{0.0, 1.0},
        beta_from_mean(0.5, 0.6, 0.0, 1.0),
        DiscreteDistribution{{}, {}},
        DiscreteDistribution{{1.0, 1.0}, {1.0, 1.0}},
        DiscreteDistribution{{1.0, 2.0}, {0.0, 0.0}},
        DiscreteDistribution{{1.0, 2.0}, {1.0}},
        QuantileDistribution{{0.5}, {1.0}},
        QuantileDistribution{{0.5, 0.4}, {1.0, 2.0}},
        QuantileDistribution{{0.1, 0.9}, {2.0, 1.0}},
        QuantileDistribution{{0.1, 1.1}, {1.0, 2.0}},
    };
    for (std::size_t k = 0; k < wrong.size(); ++k) {
        EXPECT_THROW(require_valid(wrong[k]), std::invalid_argument) << k;
    }
}

} // namespace
} // namespace kamsim
