#include <cmath>
#include <stdexcept>

#include <gtest/gtest.h>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/comparison.hpp"
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
