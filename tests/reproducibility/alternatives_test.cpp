// Every alternative meets the same luck, and none knows of the others.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/ledger_table.hpp"
#include "support/middle_experiment.hpp"
#include "support/outcome_identity.hpp"

namespace kamsim {
namespace {

std::vector<Experiment> experiments()
{
    std::vector<Experiment> result{small_experiment(), middle_experiment()};
    result.back().replications = 60;
    for (const std::uint64_t seed : {21U, 22U, 23U, 24U}) {
        result.push_back(random_experiment(seed));
        result.back().replications = 40;
    }
    return result;
}

TEST(Alternatives, AnotherOneChangesNothingOfTheOthers)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const Outcome outcome = simulate(experiment);
        Experiment extended = experiment;
        Alternative another;
        another.name = "another";
        another.plan = {{0.0, static_cast<int>(BuiltInStructure::centralized)}};
        another.key_accounts = static_cast<int>(experiment.accounts.size());
        extended.alternatives.insert(extended.alternatives.begin() + 1, another);
        extended.baseline += extended.baseline >= 1 ? 1 : 0;
        const Outcome with_another = simulate(extended);
        for (int k = 0; k < outcome.alternatives; ++k) {
            EXPECT_EQ(first_difference(outcome, k, with_another, k == 0 ? 0 : k + 1), "") << "alternative " << k;
        }
    }
}

/// By account and segment; managers are as many as any alternative has.
void expect_same_differences(const AccountDifferences& left, const AccountDifferences& right)
{
    ASSERT_EQ(left.rows.size(), right.rows.size());
    const auto expect_same = [](const DifferencePart& one, const DifferencePart& other) {
        EXPECT_TRUE(same_bits(one.mean, other.mean));
        EXPECT_TRUE(same_bits(one.standard_error, other.standard_error));
        EXPECT_TRUE(same_bits(one.interval.low, other.interval.low));
        EXPECT_TRUE(same_bits(one.share, other.share));
    };
    for (std::size_t k = 0; k < left.rows.size(); ++k) {
        expect_same(left.rows[k].part, right.rows[k].part);
        EXPECT_EQ(left.rows[k].kept.has_value(), right.rows[k].kept.has_value());
        if (left.rows[k].kept && right.rows[k].kept) {
            EXPECT_EQ(left.rows[k].kept->alternative_only, right.rows[k].kept->alternative_only);
            EXPECT_EQ(left.rows[k].kept->against_only, right.rows[k].kept->against_only);
        }
    }
    expect_same(left.unshared, right.unshared);
    expect_same(left.total, right.total);
}

TEST(Alternatives, DifferencesOfTwoAreThoseAmongMany)
{
    for (const Experiment& experiment : experiments()) {
        if (experiment.alternatives.size() < 3) {
            continue;
        }
        SCOPED_TRACE(experiment.title);
        Experiment two = experiment;
        two.alternatives = {experiment.alternatives[2], experiment.alternatives[1]};
        two.baseline = 1;
        const Outcome of_two = simulate(two);
        const Outcome of_all = simulate(experiment);
        for (const auto grouping : {DifferenceGrouping::account, DifferenceGrouping::segment}) {
            expect_same_differences(account_differences(two, of_two, 0, 1, grouping),
                                    account_differences(experiment, of_all, 2, 1, grouping));
        }
    }
}

TEST(Alternatives, TheirOrderChangesNothing)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const Outcome outcome = simulate(experiment);
        Experiment reversed = experiment;
        std::reverse(reversed.alternatives.begin(), reversed.alternatives.end());
        const int last = outcome.alternatives - 1;
        reversed.baseline = last - experiment.baseline;
        const Outcome from_behind = simulate(reversed);
        for (int k = 0; k < outcome.alternatives; ++k) {
            EXPECT_EQ(first_difference(outcome, k, from_behind, last - k), "") << "alternative " << k;
        }
    }
}

TEST(Alternatives, OneAloneIsWhatItIsAmongOthers)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const auto baseline = static_cast<std::size_t>(experiment.baseline);
        Experiment alone = experiment;
        alone.alternatives = {experiment.alternatives[baseline]};
        alone.baseline = 0;
        EXPECT_EQ(first_difference(simulate(alone), 0, simulate(experiment), experiment.baseline), "");
    }
}

TEST(Alternatives, NamesChangeNothing)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        Experiment renamed = experiment;
        renamed.title = "other";
        for (std::size_t k = 0; k < renamed.alternatives.size(); ++k) {
            renamed.alternatives[k].name = "other " + std::to_string(k);
        }
        for (std::size_t k = 1; k < renamed.structures.size(); ++k) {
            renamed.structures[k].name = "other " + std::to_string(k);
        }
        for (Account& account : renamed.accounts) {
            account.name = "nobody"; // the id is what luck depends on
        }
        EXPECT_EQ(first_difference(simulate(renamed), simulate(experiment)), "");
    }
}

/// Each alternative as the baseline of its own copy.
void expect_no_difference_to_copy(Experiment experiment, const Alternative& alternative)
{
    experiment.alternatives = {alternative, alternative};
    experiment.alternatives.back().name += " copy";
    experiment.baseline = 0;
    const auto [outcome, ledger] = simulate_with_ledger(experiment);
    EXPECT_EQ(first_difference(outcome, 0, outcome, 1), "");
    const auto replications = static_cast<std::size_t>(experiment.replications);
    for (std::size_t k = 0; k < replications; ++k) {
        ASSERT_EQ(outcome.value[replications + k] - outcome.value[k], 0.0);
        ASSERT_EQ(outcome.payback_years[replications + k], HUGE_VAL);
        for (int line = 0; line < ledger_line_count; ++line) {
            const auto at = static_cast<std::int64_t>(k);
            ASSERT_EQ(ledger.lines(1, at)[static_cast<std::size_t>(line)],
                      ledger.lines(0, at)[static_cast<std::size_t>(line)]);
        }
    }
    for (int line = 0; line < ledger_line_count; ++line) {
        const Moments& difference =
            outcome.ledger_difference[outcome.ledger_difference_index(0, static_cast<LedgerLine>(line))];
        EXPECT_EQ(difference.mean, 0.0);
        EXPECT_EQ(difference.sum_squared_deviations, 0.0);
    }
    for (const DifferenceSummary& difference : outcome.measure_difference) {
        EXPECT_EQ(difference.moments.mean, 0.0);
        EXPECT_EQ(difference.moments.sum_squared_deviations, 0.0);
    }
    for (int period = 0; period < outcome.periods; ++period) {
        const MeasureSummary& difference =
            outcome.measures[outcome.measure_index(1, Measure::cumulative_difference, period)];
        EXPECT_EQ(difference.moments.mean, 0.0);
        EXPECT_EQ(difference.moments.sum_squared_deviations, 0.0);
    }
    for (const AlternativeResult& result : compare(experiment, outcome).alternatives) {
        EXPECT_EQ(result.share_of_futures_best, 0.5);
        EXPECT_EQ(result.difference.mean, 0.0);
        EXPECT_EQ(result.difference.standard_error, 0.0);
    }
}

TEST(Alternatives, ACopyDiffersByExactlyNothing)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        for (const Alternative& alternative : experiment.alternatives) {
            SCOPED_TRACE(alternative.name);
            expect_no_difference_to_copy(experiment, alternative);
        }
    }
}

} // namespace
} // namespace kamsim
