// Rescue of endangered accounts: the pool, who gets what, and what it helps (eq. 44, 45).

#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// Every account is flagged and renews each quarter; a rescue can use 2 * .03 * revenue.
Experiment flagged_experiment(int accounts, std::int64_t replications)
{
    Experiment experiment = still_programme(accounts, replications);
    RetentionParameters& p = experiment.parameters.retention;
    p.rescue_cost = 0.03;
    p.endangerment_threshold = 0.0;
    p.leaving_base = -600.0; // seen above 0 as a number, far from any loss
    experiment.alternatives.front().rescue = RescuePolicy::reactive;
    for (Account& account : experiment.accounts) {
        account.contract_term = 0.25;
        account.next_renewal = 0.25;
    }
    return experiment;
}

TEST(RescuePool, PaysWhatIsNeededAndKeepsTheRest)
{
    Experiment experiment = flagged_experiment(2, 8);
    experiment.accounts[0].next_renewal = 0.5; // the first renews in the even quarters only
    experiment.accounts[0].contract_term = 0.5;
    experiment.alternatives.front().rescue_budget = 34.0; // 8.5 a quarter
    // Needs are 6, 12, 6, 12: the pool holds 8.5, 2.5 + 8.5 = 11, 8.5, 11.
    const Outcome outcome = run(experiment);
    EXPECT_NEAR(mean_of(outcome, Measure::rescue, 0), -6.0, 1e-12);
    EXPECT_NEAR(mean_of(outcome, Measure::rescue, 1), -11.0, 1e-12);
    EXPECT_NEAR(mean_of(outcome, Measure::rescue, 2), -6.0, 1e-12);
    expect_exact(
        [&](double fault) {
            experiment.alternatives.front().rescue_budget = 34.0 * fault;
            return mean_of(run(experiment), Measure::rescue, 1);
        },
        -11.0, 1e-12);
    experiment.alternatives.front().rescue_budget = 100.0;
    expect_exact(
        [&](double fault) {
            experiment.parameters.retention.rescue_cost = 0.03 * fault;
            return mean_of(run(experiment), Measure::rescue, 0);
        },
        -6.0, 1e-12);
}

TEST(RescuePolicy, DecidesWhoIsPaid)
{
    Experiment experiment = flagged_experiment(3, 8);
    experiment.accounts[1].revenue = 300.0;
    experiment.accounts[1].wallet = 1'200.0;
    experiment.alternatives.front().key_accounts = 1;
    experiment.alternatives.front().selection = SelectionPolicy::revenue;
    experiment.alternatives.front().rescue_budget = 80.0; // 20 a quarter; needs 6, 18 and 6
    experiment.periods = 1;
    const auto paid_to = [&](RescuePolicy policy, int account) {
        experiment.alternatives.front().rescue = policy;
        return account_mean(run(experiment), AccountMeasure::programme_cost, account, 1);
    };
    EXPECT_NEAR(paid_to(RescuePolicy::none, 1), 0.0, 1e-12);
    EXPECT_NEAR(paid_to(RescuePolicy::reactive, 0), 20.0 * 6.0 / 30.0, 1e-12);
    EXPECT_NEAR(paid_to(RescuePolicy::reactive, 1), 20.0 * 18.0 / 30.0, 1e-12);
    // In order of the value at stake: the large one in full, then the first of the others with the rest.
    EXPECT_NEAR(paid_to(RescuePolicy::value_at_risk, 1), 18.0, 1e-12);
    EXPECT_NEAR(paid_to(RescuePolicy::value_at_risk, 0), 2.0, 1e-12);
    EXPECT_NEAR(paid_to(RescuePolicy::value_at_risk, 2), 0.0, 1e-12);
    EXPECT_NEAR(paid_to(RescuePolicy::proactive, 1), 18.0, 1e-12);
    EXPECT_NEAR(paid_to(RescuePolicy::proactive, 0), 0.0, 1e-12);
    expect_exact(
        [&](double fault) {
            experiment.alternatives.front().rescue_budget = 80.0 * fault;
            return paid_to(RescuePolicy::value_at_risk, 0);
        },
        2.0, 1e-12);
}

TEST(Rescue, LowersTheChanceOfLeaving)
{
    constexpr int accounts = 100;
    const double save = 1.0 - std::exp(-1.5); // the pool pays 1.5 times the rescue cost, of the 2 that could be used
    expect_agreement(
        [](double fault) {
            Experiment experiment = flagged_experiment(accounts, 8'000);
            experiment.periods_per_year = 1;
            experiment.periods = 1;
            for (Account& account : experiment.accounts) {
                account.contract_term = 1.0;
                account.next_renewal = 1.0;
            }
            experiment.parameters.retention.leaving_base = 0.5;
            experiment.parameters.retention.save = 2.0 * fault;
            experiment.alternatives.front().rescue_budget = 1.5 * 0.03 * 100.0 * accounts;
            return scaled(estimate_of(run(experiment), Measure::accounts_lost, 0), 1.0 / accounts);
        },
        leaving_chance(0.5 - 2.0 * save, 1.0), 0.0006);
}

} // namespace
} // namespace kamsim
