// Rebuilding and abandonment of a programme (eq. 72-74): counts over years, for any length of period.

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// A programme whose only cost is one kEUR for each rebuilding, so that a replication's value counts them. All levers
/// at one half leave the rates as they are.
Experiment rebuild_experiment(double rate, int periods_per_year, int years, std::int64_t replications)
{
    Experiment experiment = still_programme(1, replications);
    experiment.accounts.front().gross_margin = 0.0;
    experiment.periods_per_year = periods_per_year;
    experiment.periods = years * periods_per_year;
    StructureParameters& structure = programme_of(experiment);
    structure.setup = 1.0;
    structure.rebuild_cost = 1.0;
    structure.rebuild_rate = rate;
    return experiment;
}

/// Share of replications with at least so many rebuildings.
Estimate share_with(const Outcome& outcome, double rebuildings)
{
    const auto trials = static_cast<double>(outcome.value.size());
    const auto reached = std::count_if(outcome.value.begin(), outcome.value.end(),
                                       [&](double value) { return -value > rebuildings - 0.5; });
    return share_estimate(static_cast<double>(reached) / trials, trials);
}

class Rebuilding : public testing::TestWithParam<int> {}; // periods a year

TEST_P(Rebuilding, CountIsBinomial)
{
    // A rate of about one for each period shows a fault best.
    const int per_year = GetParam();
    const double rate = 1.4 * per_year;
    const int years = 12 / per_year;
    expect_agreement(
        [&](double fault) {
            const Outcome outcome = run(rebuild_experiment(rate * fault, per_year, years, 50'000));
            return mean_estimate(outcome.value);
        },
        -12.0 * chance_within(rate, 1.0 / per_year), 0.007);
}

INSTANTIATE_TEST_SUITE_P(PeriodsPerYear, Rebuilding, testing::Values(1, 4, 12));

TEST(RebuildingInSevenYears, MatchesTheSurveyThatTheRateComesFrom)
{
    // docs/evidence.md, C-11 and C-12: 79 % of programmes at least once and 46 % at least twice in seven years, which
    // in continuous time is a rate of .223 a year. In months, at most one event each, the chances differ by less than
    // .004.
    constexpr double rate = 0.223;
    const auto at_least_twice = [](double yearly) { return 1.0 - std::exp(-7.0 * yearly) * (1.0 + 7.0 * yearly); };
    EXPECT_NEAR(chance_within(rate, 7.0), 0.79, 0.005);
    EXPECT_NEAR(at_least_twice(rate), 0.46, 0.005);

    const Outcome outcome = run(rebuild_experiment(rate, 12, 7, 60'000));
    const double quiet = std::pow(1.0 - chance_within(rate, 1.0 / 12.0), 84);
    const double once = 84.0 * chance_within(rate, 1.0 / 12.0) * quiet / (1.0 - chance_within(rate, 1.0 / 12.0));
    EXPECT_WITHIN_STANDARD_ERRORS(share_with(outcome, 1), chance_within(rate, 7.0), check_limit, 0.0018);
    EXPECT_CAUGHT(share_with(outcome, 1), chance_within(rate, 7.0) * seeded_fault, check_limit, 0.0018);
    EXPECT_WITHIN_STANDARD_ERRORS(share_with(outcome, 2), 1.0 - quiet - once, check_limit, 0.0021);
    EXPECT_NEAR(1.0 - quiet - once, at_least_twice(rate), 0.004);
}

TEST(Rebuilding, RateFallsWithLeversAndSponsorship)
{
    // (1.6 - 1.2 * mean lever) * (1.5 - sponsorship) with sponsorship .9 and the other levers .2: mean .3.
    expect_agreement(
        [](double fault) {
            Experiment experiment = rebuild_experiment(1.5, 1, 12, 60'000);
            experiment.alternatives.front().levers.fill(0.2);
            lever(experiment, Lever::sponsorship) = 0.9;
            programme_of(experiment).rebuild_rate *= fault;
            return mean_estimate(run(experiment).value);
        },
        -12.0 * chance_within(1.5 * (1.6 - 1.2 * 0.3) * 0.6, 1.0), 0.008);
}

TEST(Abandonment, EndsAProgrammeForGood)
{
    // Each event ends the programme with probability abandon * (1.5 - champion).
    constexpr int years = 3;
    const double event = chance_within(3.0, 1.0);
    const double abandoned = 0.6 * (1.5 - 0.8);
    const auto simulated = [&](double fault) {
        Experiment experiment = rebuild_experiment(1.0, 1, years, 450'000);
        experiment.parameters.programme.abandon = 0.6 * fault;
        lever(experiment, Lever::champion) = 0.8;
        experiment.parameters.review.demotion = 0.09;
        programme_of(experiment).rebuild_rate = 3.0 / (1.6 - 1.2 * 0.5 - 1.2 * 0.3 / 7.0);
        return run(experiment);
    };
    const Outcome right = simulated(1.0);
    const Outcome faulty = simulated(seeded_fault);
    const double stands = std::pow(1.0 - event * abandoned, years);
    expect_agreement(estimate_of(right, Measure::programme_on, years - 1),
                     estimate_of(faulty, Measure::programme_on, years - 1), stands, 0.0007);
    EXPECT_WITHIN_STANDARD_ERRORS(estimate_of(right, Measure::abandoned, 0), event * abandoned, check_limit, 0.0008);
    // Rebuilt in the third year: still standing after two, and this event does not end it.
    EXPECT_WITHIN_STANDARD_ERRORS(estimate_of(right, Measure::rebuilt, years - 1),
                                  std::pow(1.0 - event * abandoned, 2) * event * (1.0 - abandoned), check_limit,
                                  0.0012);
    // Status ends at once, with the loss of a demotion.
    EXPECT_WITHIN_STANDARD_ERRORS(estimate_of(right, Measure::key_accounts, years - 1), stands, check_limit, 0.0013);
    EXPECT_NEAR(mean_of(right, Measure::relationship, years - 1),
                0.4 - 0.09 * (1.0 - mean_of(right, Measure::programme_on, years - 1)), 1e-9);
}

TEST(Abandonment, PaysSeveranceAtThePeriodsEnd)
{
    Experiment experiment = rebuild_experiment(1e6, 4, 1, 8);
    experiment.discount_rate = 0.1;
    experiment.parameters.programme.abandon = 1.0;
    lever(experiment, Lever::champion) = 0.0;
    experiment.parameters.ledger.severance = 0.5;
    StructureParameters& structure = programme_of(experiment);
    structure.manager_cost = 155.0;
    structure.team_fte = 0.6;
    structure.fte_cost = 95.0;
    expect_exact(
        [&](double fault) {
            experiment.parameters.ledger.severance = 0.5 * fault;
            return line_of(run(experiment), LedgerLine::transition);
        },
        -0.5 * (155.0 + 0.6 * 95.0) * std::pow(1.1, -0.25), 1e-9);
}

TEST(Rebuilding, KeepsAShareOfTheAgeAndCostsAShareOfTheSetup)
{
    Experiment experiment = rebuild_experiment(1e6, 4, 1, 8);
    experiment.today.programme_age = 3.0;
    programme_of(experiment).rebuild_retained = 0.5;
    programme_of(experiment).rebuild_cost = 0.7;
    programme_of(experiment).setup = 300.0;
    expect_exact(
        [&](double fault) {
            programme_of(experiment).rebuild_retained = 0.5 * fault;
            return mean_of(run(experiment), Measure::programme_age, 1);
        },
        0.5 * (0.5 * 3.25 + 0.25), 1e-12);
    expect_exact(
        [&](double fault) {
            programme_of(experiment).rebuild_cost = 0.7 * fault;
            return mean_of(run(experiment), Measure::transition, 2);
        },
        -210.0, 1e-9);
}

} // namespace
} // namespace kamsim
