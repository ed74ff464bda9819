// Log-odds of leaving term by term, what the supplier sees of them, and why accounts leave (eq. 42, 43, 46, 49).

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

/// A key account in a mature programme (M = .85 * .75) with every term of the log-odds, far from its renewal.
Experiment endangered_experiment(std::int64_t replications)
{
    Experiment experiment = still_programme(1, replications);
    experiment.periods = 1;
    experiment.today.programme_age = 1'000.0;
    programme_of(experiment).maturity_ceiling = 0.85;
    lever(experiment, Lever::sponsorship) = 0.5;
    RetentionParameters& p = experiment.parameters.retention;
    p.leaving_base = -2.2;
    p.satisfaction = 1.7;
    p.high_satisfaction = 2.5;
    p.relationship = 1.8;
    p.competition = 1.0;
    p.sponsorship = 0.35;
    p.tender = 0.9;
    experiment.alternatives.front().tender_lead = 1.2;
    Account& account = experiment.accounts.front();
    account.satisfaction = 0.9;
    account.relationship = 0.2;
    account.competition = 0.8;
    account.tender = true;
    account.contract_term = 10.0;
    account.next_renewal = 10.0;
    return experiment;
}

constexpr double log_odds = -2.2 - 1.7 * 0.4 - 2.5 * 0.1 + 1.8 * 0.2 + 1.0 * 0.3 - 0.35 * 0.5 * 0.85 * 0.75 + 0.9 * 0.6;

TEST(Endangerment, SumsTheTermsOfTheLogOdds)
{
    Experiment experiment = endangered_experiment(8);
    for (double RetentionParameters::*parameter :
         {&RetentionParameters::leaving_base, &RetentionParameters::satisfaction,
          &RetentionParameters::high_satisfaction, &RetentionParameters::relationship,
          &RetentionParameters::competition, &RetentionParameters::sponsorship, &RetentionParameters::tender}) {
        const double right = experiment.parameters.retention.*parameter;
        expect_exact(
            [&](double fault) {
                experiment.parameters.retention.*parameter = right * fault;
                return mean_of(run(experiment), Measure::endangerment_true, 0);
            },
            logistic(log_odds), 1e-13);
        experiment.parameters.retention.*parameter = right;
    }
}

TEST(Endangerment, IsSeenThroughNoiseThatMaturityThins)
{
    const double noise = 2.0 * (1.0 - 0.6 * 0.85 * 0.75);
    expect_agreement(
        [](double fault) {
            Experiment experiment = endangered_experiment(400'000);
            experiment.parameters.retention.observation_sd = 2.0 * fault;
            experiment.parameters.retention.observation_maturity = 0.6;
            return estimate_of(run(experiment), Measure::endangerment_seen, 0);
        },
        normal_expectation([&](double z) { return logistic(log_odds + noise * z); }), 0.00025);
}

TEST(Endangerment, RaisesAFlagAboveTheThreshold)
{
    Experiment experiment = endangered_experiment(8);
    const auto flagged = [&](double threshold) {
        experiment.parameters.retention.endangerment_threshold = threshold;
        return mean_of(run(experiment), Measure::accounts_at_risk, 0);
    };
    EXPECT_EQ(flagged(logistic(log_odds) * 0.999), 1.0);
    EXPECT_EQ(flagged(logistic(log_odds) * 1.001), 0.0);
}

TEST(FirstContracts, AreShakierUntilTheFirstRenewal)
{
    Experiment experiment = still_experiment(1, 8);
    Account& prospect = experiment.accounts.front();
    prospect.status = AccountStatus::prospect;
    prospect.revenue = 0.0;
    prospect.live_cells = 0.0;
    experiment.parameters.acquisition.pursuit_rate = 1e6;
    experiment.parameters.acquisition.initial_relationship = 0.4;
    experiment.parameters.acquisition.initial_satisfaction = 0.5;
    experiment.parameters.retention.leaving_base = -30.0;
    // Won at the end of the first quarter with a contract of a year, which is renewed four quarters later.
    expect_exact(
        [&](double fault) {
            experiment.parameters.retention.first_contract = 29.0 * fault;
            return mean_of(run(experiment), Measure::endangerment_true, 1);
        },
        logistic(-1.0), 1e-12);
    experiment.parameters.retention.leaving_base = -800.0;
    experiment.parameters.retention.first_contract = 780.0;
    const Outcome outcome = run(experiment);
    EXPECT_NEAR(mean_of(outcome, Measure::endangerment_true, 4), logistic(-20.0), 1e-15);
    EXPECT_LT(mean_of(outcome, Measure::endangerment_true, 5), 1e-300);
}

/// Share of losses under each reason, where everybody leaves at the renewal in the first year.
double losses_for(const Experiment& experiment, LossReason reason)
{
    const Outcome outcome = run(experiment);
    return outcome.account_losses.at(outcome.loss_index(0, 0, reason));
}

TEST(ReasonOfLoss, IsTheLargestTermThatPushed)
{
    Experiment experiment = endangered_experiment(8);
    experiment.accounts.front().next_renewal = 0.25;
    experiment.parameters.retention.leaving_base = 1'000.0;
    // What pushes: relationship 1.8 * .3 = .54, competition .3, and tender .9 * (1 - lead / 3), .54 at a lead of 1.2.
    experiment.alternatives.front().tender_lead = 1.21;
    EXPECT_EQ(losses_for(experiment, LossReason::relationship), 1.0);
    experiment.alternatives.front().tender_lead = 1.19;
    EXPECT_EQ(losses_for(experiment, LossReason::tender), 1.0);
    experiment.accounts.front().satisfaction = 0.5 - 0.545 / 1.7;
    EXPECT_EQ(losses_for(experiment, LossReason::satisfaction), 1.0);
    experiment.parameters.retention.competition = 2.0;
    EXPECT_EQ(losses_for(experiment, LossReason::competition), 1.0);
    experiment.parameters.retention.competition = 0.0;
    experiment.accounts.front().tender = false;
    experiment.accounts.front().satisfaction = 0.6;
    experiment.accounts.front().relationship = 0.6;
    EXPECT_EQ(losses_for(experiment, LossReason::chance), 1.0);
    experiment.accounts.front().next_renewal = 5.0;
    experiment.parameters.retention.poaching_rate = 1e6;
    EXPECT_EQ(losses_for(experiment, LossReason::poaching), 1.0);
}

} // namespace
} // namespace kamsim
