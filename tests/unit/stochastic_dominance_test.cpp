#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/stochastic_dominance.hpp"

namespace kamsim {
namespace {

struct Pairs {
    std::vector<double> first;
    std::vector<double> second;
};

/// Paired normals of correlation 0.8, each with its mean and standard deviation.
Pairs normal_pairs(std::uint32_t seed, std::size_t count, double mean, double sd, double mean_second, double sd_second)
{
    Pairs pairs;
    for (std::size_t k = 0; k < count; ++k) {
        const auto words = philox4x32_10({static_cast<std::uint32_t>(k), 0, 0, 0}, {seed, 2});
        const double own = normal_of(uniform_of(words[0]));
        const double other = 0.8 * own + 0.6 * normal_of(uniform_of(words[1]));
        pairs.first.push_back(mean + sd * own);
        pairs.second.push_back(mean_second + sd_second * other);
    }
    return pairs;
}

DominanceTest test_of(const Pairs& pairs, DominanceOrder order, std::int64_t group_size = 1)
{
    return dominance_test(pairs.first, pairs.second, group_size, order);
}

// First order holds between normals only where their spreads are equal; second order where the mean is no lower and the
// spread no larger (Hadar and Russell 1969).
TEST(StochasticDominance, OfNormalsIsWhatTheirFormulasSay)
{
    const auto higher = normal_pairs(1, 4000, 0.2, 1.0, 0.0, 1.0);
    EXPECT_EQ(test_of(higher, DominanceOrder::first).standing, DominanceStanding::dominates);
    EXPECT_EQ(test_of(higher, DominanceOrder::second).standing, DominanceStanding::dominates);
    const auto calmer = normal_pairs(2, 4000, 0.0, 1.0, 0.0, 1.5);
    EXPECT_EQ(test_of(calmer, DominanceOrder::first).standing, DominanceStanding::no_dominance);
    EXPECT_EQ(test_of(calmer, DominanceOrder::second).standing, DominanceStanding::dominates);
    const auto higher_and_wilder = normal_pairs(3, 4000, 0.3, 1.6, 0.0, 1.0);
    EXPECT_EQ(test_of(higher_and_wilder, DominanceOrder::first).standing, DominanceStanding::no_dominance);
    EXPECT_EQ(test_of(higher_and_wilder, DominanceOrder::second).standing, DominanceStanding::no_dominance);
}

TEST(StochasticDominance, TurnsRoundWithTheSamples)
{
    const auto pairs = normal_pairs(4, 2000, 0.15, 1.0, 0.0, 1.0);
    const Pairs turned{pairs.second, pairs.first};
    for (const auto order : {DominanceOrder::first, DominanceOrder::second}) {
        EXPECT_EQ(test_of(pairs, order).standing, DominanceStanding::dominates);
        EXPECT_EQ(test_of(turned, order).standing, DominanceStanding::dominated);
    }
}

TEST(StochasticDominance, OfEqualSamplesIsNotDecided)
{
    const std::vector<double> values{1.0, 2.0, 5.0, 3.0};
    const auto test = dominance_test(values, values, 1, DominanceOrder::first);
    EXPECT_EQ(test.standing, DominanceStanding::not_decided);
    EXPECT_EQ(test.p_dominates, 1.0);
    EXPECT_EQ(test.p_dominated, 1.0);
}

TEST(StochasticDominance, TakesAGroupForOnePiece)
{
    // Forty pairs repeated fifty times each settle no more than forty do.
    const auto forty = normal_pairs(7, 40, 0.1, 1.0, 0.0, 1.0);
    Pairs repeated;
    for (std::size_t k = 0; k < 40; ++k) {
        repeated.first.insert(repeated.first.end(), 50, forty.first[k]);
        repeated.second.insert(repeated.second.end(), 50, forty.second[k]);
    }
    EXPECT_EQ(test_of(repeated, DominanceOrder::second, 50).standing, DominanceStanding::not_decided);
    EXPECT_NE(test_of(repeated, DominanceOrder::second, 1).standing, DominanceStanding::not_decided);
    EXPECT_THROW(static_cast<void>(test_of(repeated, DominanceOrder::first, 2000)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(dominance_test(forty.first, repeated.first, 1, DominanceOrder::first)),
                 std::invalid_argument);
}

/// Share of `repetitions` of 300 pairs in which the test of the first's dominance says no at 5 %.
double share_rejected(int repetitions, double mean, DominanceOrder order)
{
    int rejected = 0;
    for (int k = 0; k < repetitions; ++k) {
        const auto pairs = normal_pairs(static_cast<std::uint32_t>(1000 + k), 300, mean, 1.0, 0.0, 1.0);
        rejected += test_of(pairs, order).p_dominates < dominance_test_level ? 1 : 0;
    }
    return static_cast<double>(rejected) / repetitions;
}

// The hypothesis at its border, equal distributions: 5 % are to be rejected. Of 60 repetitions more than 20 % come with
// a chance below 1e-5; power: a true difference of a fifth of a standard deviation is found nearly always.
TEST(StochasticDominance, KeepsItsSizeAndHasPower)
{
    for (const auto order : {DominanceOrder::first, DominanceOrder::second}) {
        EXPECT_LE(share_rejected(60, 0.0, order), 0.2);
        EXPECT_GT(share_rejected(20, -0.2, order), 0.9);
    }
}

TEST(StochasticDominanceSlow, KeepsItsSize)
{
    for (const auto order : {DominanceOrder::first, DominanceOrder::second}) {
        const double share = share_rejected(2000, 0.0, order);
        RecordProperty(order == DominanceOrder::first ? "first_order_size" : "second_order_size",
                       std::to_string(share));
        EXPECT_GT(share_rejected(500, -0.1, order), 0.5) << "half of that difference";
        EXPECT_GT(share, 0.025);
        EXPECT_LT(share, 0.065);
    }
}

} // namespace
} // namespace kamsim
