// ABC tiers, Pareto and whale curves of the first day and the first year against a plain sort.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace kamsim {
namespace {

using testing::ElementsAre;

/// Customers with these revenues, without any programme; a revenue of 0 makes a prospect.
Experiment portfolio(const std::vector<double>& revenues)
{
    Experiment experiment;
    experiment.replications = 3;
    experiment.periods = 4;
    experiment.parameters = default_parameters();
    experiment.structures = {built_in_structure(BuiltInStructure::none)};
    experiment.alternatives.resize(1);
    experiment.alternatives.front().name = "none";
    experiment.alternatives.front().key_accounts = 0;
    for (std::size_t k = 0; k < revenues.size(); ++k) {
        Account account;
        account.id = "account " + std::to_string(k);
        account.segment = "all";
        account.status = revenues[k] > 0.0 ? AccountStatus::customer : AccountStatus::prospect;
        account.revenue = revenues[k];
        account.wallet = revenues[k] > 0.0 ? 4.0 * revenues[k] : 1000.0;
        account.live_cells = revenues[k] > 0.0 ? 3.0 : 0.0;
        account.contract_term = 2.0;
        experiment.accounts.push_back(account);
    }
    return experiment;
}

/// 0, 1 or 2 for A, B or C on the first day; -1 for who is not a customer.
std::vector<int> tiers_of(const std::vector<double>& revenues)
{
    const Outcome outcome = simulate(portfolio(revenues));
    std::vector<int> tiers;
    for (int account = 0; account < outcome.accounts; ++account) {
        int tier = -1;
        for (int k = 0; k < 3; ++k) {
            const auto measure = static_cast<AccountMeasure>(static_cast<int>(AccountMeasure::tier_a) + k);
            if (outcome.account_means[outcome.account_index(0, measure, account, 0)] == 1.0) {
                tier = k;
            }
        }
        tiers.push_back(tier);
    }
    return tiers;
}

std::vector<double> pareto_of(const std::vector<double>& revenues)
{
    const Outcome outcome = simulate(portfolio(revenues));
    const auto first = outcome.pareto_curve.begin() + static_cast<std::ptrdiff_t>(outcome.curve_index(0, 0, 0));
    return {first, first + curve_points};
}

TEST(AbcTiers, DependOnTheShareThatStandsBefore)
{
    // Before them stand 0, 50, 79, 99, 94 and 98 %.
    EXPECT_THAT(tiers_of({50.0, 29.0, 15.0, 0.9, 4.0, 1.1}), ElementsAre(0, 0, 0, 2, 1, 2));
}

TEST(AbcTiers, PutTheLargestAccountIntoTierAWhateverItsSize)
{
    EXPECT_THAT(tiers_of({100.0}), ElementsAre(0));
    EXPECT_THAT(tiers_of({1.0, 999.0}), ElementsAre(2, 0));
}

TEST(AbcTiers, LeaveOutWhoIsNotACustomer)
{
    EXPECT_THAT(tiers_of({79.0, 0.0, 16.5, 4.5}), ElementsAre(0, -1, 0, 2));
}

TEST(AbcTiers, KeepEqualsInTheOrderOfTheFile)
{
    // Before the last of six equals stand 83 %, before the last two of twelve 83 and 92 %.
    EXPECT_THAT(tiers_of(std::vector<double>(6, 70.0)), ElementsAre(0, 0, 0, 0, 0, 1));
    EXPECT_THAT(tiers_of(std::vector<double>(12, 70.0)), ElementsAre(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1));
}

TEST(AbcTiers, AgreeWithASortOfManyAccounts)
{
    std::vector<double> revenues;
    for (int k = 0; k < 137; ++k) {
        revenues.push_back(1.0 + std::fmod(k * 0.618033988749895, 1.0) * std::exp(0.05 * k));
    }
    std::vector<std::size_t> order(revenues.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        order[k] = k;
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return revenues[a] > revenues[b]; });
    double total = 0.0;
    for (const double revenue : revenues) {
        total += revenue;
    }
    std::vector<int> expected(revenues.size());
    double before = 0.0;
    for (const std::size_t account : order) {
        expected[account] = before < 0.80 * total ? 0 : before < 0.95 * total ? 1 : 2;
        before += revenues[account];
    }
    EXPECT_EQ(tiers_of(revenues), expected);
}

TEST(ParetoCurve, GivesTheShareOfTheLargest)
{
    // Four accounts: points 5 % to 100 % hold 0.2, 0.4, ... 4 accounts, rounded half up.
    const std::vector<double> curve = pareto_of({10.0, 40.0, 20.0, 30.0});
    for (int point = 0; point < curve_points; ++point) {
        const int accounts = static_cast<int>(std::floor((point + 1) * 4.0 / curve_points + 0.5));
        const std::vector<double> shares{0.0, 0.4, 0.7, 0.9, 1.0};
        EXPECT_NEAR(curve[static_cast<std::size_t>(point)], shares[static_cast<std::size_t>(accounts)], 1e-9) << point;
    }
}

TEST(ParetoCurve, CountsCustomersOnly)
{
    const std::vector<double> curve = pareto_of({10.0, 0.0, 30.0, 0.0});
    EXPECT_NEAR(curve[curve_points / 2 - 1], 0.75, 1e-9);
    EXPECT_NEAR(curve.back(), 1.0, 1e-9);
    EXPECT_EQ(curve.front(), 0.0);
}

TEST(WhaleCurve, RisesOverProfitsAndFallsOverLosses)
{
    // Margins of one year without luck in the portfolio: 0.2 of revenue, and a loss at the second account.
    Experiment experiment = portfolio({100.0, 50.0, 200.0});
    for (Account& account : experiment.accounts) {
        account.gross_margin = 0.2;
        account.next_renewal = 5.0;
    }
    experiment.accounts[1].gross_margin = 0.0;
    experiment.accounts[1].cost_to_serve = 0.1;
    ModelParameters& p = experiment.parameters;
    p.expansion.opportunity_rate = 0.0;
    p.expansion.cell_loss_rate = 0.0;
    p.retention.poaching_rate = 0.0;
    p.ledger.concentration_discount = 0.0;
    const Outcome outcome = simulate(experiment);
    const auto whale = [&](int point) { return outcome.whale_curve[outcome.curve_index(0, 1, point)]; };
    EXPECT_NEAR(whale(curve_points / 2 - 1), 60.0, 1e-6); // two of three
    EXPECT_NEAR(whale(curve_points - 1), 55.0, 1e-6);
    EXPECT_NEAR(outcome.measures[outcome.measure_index(0, Measure::whale_peak, 3)].moments.mean, 60.0 / 55.0, 1e-6);
}

} // namespace
} // namespace kamsim
