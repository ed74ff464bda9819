// Paired moments of measures and ledger lines, against the futures one by one.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/simulation/study.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

const std::vector<Measure> followed{Measure::revenue, Measure::customers, Measure::key_logo_retention,
                                    Measure::key_satisfaction, Measure::ruined};

int period_of(const Outcome& outcome, int year)
{
    return std::min(year * outcome.periods_per_year, outcome.periods) - 1;
}

void expect_moments(const Moments& found, const Moments& expected)
{
    EXPECT_EQ(found.count, expected.count);
    EXPECT_NEAR(found.mean, expected.mean, 1e-10 * (1.0 + std::fabs(expected.mean)));
    EXPECT_NEAR(found.sum_squared_deviations, expected.sum_squared_deviations,
                1e-8 * (1.0 + expected.sum_squared_deviations));
}

// Every replication is simulated again as a point of its own, whose means are its values.
TEST(MeasureDifferences, AreThoseOfTheFuturesOneByOne)
{
    Experiment experiment = small_experiment();
    experiment.replications = 300; // two super-blocks, the last block part-filled
    const Outcome outcome = simulate(experiment);
    StudyPlan plan;
    plan.points = experiment.replications;
    plan.futures = 1;
    plan.luck = PointLuck::own;
    plan.measures = followed;
    const StudyValues values = study(experiment, plan);
    const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline);
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
        for (std::size_t k = 0; k < followed.size(); ++k) {
            for (int year = 1; year < outcome.years; ++year) {
                Moments expected;
                for (std::int64_t point = 0; point < plan.points; ++point) {
                    const auto value = [&](int alternative) {
                        return values.measure_means[values.measure_index(point, alternative, static_cast<int>(k),
                                                                         period_of(outcome, year))];
                    };
                    const double difference = value(pairs[pair].alternative) - value(pairs[pair].against);
                    if (!std::isnan(difference)) {
                        expected.add(difference);
                    }
                }
                SCOPED_TRACE(measure_catalogue()[static_cast<std::size_t>(followed[k])].name);
                expect_moments(
                    outcome
                        .measure_difference[outcome.measure_difference_index(static_cast<int>(pair), followed[k], year)]
                        .moments,
                    expected);
            }
        }
    }
}

// What is known on another way: the cumulative difference to the baseline is a measure, with moments of its own.
TEST(MeasureDifferences, OfTheCumulativeValueAreTheCumulativeDifference)
{
    for (const std::int64_t futures : {1, 8, 300}) {
        const Experiment experiment = futures == 1 ? small_experiment() : uncertain_experiment(futures);
        const Outcome outcome = simulate(experiment);
        const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline);
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            for (int year = 1; pairs[k].against == outcome.baseline && year < outcome.years; ++year) {
                const auto& paired = outcome.measure_difference[outcome.measure_difference_index(
                    static_cast<int>(k), Measure::cumulative_value, year)];
                const auto& measure = outcome.measures[outcome.measure_index(
                    pairs[k].alternative, Measure::cumulative_difference, period_of(outcome, year))];
                expect_moments(paired.moments, measure.moments);
                expect_moments(paired.between, measure.between);
                EXPECT_EQ(paired.between.count, outcome.worlds > 1 ? static_cast<double>(outcome.worlds) : 0.0);
            }
        }
    }
}

TEST(LedgerDifferences, AddUpToTheDifferenceOfEveryPair)
{
    const Outcome outcome = simulate(small_experiment());
    const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        double lines = 0.0;
        double values = 0.0;
        for (int line = 0; line < ledger_line_count; ++line) {
            lines += outcome
                         .ledger_difference[outcome.ledger_difference_index(static_cast<int>(k),
                                                                            static_cast<LedgerLine>(line))]
                         .mean;
        }
        for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
            values += outcome.value[outcome.value_index(pairs[k].alternative, replication)]
                      - outcome.value[outcome.value_index(pairs[k].against, replication)];
        }
        EXPECT_NEAR(lines, values / static_cast<double>(outcome.replications), 1e-6);
    }
}

} // namespace
} // namespace kamsim
