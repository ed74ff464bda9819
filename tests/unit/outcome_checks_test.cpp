#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/results/checks.hpp"
#include "support/small_outcome.hpp"

namespace kamsim {

namespace {

using testing::HasSubstr;

/// What `check_outcome` says after `spoil` has changed the small outcome; empty where it finds nothing.
std::string complaint(const std::function<void(Outcome&)>& spoil)
{
    const auto scenario = test::small_scenario(5);
    auto outcome = test::small_outcome(scenario, 2);
    spoil(outcome);
    try {
        EXPECT_FALSE(check_outcome(scenario.experiment, outcome).empty());
    } catch (const std::logic_error& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST(OutcomeChecks, FindNothingWhereNothingIsWrong)
{
    EXPECT_EQ(complaint([](Outcome&) {}), "");
}

TEST(OutcomeChecks, FindWrongShapes)
{
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.whale_curve.pop_back(); }), HasSubstr("whale_curve"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.periods = 5; }), HasSubstr("periods"));
}

TEST(OutcomeChecks, FindNumbersOutsideOfTheirDomain)
{
    const auto not_a_number = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(complaint([&](Outcome& outcome) { outcome.value[3] = not_a_number; }), HasSubstr("finite"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.programme_spending[1] = -1.0; }), HasSubstr("spending"));
    EXPECT_THAT(complaint([&](Outcome& outcome) { outcome.payback_years[2] = not_a_number; }), HasSubstr("payback"));
}

TEST(OutcomeChecks, FindLedgerLinesThatDoNotSumToTheValue)
{
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.value[7] += 1.0; }), HasSubstr("alternative 1"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.ledger[4].mean *= 1.0 + 1e-6; }), HasSubstr("sum to"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.ledger[4].count = 4.0; }), HasSubstr("counts 4"));
}

TEST(OutcomeChecks, FindPartsThatDoNotSumToTheDifference)
{
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.account_difference[1].moments.mean += 0.01; }),
                HasSubstr("by account"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.segment_difference[0].moments.mean += 0.01; }),
                HasSubstr("by segment"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.holder_difference[5].moments.mean += 0.01; }),
                HasSubstr("by manager"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.unshared_difference[0].moments.mean *= 1.0 + 1e-6; }),
                HasSubstr("by account"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.account_difference[2].moments.count = 4.0; }),
                HasSubstr("counts 4"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.pairs = 2; }), HasSubstr("2 pairs"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.holder_difference.pop_back(); }),
                HasSubstr("holder_difference"));
}

TEST(OutcomeChecks, FindAccountsKeptMoreOftenThanThereAreFutures)
{
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.account_kept_only[4] = 6.0; }), HasSubstr("account 1"));
    EXPECT_THAT(complaint([](Outcome& outcome) { outcome.account_kept_only[0] = -1.0; }), HasSubstr("account 0"));
}

TEST(OutcomeChecks, FindABaselineThatDiffersFromItself)
{
    EXPECT_THAT(complaint([](Outcome& outcome) {
                    outcome.measures[outcome.measure_index(0, Measure::cumulative_difference, 4)].moments.mean = 1e-300;
                }),
                HasSubstr("baseline"));
}

} // namespace kamsim
