// Hours, attention, effort and money (eq. 18-23): exact at a key account of known managers.

#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// Three key accounts of three managers with teams; plans grow and do not decay.
Experiment working_programme()
{
    Experiment experiment = still_programme(3, 8);
    experiment.periods = 1;
    experiment.parameters.effort = {.manager_face_share = 0.4,
                                    .team_face_share = 0.2,
                                    .half_saturation_hours = 15.0,
                                    .base_effort = 0.15,
                                    .money_scale = 0.008};
    experiment.parameters.managers.standing_proficiency = 0.8;
    experiment.parameters.development.plan_rate = 1.0;
    StructureParameters& structure = programme_of(experiment);
    structure.manager_time = 0.9;
    structure.overhead = 0.35;
    structure.team_fte = 0.6;
    structure.role_results_driver = 0.6;
    experiment.alternatives.front().attention = AttentionPolicy::equal;
    return experiment;
}

constexpr double hours = 3.0 * 150.0 * 0.9 * 0.4 * 0.65 + 3.0 * 0.6 * 150.0 * 0.2;

TEST(Hours, AreThoseOfManagersAndTeamsWithTheCustomer)
{
    Experiment experiment = working_programme();
    expect_exact(
        [&](double fault) {
            programme_of(experiment).overhead = 0.35 * fault;
            return mean_of(run(experiment), Measure::hours_given, 0);
        },
        hours, 1e-10);
    EXPECT_NEAR(mean_of(run(working_programme()), Measure::hours_wanted, 0), 3.0 * 15.0, 1e-10);
}

/// Plan after a quarter without decay, at an effort that follows from a share of the hours.
double plan_after_a_quarter(double share)
{
    const double effort = 0.15 + 0.85 * (1.0 - std::exp2(-hours * share * 0.8 / 15.0));
    const double rate = effort * (0.4 + 0.6 * 0.5) * (0.5 + 0.5 * (0.6 * 0.6));
    return chance_within(rate, 0.25);
}

TEST(Effort, SaturatesAndCompletesThePlan)
{
    Experiment experiment = working_programme();
    expect_exact(
        [&](double fault) {
            experiment.parameters.effort.half_saturation_hours = 15.0 * fault;
            return mean_of(run(experiment), Measure::plan_completeness, 0);
        },
        plan_after_a_quarter(1.0 / 3.0), 1e-12);
}

TEST(Effort, FollowsAttentionByTheRootOfRevenue)
{
    Experiment experiment = working_programme();
    experiment.alternatives.front().attention = AttentionPolicy::revenue;
    experiment.accounts[1].revenue = 225.0;
    experiment.accounts[1].wallet = 900.0;
    const double expected = (2.0 * plan_after_a_quarter(10.0 / 35.0) + plan_after_a_quarter(15.0 / 35.0)) / 3.0;
    expect_exact(
        [&](double fault) {
            programme_of(experiment).role_results_driver = 0.6 * fault;
            return mean_of(run(experiment), Measure::plan_completeness, 0);
        },
        expected, 1e-12);
}

/// Share of people's cost that falls on an account: its attention.
double attention_of(Experiment experiment, int account)
{
    experiment.periods = 4;
    programme_of(experiment).manager_cost = 100.0;
    programme_of(experiment).team_fte = 0.0;
    return account_mean(run(experiment), AccountMeasure::programme_cost, account, 1) / 300.0;
}

TEST(Attention, IsSharedByPolicy)
{
    Experiment experiment = working_programme();
    Alternative& alternative = experiment.alternatives.front();
    experiment.accounts[0].revenue = 300.0;
    experiment.accounts[0].wallet = 1'200.0;
    experiment.accounts[1].relationship = 0.9;
    const auto with_policy = [&](AttentionPolicy policy) {
        alternative.attention = policy;
        return attention_of(experiment, 0);
    };
    EXPECT_NEAR(with_policy(AttentionPolicy::equal), 1.0 / 3.0, 1e-12);
    EXPECT_NEAR(with_policy(AttentionPolicy::revenue), std::sqrt(3.0) / (std::sqrt(3.0) + 2.0), 1e-12);
    // Shares 60, 20, 20 %: A is what starts below 80 %, so the third account is B.
    EXPECT_NEAR(with_policy(AttentionPolicy::abc), 4.0 / (4.0 + 4.0 + 2.0), 1e-12);
    const double endangered = 1.6 - 0.4 - 0.5;
    EXPECT_NEAR(with_policy(AttentionPolicy::at_risk),
                std::sqrt(3.0) * endangered / (std::sqrt(3.0) * endangered + endangered + (1.6 - 0.9 - 0.5)), 1e-12);
    EXPECT_NEAR(with_policy(AttentionPolicy::growth), std::sqrt(3.0) / (std::sqrt(3.0) + 2.0), 1e-12);
    experiment.discount_rate = 0.1;
    experiment.parameters.retention.leaving_base = std::log(0.2 / 0.8);
    experiment.parameters.retention.frailty_sd = 0.0;
    experiment.accounts[0].gross_margin = 0.4;
    for (Account& account : experiment.accounts) {
        account.next_renewal = 10.0;
        account.contract_term = 10.0;
    }
    experiment.accounts[2].contract_term = 1.0;
    const auto worth = [](double margin, double revenue, double stays) {
        return std::sqrt(margin * revenue * stays / (1.1 - stays));
    };
    const double first = worth(0.4, 300.0, 1.0 - 0.2 / 10.0);
    const double others = worth(1.0, 100.0, 1.0 - 0.2 / 10.0) + worth(1.0, 100.0, 0.8);
    EXPECT_NEAR(with_policy(AttentionPolicy::lifetime_value), first / (first + others), 1e-12);
    expect_exact(
        [&](double fault) {
            experiment.accounts[0].gross_margin = 0.4 * fault;
            return attention_of(experiment, 0);
        },
        first / (first + others), 1e-12);
}

TEST(Plan, RevertsToWhatWorkAndDecayBalance)
{
    Experiment experiment = working_programme();
    experiment.periods = 12;
    experiment.parameters.effort.base_effort = 1.0; // full effort at once
    const double rate = 0.7 * (0.5 + 0.5 * 0.36) * 1.3;
    for (Account& account : experiment.accounts) {
        account.partner = true;
    }
    const double balance = rate / (rate + 0.5);
    expect_exact(
        [&](double fault) {
            experiment.parameters.development.plan_decay = 0.5 * fault;
            return mean_of(run(experiment), Measure::plan_completeness, 11);
        },
        balance * chance_within(rate + 0.5, 3.0), 1e-12);
    experiment.parameters.development.plan_decay = 0.5;
    EXPECT_NEAR(mean_of(run(experiment), Measure::plan_questions_answered, 11),
                57.0 * balance * chance_within(rate + 0.5, 3.0), 1e-10);
}

} // namespace
} // namespace kamsim
