// Winning prospects and winning back, and the reference stock (eq. 50, 51).

#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

double logistic(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

/// Prospects beside one satisfied customer (the last account), under a programme with a specialist.
Experiment market_of_prospects(int prospects, std::int64_t replications)
{
    Experiment experiment = still_programme(prospects + 1, replications);
    experiment.alternatives.front().key_accounts = 0;
    for (int number = 0; number < prospects; ++number) {
        Account& account = experiment.accounts[static_cast<std::size_t>(number)];
        account.status = AccountStatus::prospect;
        account.revenue = 0.0;
        account.live_cells = 0.0;
        account.competition = 0.7;
    }
    AcquisitionParameters& p = experiment.parameters.acquisition;
    p.win_base = -1.0;
    p.win_reference = 0.8;
    p.win_specialist = 0.3;
    p.win_competition = 0.8;
    p.initial_reference = 0.6;
    programme_of(experiment).specialist = 0.75;
    return experiment;
}

constexpr double win_log_odds = -1.0 + 0.8 * 2.0 * 0.1 + 0.3 * 0.75 - 0.8 * 0.2;

TEST(Acquisition, ChanceSumsReferenceSpecialistAndCompetition)
{
    Experiment experiment = market_of_prospects(3, 8);
    experiment.periods = 1;
    for (double AcquisitionParameters::*parameter :
         {&AcquisitionParameters::win_base, &AcquisitionParameters::win_reference,
          &AcquisitionParameters::win_specialist, &AcquisitionParameters::win_competition,
          &AcquisitionParameters::initial_reference}) {
        const double right = experiment.parameters.acquisition.*parameter;
        expect_exact(
            [&](double fault) {
                experiment.parameters.acquisition.*parameter = right * fault;
                return mean_of(run(experiment), Measure::prospect_win_chance, 0);
            },
            logistic(win_log_odds), 1e-13);
        experiment.parameters.acquisition.*parameter = right;
    }
}

class Pursuit : public testing::TestWithParam<int> {}; // periods a year

TEST_P(Pursuit, WinsProspectsAtTheStatedRate)
{
    constexpr int prospects = 100;
    constexpr int years = 2;
    expect_agreement(
        [&](double fault) {
            Experiment experiment = market_of_prospects(prospects, 7'000);
            experiment.periods_per_year = GetParam();
            experiment.periods = years * GetParam();
            experiment.parameters.acquisition.pursuit_rate = 1.8 * fault;
            const Outcome outcome = run(experiment);
            Estimate customers = estimate_of(outcome, Measure::customers, outcome.periods - 1);
            customers.value -= 1.0;
            return scaled(customers, 1.0 / prospects);
        },
        chance_within(1.8 * logistic(win_log_odds), years), 0.0006);
}

INSTANTIATE_TEST_SUITE_P(PeriodsPerYear, Pursuit, testing::Values(1, 4));

TEST(Acquisition, WinsBackFormerCustomersAtAFractionOfTheRate)
{
    // All leave in the first year; who is won back in the second one signs for ten years.
    constexpr int accounts = 100;
    expect_agreement(
        [](double fault) {
            Experiment experiment = still_experiment(accounts, 12'000);
            experiment.periods_per_year = 1;
            experiment.periods = 2;
            experiment.parameters.retention.leaving_base = 1'000.0;
            experiment.parameters.acquisition.pursuit_rate = 5.0;
            experiment.parameters.acquisition.win_back = 0.4 * fault;
            for (Account& account : experiment.accounts) {
                account.contract_term = 10.0;
            }
            return scaled(estimate_of(run(experiment), Measure::accounts_won, 1), 1.0 / accounts);
        },
        chance_within(5.0 * 0.4 * 0.5, 1.0), 0.0005);
}

TEST(Acquisition, StartsWithOneCellAndCountsAtOnce)
{
    Experiment experiment = market_of_prospects(1, 8);
    experiment.periods = 1;
    experiment.parameters.acquisition.pursuit_rate = 1e6;
    experiment.parameters.acquisition.initial_relationship = 0.4;
    experiment.parameters.acquisition.initial_satisfaction = 0.55;
    // Depth of a prospect is one half: 400 / 12 / 2 a year.
    expect_exact(
        [&](double fault) {
            experiment.accounts.front().wallet = 400.0 * fault;
            return mean_of(run(experiment), Measure::acquisition, 0);
        },
        0.25 * 400.0 / 24.0, 1e-12);
    EXPECT_NEAR(mean_of(run(experiment), Measure::satisfaction, 0), 0.5 * (0.5 + 0.55), 1e-12);
}

TEST(Reference, FollowsTheSatisfiedAndWellKnownCustomers)
{
    // Two customers with logos .9 and .6, of whom only the first is satisfied; a third account is a prospect.
    Experiment experiment = market_of_prospects(1, 8);
    experiment.periods = 8;
    experiment.accounts.push_back(plain_account(77));
    experiment.accounts[0].logo = 0.3;
    experiment.accounts[1].logo = 0.9;
    experiment.accounts[1].satisfaction = 0.7;
    experiment.accounts[2].logo = 0.6;
    // What is seen in the last quarter is the reference after seven.
    const double reference = 0.5 + (0.6 - 0.5) * std::exp(-0.5 * 1.75);
    expect_exact(
        [&](double fault) {
            experiment.parameters.acquisition.reference_rate = 0.5 * fault;
            return mean_of(run(experiment), Measure::prospect_win_chance, 7);
        },
        logistic(win_log_odds + 1.6 * (reference - 0.6)), 1e-13);
}

} // namespace
} // namespace kamsim
