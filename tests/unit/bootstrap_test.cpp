#include <cmath>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/bootstrap.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/variance_components.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

TEST(BcaInterval, AgreesWithStudentsTForANormalSample)
{
    const auto sample = test::normal_scores(1000, 5.0, 2.0, 371);
    const Interval t = t_interval(sample_moments(sample), 0.95);
    const Interval bca = bca_interval(sample, 0.95);
    EXPECT_EQ(bca.kind, IntervalKind::bca_over_worlds);
    EXPECT_EQ(bca.level, 0.95);
    // An end is a quantile of 2000 resamples: its standard error is about 5 % of the half width.
    EXPECT_NEAR(bca.low, t.low, 0.2 * (5.0 - t.low));
    EXPECT_NEAR(bca.high, t.high, 0.2 * (t.high - 5.0));
}

TEST(BcaInterval, LeansToTheLongTail)
{
    std::vector<double> sample;
    for (int k = 0; k < 40; ++k) {
        sample.push_back(std::exp(1.5 * normal_of((k + 0.5) / 40.0)));
    }
    const Interval bca = bca_interval(sample, 0.95);
    const double mean = sample_moments(sample).mean;
    EXPECT_GT(bca.high - mean, 1.3 * (mean - bca.low));
}

TEST(BcaInterval, CoversTheMeanAsOftenAsItSays)
{
    // 2000 samples of 30 lognormal numbers; the coverage of the bootstrap at this size is a little below 95 %.
    int covered = 0;
    for (std::uint32_t trial = 0; trial < 2000; ++trial) {
        std::vector<double> sample;
        for (std::uint64_t k = 0; k < 30; ++k) {
            sample.push_back(std::exp(0.5 * normal_of(draw(7, trial, k, once, Purpose::world_shared))));
        }
        const Interval bca = bca_interval(sample, 0.95);
        const double truth = std::exp(0.125);
        covered += bca.low <= truth && truth <= bca.high ? 1 : 0;
    }
    EXPECT_GT(covered, 1820);
    EXPECT_LT(covered, 1940);
}

TEST(BcaInterval, SaysWhatItCanOfSmallAndEvenSamples)
{
    EXPECT_TRUE(std::isnan(bca_interval(std::vector{1.0}, 0.95).low));
    const Interval even = bca_interval(std::vector(20, 3.5), 0.95);
    EXPECT_EQ(even.low, 3.5);
    EXPECT_EQ(even.high, 3.5);
    EXPECT_THROW(static_cast<void>(bca_interval(std::vector{1.0, 2.0}, 95.0)), std::invalid_argument);
    const std::vector sample{1.0, 5.0, 2.0};
    EXPECT_EQ(bca_interval(sample, 0.9).low, bca_interval(sample, 0.9).low);
}

TEST(VarianceComponents, AreThoseOfTheTable)
{
    // Groups (1, 3), (5, 7), (3, 5): means 2, 6, 4; within each 2; of the means 4, less 2 / 2 for their luck.
    Moments all;
    Moments means;
    for (const double value : {1.0, 3.0, 5.0, 7.0, 3.0, 5.0}) {
        all.add(value);
    }
    for (const double mean : {2.0, 6.0, 4.0}) {
        means.add(mean);
    }
    const VarianceComponents components = variance_components(all, means);
    EXPECT_DOUBLE_EQ(components.within, 2.0);
    EXPECT_DOUBLE_EQ(components.between, 3.0);
    EXPECT_DOUBLE_EQ(components.share_between(), 0.6);
}

TEST(VarianceComponents, AreNotBelowZeroAndUnknownWhereGroupsHaveOneValue)
{
    Moments all;
    Moments means;
    for (const double value : {1.0, 3.0, 3.0, 1.0}) {
        all.add(value);
    }
    means.add(2.0);
    means.add(2.0);
    EXPECT_EQ(variance_components(all, means).between, 0.0);
    EXPECT_TRUE(std::isnan(variance_components(means, means).within));
    EXPECT_TRUE(std::isnan(variance_components(Moments{}, Moments{}).share_between()));
}

} // namespace
} // namespace kamsim
