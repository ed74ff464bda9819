// Attention weights, marginal values and the best split where the answer is known: only the innovator role brings
// anything, in proportion to effort, so the value of an account is a (1 - 2^-x) of its hours.

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/allocation.hpp"
#include "kamsim/simulation/study.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

constexpr double proficiency = 0.85; // what a training of 1/2 leads to
constexpr double half_saturation = 15.0;
constexpr double rate = 0.6931471805599453 * proficiency / half_saturation;
constexpr double hours_of_manager = 150.0 * 0.9 * 0.4 * 0.65;
constexpr double wins = 1.5;  // cells a period at full effort
constexpr double cells = 6e5; // so many that those that are won leave as many free as before

/// Key accounts of which only won cells are worth anything. Their revenues are given.
Experiment concave_world(const std::vector<double>& revenues)
{
    Experiment experiment = still_programme(static_cast<int>(revenues.size()), 8);
    experiment.parameters.effort.manager_face_share = 0.4;
    experiment.parameters.effort.half_saturation_hours = half_saturation * 12.0 / cells;
    experiment.parameters.managers.standing_proficiency = proficiency;
    experiment.parameters.expansion.onboarding_rate = 1e4; // at once
    experiment.parameters.expansion.opportunity_innovator_role = 1.0;
    experiment.parameters.expansion.opportunity_rate = wins * 4.0 / (0.75 * 0.6 * 0.5);
    StructureParameters& structure = programme_of(experiment);
    structure.manager_time = 0.9;
    structure.overhead = 0.35;
    structure.role_innovator = 1.0;
    for (std::size_t k = 0; k < revenues.size(); ++k) {
        Account& account = experiment.accounts[k];
        account.cells = cells;
        account.live_cells = cells / 4.0;
        account.revenue = revenues[k];
        account.wallet = 4.0 * revenues[k];
    }
    experiment.alternatives.front().attention = AttentionPolicy::equal;
    return experiment;
}

/// Marginal value of a discounted hour: cells won in period t bring their revenue in it and all that follow.
double marginal_value(double revenue, double hours)
{
    const double of_cell = revenue / (cells / 4.0);
    double periods = 0.0;
    for (int t = 0; t < 28; ++t) {
        periods += 28 - t;
    }
    const double of_hours = wins * rate * std::exp(-rate * hours) * of_cell * 0.25 * periods;
    return of_hours / (12.0 * 7.0);
}

MarginalValues margins_of(const Experiment& experiment, std::int64_t futures)
{
    TrialPlan plan;
    plan.futures = futures;
    plan.threads = 1;
    return marginal_values(experiment, experiment.alternatives.front(), {0, 1}, plan);
}

TEST(MarginalValues, AreTheDerivativeOfTheValue)
{
    const double expected = marginal_value(100.0, hours_of_manager); // of both accounts
    const auto estimate = [](double fault) {
        Experiment experiment = concave_world({100.0, 100.0});
        experiment.parameters.expansion.opportunity_innovator_role = fault;
        const MarginalValue value = margins_of(experiment, 24'576).of_all[AttentionResource::hours];
        return Estimate{value.mean, value.standard_error};
    };
    expect_agreement(estimate, expected, 0.0018 * expected);
}

TEST(MarginalValues, AreTheDerivativeByMoneyToo)
{
    const double budget = 4.0; // kEUR a year; the wallet is 400, saturation at 0.8 % of it
    const double saturation = 0.008 * 400.0;
    const double expected =
        marginal_value(100.0, 0.0) * 84.0 / rate / 7.0 * std::exp(-0.5 * budget / saturation) / saturation;
    const auto estimate = [&](double fault) {
        Experiment experiment = concave_world({100.0, 100.0});
        experiment.parameters.expansion.opportunity_innovator_role = 0.0;
        experiment.parameters.expansion.opportunity_money = 0.6 * fault; // as a covered role counts
        experiment.parameters.effort.money_scale = 0.008;
        experiment.alternatives.front().investment_budget = budget;
        const MarginalValue value = margins_of(experiment, 24'576).of_all[AttentionResource::money];
        return Estimate{value.mean, value.standard_error};
    };
    expect_agreement(estimate, expected, 0.0018 * expected);
}

TEST(MarginalValues, SayWhatAnAccountGetsAndOnlyWhatItWouldBring)
{
    const MarginalValues values = margins_of(concave_world({100.0, 300.0}), 8192);
    ASSERT_EQ(values.accounts.size(), 2U);
    for (std::size_t k = 0; k < 2; ++k) {
        const AccountMargin& one = values.accounts[k];
        EXPECT_NEAR(one.key_share, 1.0, 1e-12);
        EXPECT_NEAR(one.key_years, 7.0, 1e-12);
        EXPECT_NEAR(one.amount[AttentionResource::hours], hours_of_manager, 1e-9);
        EXPECT_EQ(one.amount[AttentionResource::money], 0.0);
        EXPECT_EQ(one.marginal[AttentionResource::money].mean, 0.0); // money brings nothing here
        const MarginalValue& hour = one.marginal[AttentionResource::hours];
        const double expected = marginal_value(k == 0 ? 100.0 : 300.0, hours_of_manager);
        EXPECT_WITHIN_STANDARD_ERRORS((Estimate{hour.mean, hour.standard_error}), expected, check_limit,
                                      0.02 * expected);
    }
    EXPECT_GT(values.variance_ratio[AttentionResource::hours], 1.0);
}

TEST(AttentionWeights, MultiplyThoseOfThePolicyAndKeepTheBudgets)
{
    Experiment experiment = concave_world({100.0, 400.0, 100.0});
    experiment.parameters.expansion.opportunity_rate = 0.0; // revenues stay, and with them the policy's weights
    Alternative& design = experiment.alternatives.front();
    design.attention = AttentionPolicy::revenue; // 1 : 2 : 1
    design.investment_budget = 60.0;
    design.account_attention = {{3.0, 1.0, 0.0, 0.0}, {1.0, 0.0, 0.0, 0.0}, {}};
    StudyPlan plan;
    plan.accounts = KeptAccounts::effort;
    const StudyValues values = study(experiment, plan);
    const auto given = [&](int account, AccountEffort effort) {
        return values.account_effort[values.effort_index(0, 0, account, effort)];
    };
    const double hours = 3.0 * hours_of_manager * 12.0 * 7.0;
    EXPECT_NEAR(given(0, AccountEffort::hours), hours * 3.0 / 6.0, 1e-8);
    EXPECT_NEAR(given(1, AccountEffort::hours), hours * 2.0 / 6.0, 1e-8);
    EXPECT_NEAR(given(2, AccountEffort::hours), hours * 1.0 / 6.0, 1e-8);
    EXPECT_NEAR(given(0, AccountEffort::money), 60.0 * 7.0 / 2.0, 1e-9);
    EXPECT_EQ(given(1, AccountEffort::money), 0.0);
    EXPECT_NEAR(given(2, AccountEffort::money), 60.0 * 7.0 / 2.0, 1e-9);
}

TEST(AttentionWeights, OfNothingAtAllAccountsShareEquallyAndExtrasStopAtNothing)
{
    Experiment experiment = concave_world({100.0, 400.0});
    Alternative& design = experiment.alternatives.front();
    design.attention = AttentionPolicy::revenue;
    design.investment_budget = 60.0;
    design.account_attention = {{0.0, 0.0, 5.0, -1e6}, {0.0, 0.0, -1e6, 7.0}};
    StudyPlan plan;
    plan.accounts = KeptAccounts::effort;
    const StudyValues values = study(experiment, plan);
    const auto given = [&](int account, AccountEffort effort) {
        return values.account_effort[values.effort_index(0, 0, account, effort)];
    };
    EXPECT_NEAR(given(0, AccountEffort::hours), (hours_of_manager + 5.0) * 84.0, 1e-8);
    EXPECT_EQ(given(1, AccountEffort::hours), 0.0);
    EXPECT_EQ(given(0, AccountEffort::money), 0.0);
    EXPECT_NEAR(given(1, AccountEffort::money), 37.0 * 7.0, 1e-9);
}

TEST(Allocation, FindsTheSplitOfTheClosedForm)
{
    // Marginal values are equal where hours differ by the logarithm of the ratio of revenues over the rate.
    const std::vector<double> revenues{100.0, 200.0, 400.0, 1600.0};
    const Experiment experiment = concave_world(revenues);
    double mean_log = 0.0;
    for (const double revenue : revenues) {
        mean_log += std::log(revenue) / 4.0;
    }
    AllocationRequest request;
    request.search_futures = 8192;
    request.fresh_futures = 16'384;
    AllocationOptions options;
    options.threads = 1;
    const Allocation found = allocate_attention(experiment, request, options);
    ASSERT_EQ(found.accounts.size(), 4U);
    for (std::size_t k = 0; k < revenues.size(); ++k) {
        const double best = hours_of_manager + (std::log(revenues[k]) - mean_log) / rate;
        EXPECT_NEAR(found.accounts[k].best.amount[AttentionResource::hours], best, 1.5) << k;
    }
    EXPECT_TRUE(found.is_better());
    EXPECT_LT(found.margins_best.spread[AttentionResource::hours],
              0.1 * found.margins_now.spread[AttentionResource::hours]);
    // What the split is worth more than equal shares.
    const double scale = marginal_value(1.0, 0.0) * 84.0 / rate; // of a kEUR of revenue
    double equal = 0.0;
    double best = 0.0;
    for (const double revenue : revenues) {
        equal += scale * revenue * (1.0 - std::exp(-rate * hours_of_manager));
        best += scale * revenue * (1.0 - std::exp(-rate * (hours_of_manager + (std::log(revenue) - mean_log) / rate)));
    }
    for (const JudgedPolicy& policy : found.judged) {
        if (policy.policy == AttentionPolicy::equal) {
            EXPECT_WITHIN_STANDARD_ERRORS((Estimate{policy.lead, policy.standard_error}), best - equal, check_limit,
                                          0.01 * (best - equal));
        }
    }
}

} // namespace
} // namespace kamsim
