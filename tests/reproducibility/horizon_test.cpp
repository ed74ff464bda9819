// A longer horizon changes no number of an earlier period.

#include <algorithm>
#include <cstdint>

#include <gtest/gtest.h>

#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/middle_experiment.hpp"
#include "support/outcome_identity.hpp"

namespace kamsim {
namespace {

/// Compares with a run of `years` years more. Yearly measures are taken at the horizon too, so both end with a year.
void expect_same_until_horizon(Experiment experiment, int years)
{
    SCOPED_TRACE(experiment.title);
    const int whole_years = std::max(1, experiment.periods / experiment.periods_per_year);
    experiment.periods = whole_years * experiment.periods_per_year;
    const Outcome shorter = simulate(experiment);
    experiment.periods += years * experiment.periods_per_year;
    const Outcome longer = simulate(experiment);
    for (int alternative = 0; alternative < shorter.alternatives; ++alternative) {
        EXPECT_EQ(first_difference_until(shorter, longer, alternative, shorter.periods), "")
            << "alternative " << alternative;
    }
}

TEST(Horizon, ALongerOneChangesNothingBefore)
{
    Experiment middle = middle_experiment();
    middle.replications = 100;
    middle.periods = 12; // before one of its alternatives turns centralized
    expect_same_until_horizon(small_experiment(), 1);
    expect_same_until_horizon(small_experiment(), 5);
    expect_same_until_horizon(middle, 4);
}

TEST(Horizon, ALongerOneChangesNothingBeforeInRandomExperiments)
{
    for (std::uint64_t seed = 100; seed < 130; ++seed) {
        Experiment experiment = random_experiment(seed);
        experiment.replications = 20;
        expect_same_until_horizon(experiment, 2);
    }
}

} // namespace
} // namespace kamsim
