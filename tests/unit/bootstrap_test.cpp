#include <cmath>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/bootstrap.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"
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

// OUT-04 (Efron and Tibshirani 1993, tables 2.1 and 2.2): standard errors of mean and median with endlessly many
// resamples. Of 2000 resamples a standard error is itself known to 1.6 %.
TEST(BootstrapStatistics, FindTheIdealStandardErrorsOfTheMice)
{
    const std::vector treatment{94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0};
    const std::vector control{52.0, 104.0, 146.0, 10.0, 51.0, 30.0, 40.0, 27.0, 46.0};
    const auto errors_of = [](const std::vector<double>& sample) {
        return bootstrap_statistics(
            [&](std::span<const std::uint32_t> units) {
                std::vector<double> values;
                for (const auto unit : units) {
                    values.push_back(sample[unit]);
                }
                return std::vector{sample_moments(values).mean, sample_quantile(values, 0.5)};
            },
            sample.size(), 0.95);
    };
    constexpr double tolerance = 4.0 * 0.016;
    const auto treated = errors_of(treatment);
    EXPECT_NEAR(treated[0].standard_error, 23.3635234373, tolerance * 23.36);
    EXPECT_NEAR(treated[1].standard_error, 37.8346743939, tolerance * 37.83);
    const auto untreated = errors_of(control);
    EXPECT_NEAR(untreated[0].standard_error, 13.3488592732, tolerance * 13.35);
    EXPECT_NEAR(untreated[1].standard_error, 13.075870027, tolerance * 13.08);
}

TEST(BootstrapStatistics, OfMeansAreThoseOfTheMeansInterval)
{
    const auto sample = test::normal_scores(60, 5.0, 2.0, 7);
    const auto found = bootstrap_statistics(
        [&](std::span<const std::uint32_t> units) {
            double sum = 0.0;
            for (const auto unit : units) {
                sum += sample[unit];
            }
            return std::vector{sum / static_cast<double>(units.size()), 3.5};
        },
        sample.size(), 0.95);
    const Interval direct = bca_interval(sample, 0.95);
    EXPECT_NEAR(found[0].interval.low, direct.low, 1e-9);
    EXPECT_NEAR(found[0].interval.high, direct.high, 1e-9);
    EXPECT_EQ(found[1].interval.low, 3.5);
    EXPECT_EQ(found[1].interval.high, 3.5);
    EXPECT_EQ(found[1].standard_error, 0.0);
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
