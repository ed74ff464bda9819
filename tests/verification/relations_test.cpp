// Relations that any run must keep, whatever its numbers: prefix, scale, copies, discounting.

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

bool is_money(Unit unit)
{
    return unit == Unit::money || unit == Unit::money_per_year;
}

Experiment scaled_up(Experiment experiment, double factor)
{
    for (Account& account : experiment.accounts) {
        account.revenue *= factor;
        account.wallet *= factor;
    }
    for (const ModelEntry& entry : model_catalogue()) {
        if (is_money(entry.unit)) {
            entry.in(experiment.parameters) *= factor;
        }
    }
    for (Structure& structure : experiment.structures) {
        for (const StructureEntry& entry : structure_catalogue()) {
            if (is_money(entry.unit)) {
                structure.parameters.*entry.member *= factor;
            }
        }
    }
    return experiment;
}

TEST(Relations, TheFirstReplicationsOfALongRunAreTheShortRun)
{
    Experiment experiment = small_experiment();
    const Outcome brief = run(experiment);
    experiment.replications *= 2;
    const Outcome extended = run(experiment);
    for (int alternative = 0; alternative < brief.alternatives; ++alternative) {
        for (std::int64_t k = 0; k < brief.replications; ++k) {
            EXPECT_EQ(brief.value[brief.value_index(alternative, k)],
                      extended.value[extended.value_index(alternative, k)]);
        }
    }
}

TEST(Relations, ALongerHorizonChangesNoEarlierNumber)
{
    Experiment experiment = small_experiment();
    const Outcome brief = run(experiment);
    experiment.periods += experiment.periods_per_year;
    const Outcome extended = run(experiment);
    for (int alternative = 0; alternative < brief.alternatives; ++alternative) {
        for (int period = 0; period < brief.periods; ++period) {
            EXPECT_EQ(mean_of(brief, Measure::cumulative_value, period, alternative),
                      mean_of(extended, Measure::cumulative_value, period, alternative));
        }
    }
}

TEST(Relations, ThreeTimesTheMoneyIsThreeTimesTheValue)
{
    const Experiment experiment = small_experiment();
    const Outcome plain = run(experiment);
    const Outcome scaled = run(scaled_up(experiment, 3.0));
    for (int alternative = 0; alternative < plain.alternatives; ++alternative) {
        for (std::int64_t k = 0; k < plain.replications; ++k) {
            const double value = plain.value[plain.value_index(alternative, k)];
            EXPECT_NEAR(scaled.value[scaled.value_index(alternative, k)], 3.0 * value, 1e-10 * std::abs(value));
        }
        for (const Measure chance :
             {Measure::customers, Measure::endangerment_true, Measure::key_share, Measure::satisfaction}) {
            EXPECT_NEAR(mean_of(scaled, chance, 11, alternative), mean_of(plain, chance, 11, alternative), 1e-10);
        }
    }
}

TEST(Relations, AnAlternativeAndItsCopyDifferByNothing)
{
    Experiment experiment = small_experiment();
    experiment.alternatives.push_back(experiment.alternatives[2]);
    experiment.alternatives.back().name = "copy";
    experiment.baseline = 2;
    const Outcome outcome = run(experiment);
    const int copy = outcome.alternatives - 1;
    for (std::int64_t k = 0; k < outcome.replications; ++k) {
        EXPECT_EQ(outcome.value[outcome.value_index(copy, k)], outcome.value[outcome.value_index(2, k)]);
    }
    for (int period = 0; period < outcome.periods; ++period) {
        const Moments& difference = moments_of(outcome, Measure::cumulative_difference, period, copy);
        EXPECT_EQ(difference.mean, 0.0);
        EXPECT_EQ(difference.variance(), 0.0);
    }
}

TEST(Relations, WithoutDiscountingTheValueIsTheSumAndAnyDiscountLowersIt)
{
    Experiment experiment = small_experiment();
    experiment.discount_rate = 0.0;
    const Outcome undiscounted = run(experiment);
    experiment.discount_rate = 0.1;
    const Outcome discounted = run(experiment);
    for (int alternative = 0; alternative < undiscounted.alternatives; ++alternative) {
        double profit = 0.0;
        for (int period = 0; period < undiscounted.periods; ++period) {
            profit += mean_of(undiscounted, Measure::profit, period, alternative);
        }
        EXPECT_NEAR(mean_of(undiscounted, Measure::cumulative_value, undiscounted.periods - 1, alternative), profit,
                    1e-12 * std::abs(profit));
        EXPECT_LT(line_of(discounted, LedgerLine::retained, alternative),
                  line_of(undiscounted, LedgerLine::retained, alternative));
    }
}

} // namespace
} // namespace kamsim
