// Designs at many points of the space of inputs: the same bits as the usual simulation, however the work is split.

#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/input_space.hpp"
#include "kamsim/model/worlds.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/simulation/study.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

using ::testing::HasSubstr;

/// Three shared inputs, no draws of accounts' own.
Experiment shared_only(std::int64_t futures)
{
    Experiment experiment = uncertain_experiment(futures);
    std::erase_if(experiment.uncertainty.inputs,
                  [](const UncertainInput& input) { return input.scope == UncertainScope::each; });
    experiment.uncertainty.correlations.clear();
    return experiment;
}

/// The worlds of the experiment as points of its space.
StudyPlan plan_of_worlds(const InputSpace& space, const Worlds& worlds)
{
    StudyPlan plan;
    plan.points = worlds.count();
    plan.futures = worlds.futures_per_world();
    plan.luck = PointLuck::own;
    plan.measures = {Measure::revenue, Measure::key_logo_retention};
    plan.enter = [&](std::int64_t point, Experiment& copy) {
        space.set(worlds.shared_draws().subspan(static_cast<std::size_t>(point) * space.size(), space.size()), copy);
    };
    return plan;
}

bool same_values(const StudyValues& a, const StudyValues& b)
{
    return a.points == b.points && a.value == b.value && a.ledger == b.ledger
           && std::equal(a.measure_means.begin(), a.measure_means.end(), b.measure_means.begin(), b.measure_means.end(),
                         [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

TEST(Study, WorldsAsPointsGiveTheValuesOfTheUsualSimulation)
{
    for (const std::int64_t futures : {3, 8, 20, 300}) {
        const Experiment experiment = shared_only(futures);
        const InputSpace space(experiment);
        const Worlds worlds(experiment);
        const StudyValues values = study(space.certain_copy(), plan_of_worlds(space, worlds));
        const Outcome outcome = simulate(experiment);
        ASSERT_EQ(values.points, worlds.count());
        for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
            for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
                ASSERT_EQ(values.value[values.value_index(replication / futures, alternative, replication % futures)],
                          outcome.value[outcome.value_index(alternative, replication)]);
            }
        }
    }
}

TEST(Study, MeansOfLedgerAndMeasuresAreThoseOfTheUsualSimulation)
{
    Experiment experiment = small_experiment();
    experiment.replications = 300; // more than a slice, and no multiple of a block
    StudyPlan plan;
    plan.futures = experiment.replications;
    plan.measures = {Measure::revenue, Measure::key_logo_retention};
    const StudyValues values = study(experiment, plan);
    const Outcome outcome = simulate(experiment);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int line = 0; line < ledger_line_count; ++line) {
            const auto which = static_cast<LedgerLine>(line);
            const double expected = outcome.ledger[outcome.ledger_index(alternative, which)].mean;
            EXPECT_NEAR(values.ledger[values.ledger_index(0, alternative, which)], expected,
                        1e-12 * std::fabs(expected));
        }
        for (int measure = 0; measure < 2; ++measure) {
            const Measure which = plan.measures[static_cast<std::size_t>(measure)];
            for (int period = 0; period < outcome.periods; ++period) {
                const double expected =
                    outcome.measures[outcome.measure_index(alternative, which, period)].moments.mean;
                const double found = values.measure_means[values.measure_index(0, alternative, measure, period)];
                if (outcome.measures[outcome.measure_index(alternative, which, period)].moments.count == 0.0) {
                    EXPECT_TRUE(std::isnan(found));
                } else {
                    EXPECT_NEAR(found, expected, 1e-12 * std::fabs(expected));
                }
            }
        }
    }
}

TEST(Study, ThreadsAndBatchesChangeNothing)
{
    const Experiment experiment = shared_only(300);
    const InputSpace space(experiment);
    const Worlds worlds(experiment);
    const StudyPlan plan = plan_of_worlds(space, worlds);
    const StudyValues expected = study(space.certain_copy(), plan);
    for (const int threads : {1, 2, 3}) {
        for (const std::int64_t batch : {1, 5}) {
            StudyOptions options;
            options.threads = threads;
            options.points_per_batch = batch;
            EXPECT_TRUE(same_values(study(space.certain_copy(), plan, options), expected));
        }
    }
}

TEST(Study, ARangeOfPointsHasTheValuesThatTheWholeHasThere)
{
    const Experiment experiment = shared_only(8);
    const InputSpace space(experiment);
    const Worlds worlds(experiment);
    const StudyPlan plan = plan_of_worlds(space, worlds);
    const StudyValues whole = study(space.certain_copy(), plan);
    StudyValues joined;
    for (const PointRange range : {PointRange{0, 4}, PointRange{4, 5}, PointRange{5, plan.points}}) {
        study_parts(space.certain_copy(), plan, range, [&](StudyValues&& values) { joined.append(values); });
    }
    EXPECT_TRUE(same_values(joined, whole));
}

TEST(Study, PointsThatAreTheSameMeetTheSameFuturesUnderSharedLuckOnly)
{
    Experiment experiment = small_experiment();
    StudyPlan plan;
    plan.points = 2;
    const StudyValues shared = study(experiment, plan);
    plan.luck = PointLuck::own;
    const StudyValues own = study(experiment, plan);
    for (int alternative = 0; alternative < shared.alternatives; ++alternative) {
        EXPECT_EQ(shared.mean(0, alternative), shared.mean(1, alternative));
        EXPECT_EQ(own.mean(0, alternative), shared.mean(0, alternative));
        EXPECT_NE(own.mean(1, alternative), own.mean(0, alternative));
    }
}

TEST(Study, EndsEarlyWithWholePoints)
{
    Experiment experiment = small_experiment();
    StudyPlan plan;
    plan.points = 10;
    StudyOptions options;
    options.points_per_batch = 3;
    int looks = 0;
    options.goes_on = [&] { return ++looks <= 2; };
    EXPECT_EQ(study(experiment, plan, options).points, 6);
}

TEST(Study, RefusesWhatDoesNotFit)
{
    const Experiment uncertain = shared_only(8);
    EXPECT_THAT([&] { (void)study(uncertain, {}); },
                ::testing::ThrowsMessage<std::invalid_argument>(HasSubstr("still has uncertain inputs")));
    StudyPlan plan;
    plan.points = 3;
    plan.enter = [](std::int64_t point, Experiment& copy) { copy.alternatives[1].key_accounts = point == 1 ? -1 : 4; };
    EXPECT_THAT([&] { (void)study(small_experiment(), plan); },
                ::testing::ThrowsMessage<std::invalid_argument>(HasSubstr("point 1")));
    plan.enter = {};
    plan.points = std::int64_t{1} << 31;
    plan.luck = PointLuck::own;
    EXPECT_THROW((void)study(small_experiment(), plan), std::invalid_argument);
}

} // namespace
} // namespace kamsim
