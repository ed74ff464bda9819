// With every source of luck at 0 there is one future only.

#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/outcome_identity.hpp"
#include "support/parameter_changes.hpp"

namespace kamsim {
namespace {

/// Nobody leaves, nothing is won or lost, and every noise is 0: all replications are one.
Experiment experiment_without_luck()
{
    Experiment experiment = small_experiment();
    for (const char* path : {"development.failure_rate", "development.champion_exit", "development.satisfaction_noise",
                             "development.relationship_noise", "expansion.opportunity_rate", "expansion.cell_loss_rate",
                             "retention.frailty_sd", "retention.poaching_rate", "retention.observation_sd",
                             "acquisition.pursuit_rate", "market.volatility", "review.noise", "managers.skill_sd",
                             "structures.manager_exit", "structures.rebuild_rate"}) {
        apply(experiment, path, 0.0);
    }
    apply(experiment, "retention.leaving_base", -1e6);
    for (Account& account : experiment.accounts) {
        account.volatility = 0.0;
    }
    return experiment;
}

TEST(WithoutLuck, AllReplicationsAreOne)
{
    Experiment experiment = experiment_without_luck();
    const Outcome outcome = simulate(experiment);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        const double first = outcome.value[outcome.value_index(alternative, 0)];
        for (std::int64_t replication = 1; replication < outcome.replications; ++replication) {
            ASSERT_EQ(outcome.value[outcome.value_index(alternative, replication)], first);
        }
    }
    experiment.seed += 1;
    EXPECT_EQ(first_difference(simulate(experiment), outcome), "");
}

TEST(WithoutLuck, EachSourceAloneChangesTheOutcome)
{
    Experiment calm = experiment_without_luck();
    // Endangerment as usual, so that what only moves the log-odds is seen; who leaves is luck in both.
    apply(calm, "retention.leaving_base", -2.2);
    const Outcome expected = simulate(calm);
    for (const char* path : {"development.failure_rate", "development.champion_exit", "development.satisfaction_noise",
                             "development.relationship_noise", "expansion.opportunity_rate", "retention.frailty_sd",
                             "retention.poaching_rate", "retention.observation_sd", "acquisition.pursuit_rate",
                             "market.volatility", "review.noise", "managers.skill_sd"}) {
        const double ordinary = find_model_entry(path)->default_value;
        EXPECT_NE(first_difference(simulate(with(calm, {{path, ordinary}})), expected), "") << path;
    }
}

TEST(WithoutLuck, TheListOfKeyAccountsGrowsByItsCreepAlone)
{
    Experiment experiment = experiment_without_luck();
    experiment.periods = 28;
    for (Alternative& alternative : experiment.alternatives) {
        alternative.levers.fill(0.0);
    }
    const auto longest_list = [](const Outcome& outcome) {
        double longest = 0.0;
        for (int period = 0; period < outcome.periods; ++period) {
            longest = std::max(longest,
                               outcome.measures[outcome.measure_index(2, Measure::key_accounts, period)].moments.mean);
        }
        return longest;
    };
    EXPECT_EQ(longest_list(simulate(experiment)), 12.0); // one more a year without discipline
    EXPECT_EQ(longest_list(simulate(with(experiment, {{"review.creep", 0.0}}))), 6.0);
}

} // namespace
} // namespace kamsim
