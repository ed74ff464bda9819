// What is not known against what cannot be known: where only leaving is on and the margin is uncertain, both variances
// have closed forms (docs/model.md, eq. 85). And what a world is: the same as an experiment with its numbers.

#include <cmath>
#include <cstdint>
#include <span>

#include <gtest/gtest.h>

#include "kamsim/decision/knowledge.hpp"
#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/closed_forms.hpp"
#include "kamsim/model/worlds.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

constexpr int accounts = 100;
constexpr int years = 5;
constexpr double log_odds = -1.4;
constexpr double discount_rate = 0.1;
constexpr UniformDistribution margins{0.3, 0.5};

/// Mean and variance of the value of one account at a margin of 1: it leaves in year t with h (1 - h)^t.
Moments value_at_full_margin()
{
    const double leaving = leaving_chance(log_odds, 1.0);
    double mean = 0.0;
    double square = 0.0;
    double value = 0.0;
    double stays = 1.0;
    for (int year = 0; year < years; ++year) {
        mean += stays * leaving * value;
        square += stays * leaving * value * value;
        stays *= 1.0 - leaving;
        value += 100.0 * std::pow(1.0 + discount_rate, -(year + 0.5));
    }
    mean += stays * value;
    square += stays * value * value;
    return {2.0, mean, square - mean * mean}; // the variance of two values is their sum of squares
}

struct Variances {
    Moments between;
    Moments within;
};

/// Of the value of a portfolio, over independent sets of worlds.
/// @param fault factor on the margin
Variances simulated_variances(double fault)
{
    Experiment experiment = still_experiment(accounts, 256 * 8);
    experiment.periods_per_year = 1;
    experiment.periods = years;
    experiment.discount_rate = discount_rate;
    experiment.parameters.retention.leaving_base = log_odds;
    UncertainInput margin;
    margin.name = "margin";
    margin.target = UncertainTarget::account_number;
    margin.entry = static_cast<std::size_t>(NumberColumn::gross_margin);
    margin.distribution = UniformDistribution{margins.low * fault, margins.high * fault};
    experiment.uncertainty.inputs = {margin};
    experiment.uncertainty.futures_per_world = 8;
    Variances variances;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        experiment.seed = seed;
        const Outcome outcome = run(experiment);
        const Knowledge knowledge = knowledge_of(outcome.value, outcome.futures_per_world);
        variances.between.add(knowledge.sd_between * knowledge.sd_between);
        variances.within.add(knowledge.sd_within * knowledge.sd_within);
    }
    return variances;
}

TEST(WorldVariance, BetweenAndWithinAreThoseOfTheClosedForm)
{
    const Moments one = value_at_full_margin();
    const ChurnAlone churn{.yearly_margin = 100.0,
                           .yearly_log_odds = log_odds,
                           .periods_per_year = 1,
                           .periods = years,
                           .discount_rate = discount_rate};
    ASSERT_NEAR(one.mean, value_with_churn_alone(churn), 1e-9);

    const double mean_of_all = accounts * one.mean;
    const double variance_of_all = accounts * one.variance();
    const double margin_mean = mean_of(margins);
    const double margin_variance = variance_of(margins);
    const double between = margin_variance * mean_of_all * mean_of_all;
    const double within = (margin_variance + margin_mean * margin_mean) * variance_of_all;

    const Variances right = simulated_variances(1.0);
    const Variances faulty = simulated_variances(seeded_fault);
    expect_agreement(mean_estimate(right.between), mean_estimate(faulty.between), between, 0.004 * between);
    expect_agreement(mean_estimate(right.within), mean_estimate(faulty.within), within, 0.004 * within);
}

TEST(World, IsTheExperimentWithItsNumbersOnTheSameLuck)
{
    for (const std::int64_t futures : {3, 8, 20}) {
        const Experiment experiment = uncertain_experiment(futures);
        const Outcome outcome = run(experiment);
        const Worlds worlds(experiment);
        Experiment certain = worlds.certain_copy();
        for (const std::int64_t world : {0L, 4L, 12L}) {
            worlds.enter(world, certain);
            const Outcome alone = run(certain);
            for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
                for (std::int64_t future = 0; future < futures; ++future) {
                    const std::size_t replication = outcome.value_index(alternative, world * futures + future);
                    ASSERT_EQ(outcome.value[replication], alone.value[replication])
                        << futures << " futures, world " << world << ", alternative " << alternative;
                    ASSERT_EQ(outcome.payback_years[replication], alone.payback_years[replication]);
                }
            }
        }
    }
}

TEST(World, IsTheSameForAllAlternatives)
{
    Experiment experiment = uncertain_experiment(8);
    experiment.alternatives.push_back(experiment.alternatives[2]);
    experiment.alternatives.back().name = "copy";
    experiment.baseline = 2;
    const Outcome outcome = run(experiment);
    const int copy = outcome.alternatives - 1;
    const auto pair = find_pair(outcome.alternatives, outcome.baseline, copy, outcome.baseline);
    ASSERT_TRUE(pair);
    for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
        ASSERT_EQ(outcome.value[outcome.value_index(copy, replication)],
                  outcome.value[outcome.value_index(2, replication)]);
    }
    for (int line = 0; line < ledger_line_count; ++line) {
        const Moments& moments =
            outcome.ledger_difference[outcome.ledger_difference_index(pair->index, static_cast<LedgerLine>(line))];
        EXPECT_EQ(moments.mean, 0.0);
        EXPECT_EQ(moments.sum_squared_deviations, 0.0);
    }
}

TEST(World, MeansOfItsFuturesAreKept)
{
    for (const std::int64_t futures : {3, 8, 300}) {
        const Outcome outcome = run(uncertain_experiment(futures));
        ASSERT_EQ(outcome.worlds, 13);
        ASSERT_EQ(outcome.futures_per_world, futures);
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            const std::span<const double> values(&outcome.value[outcome.value_index(alternative, 0)],
                                                 static_cast<std::size_t>(outcome.replications));
            const auto means = world_means(values, futures);
            for (std::int64_t world = 0; world < outcome.worlds; ++world) {
                double sum = 0.0;
                for (int line = 0; line < ledger_line_count; ++line) {
                    sum += outcome.world_ledger[outcome.world_index(alternative, world, static_cast<LedgerLine>(line))];
                }
                EXPECT_NEAR(sum, means[static_cast<std::size_t>(world)], 1e-9 * std::fabs(sum));
            }
            const MeasureSummary& measure =
                outcome.measures[outcome.measure_index(alternative, Measure::revenue, outcome.periods - 1)];
            EXPECT_EQ(measure.between.count, 13.0);
            EXPECT_NEAR(measure.between.mean, measure.moments.mean, 1e-9 * measure.moments.mean);
            EXPECT_LT(measure.between.sum_squared_deviations * static_cast<double>(futures),
                      measure.moments.sum_squared_deviations);
        }
    }
}

} // namespace
} // namespace kamsim
