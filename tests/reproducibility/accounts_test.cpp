// An account's luck depends on its id: another account changes no draw of it. Accounts meet through the programme,
// through price pressure on large shares and through the reference, so those are off here.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/account_measures.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/middle_experiment.hpp"
#include "support/outcome_identity.hpp"

namespace kamsim {
namespace {

Experiment without_interaction(Experiment experiment, std::int64_t replications)
{
    experiment.alternatives.resize(1);
    experiment.alternatives.front().plan = {{0.0, 0}};
    experiment.baseline = 0;
    forget_today(experiment);
    experiment.replications = replications;
    experiment.parameters.ledger.concentration_discount = 0.0;
    experiment.parameters.acquisition.win_reference = 0.0;
    return experiment;
}

/// What is shown of an account that does not depend on its rank in the portfolio.
constexpr std::array<AccountMeasure, 13> own_measures{
    AccountMeasure::alive,          AccountMeasure::key,           AccountMeasure::revenue,
    AccountMeasure::cells_live,     AccountMeasure::endangerment,  AccountMeasure::relationship,
    AccountMeasure::satisfaction,   AccountMeasure::margin,        AccountMeasure::cost_to_serve,
    AccountMeasure::programme_cost, AccountMeasure::service_basic, AccountMeasure::service_standard,
    AccountMeasure::service_premium};

void expect_same_account(const Outcome& a, int account_a, const Outcome& b, int account_b)
{
    for (const AccountMeasure measure : own_measures) {
        for (int year = 0; year < a.years; ++year) {
            ASSERT_TRUE(same_bits(a.account_means[a.account_index(0, measure, account_a, year)],
                                  b.account_means[b.account_index(0, measure, account_b, year)]))
                << account_measure_catalogue().at(static_cast<std::size_t>(measure)).name << " of account " << account_a
                << " in year " << year;
        }
    }
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        const auto which = static_cast<LossReason>(reason);
        ASSERT_TRUE(same_bits(a.account_losses[a.loss_index(0, account_a, which)],
                              b.account_losses[b.loss_index(0, account_b, which)]));
    }
    ASSERT_TRUE(same_bits(a.account_value[static_cast<std::size_t>(account_a)].mean,
                          b.account_value[static_cast<std::size_t>(account_b)].mean));
}

/// Experiments in one replication, where a mean is the path itself, and in many.
std::vector<Experiment> experiments()
{
    std::vector<Experiment> result;
    for (const std::int64_t replications : {1, 100}) {
        result.push_back(without_interaction(small_experiment(), replications));
        result.push_back(without_interaction(middle_experiment(), replications));
        for (const std::uint64_t seed : {31U, 32U, 33U, 34U}) {
            result.push_back(without_interaction(random_experiment(seed), replications));
        }
    }
    return result;
}

Account another_account(const Experiment& experiment, const std::string& segment)
{
    Account account = experiment.accounts.front();
    account.id = "another account";
    account.segment = segment;
    return account;
}

/// An account as the policies have it joins those with attention of their own.
void add_attention(Experiment& experiment, std::size_t place)
{
    for (Alternative& alternative : experiment.alternatives) {
        auto& attention = alternative.account_attention;
        if (!attention.empty()) {
            attention.insert(attention.begin() + static_cast<std::ptrdiff_t>(place), AccountAttention{});
        }
    }
}

TEST(Accounts, AnotherOneAtTheEndChangesNothing)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        Experiment extended = experiment;
        add_attention(extended, experiment.accounts.size());
        extended.accounts.push_back(another_account(experiment, experiment.accounts.front().segment));
        const Outcome outcome = simulate(experiment);
        const Outcome with_another = simulate(extended);
        for (int account = 0; account < outcome.accounts; ++account) {
            expect_same_account(outcome, account, with_another, account);
        }
    }
}

TEST(Accounts, AnotherOneBeforeThemChangesNothing)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        Experiment extended = experiment;
        // A segment of its own, so that the segments' numbers move as well.
        extended.accounts.insert(extended.accounts.begin(), another_account(experiment, "another segment"));
        add_attention(extended, 0);
        const Outcome outcome = simulate(experiment);
        const Outcome with_another = simulate(extended);
        for (int account = 0; account < outcome.accounts; ++account) {
            expect_same_account(outcome, account, with_another, account + 1);
        }
    }
}

TEST(Accounts, TheirOrderChangesNothing)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        Experiment reversed = experiment;
        std::reverse(reversed.accounts.begin(), reversed.accounts.end());
        for (Alternative& alternative : reversed.alternatives) {
            std::reverse(alternative.account_attention.begin(), alternative.account_attention.end());
        }
        const Outcome outcome = simulate(experiment);
        const Outcome from_behind = simulate(reversed);
        for (int account = 0; account < outcome.accounts; ++account) {
            expect_same_account(outcome, account, from_behind, outcome.accounts - 1 - account);
        }
    }
}

TEST(Accounts, AnotherIdIsAnotherLuck)
{
    Experiment experiment = without_interaction(small_experiment(), 100);
    const Outcome outcome = simulate(experiment);
    experiment.accounts.front().id = "renamed";
    const Outcome renamed = simulate(experiment);
    const std::size_t at = outcome.account_index(0, AccountMeasure::revenue, 0, 1);
    EXPECT_NE(outcome.account_means[at], renamed.account_means[at]);
    expect_same_account(outcome, 1, renamed, 1);
}

} // namespace
} // namespace kamsim
