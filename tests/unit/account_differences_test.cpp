#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/segments.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::normal_scores;
using testing::HasSubstr;

constexpr std::array all_groupings{DifferenceGrouping::account, DifferenceGrouping::segment,
                                   DifferenceGrouping::manager};

/// An experiment and what it came to.
struct SimulatedRun {
    Experiment experiment;
    Outcome outcome;

    [[nodiscard]] AccountDifferences differences(int alternative, int against,
                                                 DifferenceGrouping grouping = DifferenceGrouping::account) const
    {
        return account_differences(experiment, outcome, alternative, against, grouping);
    }
};

SimulatedRun run_of(Experiment experiment, std::int64_t replications)
{
    experiment.replications = replications;
    auto outcome = simulate(experiment);
    return {std::move(experiment), std::move(outcome)};
}

const SimulatedRun& small_run()
{
    static const SimulatedRun run = run_of(small_experiment(), 300);
    return run;
}

double sum_of(const AccountDifferences& differences)
{
    double sum = differences.unshared.mean;
    for (const auto& row : differences.rows) {
        sum += row.part.mean;
    }
    return sum;
}

TEST(AlternativePairs, AreEveryTwoOnceAndAgainstTheBaseline)
{
    const auto pairs = alternative_pairs(3, 1);
    ASSERT_EQ(pairs.size(), 3U);
    EXPECT_EQ(pairs[0].alternative, 0);
    EXPECT_EQ(pairs[0].against, 1);
    EXPECT_EQ(pairs[1].alternative, 2);
    EXPECT_EQ(pairs[1].against, 0);
    EXPECT_EQ(pairs[2].alternative, 2);
    EXPECT_EQ(pairs[2].against, 1);
    EXPECT_TRUE(alternative_pairs(1, 0).empty());
    EXPECT_EQ(alternative_pairs(16, 0).size(), 120U);
}

TEST(AlternativePairs, OfManyAreThoseWithTheBaseline)
{
    const auto pairs = alternative_pairs(17, 3);
    EXPECT_EQ(pairs.size(), 16U);
    for (const auto& pair : pairs) {
        EXPECT_EQ(pair.against, 3);
    }
}

TEST(AccountDifferencesOf, AddUpToTheDifferenceOfTheComparison)
{
    const SimulatedRun& run = small_run();
    const auto comparison = compare(run.experiment, run.outcome);
    for (int alternative = 1; alternative < run.outcome.alternatives; ++alternative) {
        for (const auto grouping : all_groupings) {
            const auto differences = run.differences(alternative, 0, grouping);
            const auto& expected = comparison.alternatives[static_cast<std::size_t>(alternative)].difference;
            EXPECT_EQ(differences.total.mean, expected.mean);
            EXPECT_EQ(differences.total.interval.low, expected.interval.low);
            EXPECT_EQ(differences.total.interval.high, expected.interval.high);
            EXPECT_EQ(differences.total.interval.kind, expected.interval.kind);
            EXPECT_NEAR(sum_of(differences), expected.mean, 1e-9 * std::abs(expected.mean) + 1e-9);
            double shares = differences.unshared.share;
            for (const auto& row : differences.rows) {
                shares += row.part.share;
            }
            EXPECT_NEAR(shares, 1.0, 1e-9);
        }
    }
}

TEST(AccountDifferencesOf, TheOtherWayRoundAreTheOpposite)
{
    const SimulatedRun& run = small_run();
    for (const auto grouping : {DifferenceGrouping::account, DifferenceGrouping::segment}) {
        const auto there = run.differences(3, 1, grouping);
        const auto back = run.differences(1, 3, grouping);
        ASSERT_EQ(there.rows.size(), back.rows.size());
        for (std::size_t k = 0; k < there.rows.size(); ++k) {
            const auto& one = there.rows[k];
            const auto& other = back.rows[k];
            EXPECT_EQ(one.part.mean, -other.part.mean);
            EXPECT_EQ(one.part.standard_error, other.part.standard_error);
            EXPECT_EQ(one.part.interval.low, -other.part.interval.high);
            EXPECT_EQ(one.part.share, other.part.share);
            if (grouping == DifferenceGrouping::account) {
                EXPECT_EQ(one.kept.value().alternative_only, other.kept.value().against_only);
                EXPECT_EQ(one.kept.value().against_only, other.kept.value().alternative_only);
            }
        }
        EXPECT_EQ(there.unshared.mean, -back.unshared.mean);
        EXPECT_EQ(there.total.mean, -back.total.mean);
    }
}

TEST(AccountDifferencesOf, SegmentsAreTheSumsOfTheirAccounts)
{
    const SimulatedRun& run = small_run();
    const auto segments = segments_of(run.experiment.accounts);
    const auto by_segment = run.differences(2, 0, DifferenceGrouping::segment);
    ASSERT_EQ(by_segment.rows.size(), 3U);
    std::vector<double> sums(by_segment.rows.size());
    for (const auto& row : run.differences(2, 0).rows) {
        sums.at(static_cast<std::size_t>(segments.of_account.at(static_cast<std::size_t>(row.number)))) +=
            row.part.mean;
    }
    for (std::size_t segment = 0; segment < sums.size(); ++segment) {
        EXPECT_EQ(by_segment.rows[segment].label, segments.names[segment]);
        EXPECT_NEAR(by_segment.rows[segment].part.mean, sums[segment], 1e-9 * (1.0 + std::abs(sums[segment])));
    }
}

TEST(AccountDifferencesOf, ManagersAreThoseOfTheExplainedAlternative)
{
    SimulatedRun run = small_run();
    run.experiment.today.managers = {{"first seat", {}}};
    const auto of_programme = run.differences(2, 0, DifferenceGrouping::manager);
    ASSERT_GT(of_programme.rows.size(), 2U);
    EXPECT_EQ(of_programme.rows.front().number, -1);
    EXPECT_EQ(of_programme.rows.front().label, "no manager ever");
    EXPECT_EQ(of_programme.rows[1].label, "manager 1 (first seat)");
    EXPECT_EQ(of_programme.rows[2].label, "manager 2");
    // Without a programme from the first day on, nobody ever holds an account.
    forget_today(run.experiment);
    run.outcome = simulate(run.experiment);
    const auto of_none = run.differences(0, 2, DifferenceGrouping::manager);
    ASSERT_EQ(of_none.rows.size(), 1U);
    EXPECT_EQ(of_none.rows.front().number, -1);
    EXPECT_NEAR(of_none.rows.front().part.mean + of_none.unshared.mean, of_none.total.mean, 1e-6);
}

TEST(AccountDifferencesOf, HaveStudentsTIntervalsOfPairs)
{
    const auto made =
        hand_made({{"none", normal_scores(300, 5000.0, 800.0, 7)}, {"matrix", normal_scores(300, 5600.0, 900.0, 11)}});
    const auto differences = account_differences(made.experiment, made.outcome, 1, 0, DifferenceGrouping::account);
    for (std::size_t k = 0; k < test::hand_made_shares.size(); ++k) {
        const auto& part = differences.rows.at(k).part;
        const double share = test::hand_made_shares.at(k);
        EXPECT_NEAR(part.mean, share * 600.0, 1e-8);
        EXPECT_NEAR(part.share, share, 1e-10);
        EXPECT_NEAR(part.standard_error, share * differences.total.standard_error, 1e-8);
        EXPECT_NEAR(part.interval.high - part.mean, share * (differences.total.interval.high - 600.0), 1e-7);
        EXPECT_EQ(part.interval.kind, IntervalKind::student_t);
        EXPECT_EQ(part.interval.level, comparison_level);
    }
}

TEST(AccountDifferencesOf, HaveIntervalsOverWorldsWhereSomethingIsUncertain)
{
    const Experiment experiment = uncertain_experiment(4);
    const SimulatedRun run{experiment, simulate(experiment)};
    const auto differences = run.differences(2, 0);
    EXPECT_EQ(differences.total.interval.kind, IntervalKind::bca_over_worlds);
    const auto& summary = run.outcome.account_difference.at(run.outcome.account_difference_index(1, 5));
    const auto& part = differences.rows.at(5).part;
    EXPECT_EQ(summary.between.count, static_cast<double>(run.outcome.worlds));
    EXPECT_EQ(part.interval.kind, IntervalKind::student_t_over_worlds);
    EXPECT_EQ(part.standard_error, summary.between.standard_error());
    EXPECT_NEAR(0.5 * (part.interval.low + part.interval.high), part.mean, 1e-9 * (1.0 + std::abs(part.mean)));
    EXPECT_NEAR(sum_of(differences), differences.total.mean, 1e-6);
}

TEST(AccountDifferencesOf, ThatDoNotAddUpAreRefused)
{
    SimulatedRun run = small_run();
    auto& planted = run.outcome.account_difference.at(run.outcome.account_difference_index(1, 7)).moments.mean;
    planted += 1e-3;
    EXPECT_THROW(static_cast<void>(run.differences(2, 0)), std::invalid_argument);
    EXPECT_NO_THROW(static_cast<void>(run.differences(2, 0, DifferenceGrouping::segment)));
    EXPECT_NO_THROW(static_cast<void>(run.differences(1, 0)));
}

TEST(AccountDifferencesOf, NeedAPairThatIsKept)
{
    EXPECT_THROW(static_cast<void>(small_run().differences(1, 1)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(small_run().differences(0, 4)), std::invalid_argument);
    Experiment experiment = small_experiment();
    experiment.periods = 1;
    while (experiment.alternatives.size() < 17) {
        experiment.alternatives.push_back(experiment.alternatives[1]);
        experiment.alternatives.back().name += " " + std::to_string(experiment.alternatives.size());
    }
    const SimulatedRun run = run_of(experiment, 4);
    EXPECT_EQ(run.outcome.pairs, 16);
    EXPECT_TRUE(holds_pair(run.outcome, 0, 16));
    EXPECT_FALSE(holds_pair(run.outcome, 15, 16));
    EXPECT_THROW(static_cast<void>(run.differences(15, 16)), std::invalid_argument);
    EXPECT_NEAR(sum_of(run.differences(16, 0)), run.differences(16, 0).total.mean, 1e-6);
}

TEST(AccountDifferencesOf, SayHowConcentratedTheyAre)
{
    const auto made =
        hand_made({{"none", normal_scores(300, 5000.0, 800.0, 7)}, {"matrix", normal_scores(300, 5600.0, 900.0, 11)}});
    auto outcome = made.outcome;
    const auto sentence = [&](int alternative, int against) {
        return concentration_sentence(
            account_differences(made.experiment, outcome, alternative, against, DifferenceGrouping::segment));
    };
    EXPECT_THAT(sentence(1, 0), HasSubstr("matrix is worth 600 k more than none (95 % interval of the mean "));
    EXPECT_THAT(sentence(1, 0), HasSubstr(" 1 of 3 accounts makes half of it. Gains of 540 k at 3 accounts stand "
                                          "against losses of 0 k at 0 accounts; 60 k belong to no account."));
    EXPECT_THAT(sentence(0, 1), HasSubstr("none is worth 600 k less than matrix"));
    // 150 of A, 330 of B, 60 of C: it takes two for 300.
    outcome.account_difference[0].moments.mean -= 150.0;
    outcome.account_difference[1].moments.mean += 80.0;
    outcome.account_difference[2].moments.mean += 70.0;
    EXPECT_THAT(sentence(1, 0), HasSubstr(" 2 of 3 accounts make half of it."));
    outcome.account_difference[0].moments.mean = 10.0;
    outcome.account_difference[1].moments.mean = -40.0;
    outcome.account_difference[2].moments.mean = 20.0;
    EXPECT_THAT(sentence(1, 0), HasSubstr("No number of accounts makes half of it"));
    EXPECT_THAT(sentence(1, 0), HasSubstr("Gains of 30 k at 2 accounts stand against losses of 40 k at 1 account;"));
}

TEST(AccountDifferencesOf, OfCopiesAreNothingEverywhere)
{
    Experiment experiment = small_experiment();
    experiment.alternatives.push_back(experiment.alternatives[2]);
    experiment.alternatives.back().name = "copy";
    const SimulatedRun run = run_of(experiment, 40);
    const auto differences = run.differences(4, 2);
    for (const auto& row : differences.rows) {
        EXPECT_EQ(row.part.mean, 0.0);
        EXPECT_TRUE(std::isnan(row.part.share));
    }
    EXPECT_THAT(concentration_sentence(differences), HasSubstr("are worth the same at every account"));
}

TEST(BestOther, IsTheHighestMeanButForOne)
{
    const auto made = hand_made({{"none", {10.0, 12.0}}, {"a", {30.0, 30.0}}, {"b", {20.0, 40.0}}, {"c", {1.0, 2.0}}});
    EXPECT_EQ(best_other_than(made.outcome, 0), 1); // the first among equals
    EXPECT_EQ(best_other_than(made.outcome, 1), 2);
    EXPECT_EQ(best_other_than(hand_made({{"none", {1.0}}}).outcome, 0), std::nullopt);
}

} // namespace
} // namespace kamsim
