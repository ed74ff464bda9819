#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::normal_scores;

TEST(Bridge, AddsUpToTheDifference)
{
    const auto made =
        hand_made({{"none", normal_scores(300, 5000.0, 800.0, 7)}, {"matrix", normal_scores(300, 5600.0, 900.0, 11)}});
    const auto bridge = bridge_between(made.experiment, made.outcome, made.outcome.baseline, 1);
    double sum = 0.0;
    for (const auto& line : bridge.lines) {
        sum += line.mean;
    }
    EXPECT_NEAR(sum, 600.0, 1e-8);
    EXPECT_NEAR(bridge.total.mean, 600.0, 1e-8);
    EXPECT_NEAR(bridge.to_value - bridge.from_value, bridge.total.mean, 1e-8);
    EXPECT_NEAR(bridge.line(LedgerLine::retained).mean, 900.0, 1e-8);
    EXPECT_NEAR(bridge.line(LedgerLine::people).mean, -300.0, 1e-8);
    EXPECT_EQ(bridge.line(LedgerLine::fixed).mean, 0.0);
    EXPECT_EQ(bridge.from, "none");
    EXPECT_EQ(bridge.to, "matrix");
}

TEST(Bridge, HasThePrecisionOfPairedDifferences)
{
    const auto made =
        hand_made({{"none", normal_scores(300, 5000.0, 800.0, 7)}, {"matrix", normal_scores(300, 5600.0, 900.0, 11)}});
    const auto bridge = bridge_between(made.experiment, made.outcome, made.outcome.baseline, 1);
    const auto comparison = compare(made.experiment, made.outcome);
    const auto& difference = comparison.alternatives[1].difference;
    EXPECT_EQ(bridge.total.standard_error, difference.standard_error);
    EXPECT_EQ(bridge.total.interval.low, difference.interval.low);
    EXPECT_NEAR(bridge.line(LedgerLine::retained).standard_error, 1.5 * difference.standard_error, 1e-9);
    EXPECT_NEAR(bridge.line(LedgerLine::people).interval.high, -0.5 * difference.interval.low, 1e-9);
}

TEST(Bridge, FromTheBaselineToItselfIsExactlyZero)
{
    const auto made = hand_made({{"none", {1.0, 2.5, 7.0}}, {"matrix", {2.0, 3.0, 4.0}}});
    const auto bridge = bridge_between(made.experiment, made.outcome, made.outcome.baseline, 0);
    EXPECT_EQ(bridge.total.mean, 0.0);
    for (const auto& line : bridge.lines) {
        EXPECT_EQ(line.mean, 0.0);
        EXPECT_EQ(line.standard_error, 0.0);
    }
}

TEST(Bridge, LeadsBetweenAnyTwoDesignsAndBack)
{
    const auto made = hand_made({{"none", normal_scores(300, 5000.0, 800.0, 7)},
                                 {"matrix", normal_scores(300, 5600.0, 900.0, 11)},
                                 {"central", normal_scores(300, 5400.0, 700.0, 13)}});
    const auto there = bridge_between(made.experiment, made.outcome, 2, 1);
    const auto back = bridge_between(made.experiment, made.outcome, 1, 2);
    EXPECT_EQ(there.from, "central");
    EXPECT_EQ(there.to, "matrix");
    EXPECT_NEAR(there.total.mean, 200.0, 1e-8);
    double sum = there.rounding;
    for (const auto& declaration : ledger_lines) {
        const auto& line = there.line(declaration.line);
        sum += line.mean;
        EXPECT_EQ(line.mean, -back.line(declaration.line).mean);
        EXPECT_EQ(line.standard_error, back.line(declaration.line).standard_error);
        EXPECT_EQ(line.interval.kind, IntervalKind::student_t);
    }
    EXPECT_DOUBLE_EQ(sum, there.total.mean) << "with the rounding, to the last bit or so";
    EXPECT_NEAR(there.line(LedgerLine::retained).standard_error, 1.5 * there.total.standard_error, 1e-9);
}

TEST(Bridge, BoundsWhatIsNotKeptByTheWaysToTheBaseline)
{
    std::vector<test::HandMadeDesign> designs{{"none", normal_scores(100, 5000.0, 800.0, 7)}};
    for (int k = 1; k <= most_alternatives_in_all_pairs; ++k) {
        designs.push_back({"design " + std::to_string(k), normal_scores(100, 5000.0 + 100.0 * k, 800.0, 11)});
    }
    const auto made = hand_made(designs);
    const auto bridge = bridge_between(made.experiment, made.outcome, 2, 3);
    const auto& line = bridge.line(LedgerLine::retained);
    EXPECT_NEAR(line.mean, 150.0, 1e-8);
    EXPECT_EQ(line.interval.kind, IntervalKind::student_t_bound);
    const auto second = bridge_between(made.experiment, made.outcome, 0, 2).line(LedgerLine::retained);
    const auto third = bridge_between(made.experiment, made.outcome, 0, 3).line(LedgerLine::retained);
    EXPECT_DOUBLE_EQ(line.standard_error, second.standard_error + third.standard_error);
    EXPECT_EQ(bridge.total.interval.kind, IntervalKind::student_t) << "values are kept future by future";
}

TEST(Bridge, RefusesALedgerThatDoesNotAddUp)
{
    auto made = hand_made({{"none", {1.0, 2.0, 7.0}}, {"matrix", {2.0, 3.0, 4.0}}});
    made.outcome.ledger_difference[made.outcome.ledger_difference_index(0, LedgerLine::fixed)].mean += 0.001;
    EXPECT_THROW((void)bridge_between(made.experiment, made.outcome, made.outcome.baseline, 1), std::invalid_argument);
}

TEST(Bridge, RefusesAnUnknownAlternative)
{
    const auto made = hand_made({{"none", {1.0, 2.0}}, {"matrix", {2.0, 3.0}}});
    EXPECT_THROW((void)bridge_between(made.experiment, made.outcome, made.outcome.baseline, 2), std::invalid_argument);
    EXPECT_THROW((void)bridge_between(made.experiment, made.outcome, made.outcome.baseline, -1), std::invalid_argument);
}

} // namespace
} // namespace kamsim
