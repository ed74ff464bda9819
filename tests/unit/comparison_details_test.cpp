#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/comparison_details_text.hpp"
#include "kamsim/report/json.hpp"
#include "kamsim/statistics/paired.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::HandMade;
using test::normal_scores;
using testing::HasSubstr;

constexpr ComparisonQuestion usual{};

HandMade three_designs()
{
    return hand_made({{"none", normal_scores(400, 5000.0, 800.0, 7)},
                      {"matrix", normal_scores(400, 5600.0, 900.0, 11)},
                      {"central", normal_scores(400, 5400.0, 1000.0, 13)}});
}

TEST(ComparisonDetails, HoldEveryPairPaired)
{
    const auto made = three_designs();
    const auto details = compare_in_detail(made.experiment, made.outcome);
    ASSERT_EQ(details.pairs.size(), 3U);
    const auto& pair = details.pairs[2];
    EXPECT_EQ(pair.alternative, 2);
    EXPECT_EQ(pair.against, 1);
    EXPECT_NEAR(pair.mean, -200.0, 1e-8);
    const std::span<const double> values(made.outcome.value);
    EXPECT_EQ(pair.standard_error, paired_moments(values.subspan(800), values.subspan(400, 400)).standard_error());
    for (const auto& one : details.pairs) {
        const double alone = one.interval.high - one.interval.low;
        const double together = one.simultaneous.high - one.simultaneous.low;
        EXPECT_GT(together, 1.1 * alone);
        EXPECT_LT(together, 2.3939 / 1.9659 * 1.01 * alone) << "Bonferroni of three";
        EXPECT_EQ(one.simultaneous.kind, IntervalKind::simultaneous_pairs);
    }
}

TEST(ComparisonDetails, TellWhatItCostsNotToKnowTheWorld)
{
    auto made = three_designs();
    EXPECT_FALSE(compare_in_detail(made.experiment, made.outcome).losses.has_value()) << "one world";
    made.outcome.worlds = 50;
    made.outcome.futures_per_world = 8;
    const auto losses = compare_in_detail(made.experiment, made.outcome).losses;
    const auto expected = opportunity_losses(made.outcome, comparison_level);
    ASSERT_TRUE(losses.has_value());
    for (std::size_t design = 0; design < 3; ++design) {
        EXPECT_EQ(losses->alternatives[design].mean, expected.alternatives[design].mean);
        EXPECT_EQ(losses->alternatives[design].interval.high, expected.alternatives[design].interval.high);
    }
    EXPECT_LT(losses->alternatives[1].uncorrected, losses->alternatives[2].uncorrected)
        << "the highest mean loses least";
}

TEST(ComparisonDetails, OfCopiesDifferByNothing)
{
    const auto made = hand_made({{"none", {1.0, 2.0, 7.0, 3.0}}, {"copy", {1.0, 2.0, 7.0, 3.0}}});
    const auto details = compare_in_detail(made.experiment, made.outcome);
    EXPECT_EQ(details.pairs.at(0).simultaneous.low, 0.0);
    EXPECT_EQ(details.pairs.at(0).simultaneous.high, 0.0);
    EXPECT_EQ(details.pairs.at(0).first_order.standing, DominanceStanding::not_decided);
    EXPECT_EQ(details.alternatives[1].regret.mean, 0.0);
    EXPECT_EQ(details.alternatives[1].below_baseline->share, 0.0) << "as much is not less";
}

TEST(ComparisonDetails, RegretIsWhatTheBestOfTheFutureWouldHaveBrought)
{
    const auto made = hand_made({{"none", {1.0, 5.0, 3.0, 0.0}}, {"matrix", {2.0, 4.0, 3.0, 10.0}}});
    const auto details = compare_in_detail(made.experiment, made.outcome);
    EXPECT_DOUBLE_EQ(details.alternatives[0].regret.mean, 11.0 / 4.0);
    EXPECT_DOUBLE_EQ(details.alternatives[1].regret.mean, 1.0 / 4.0);
    EXPECT_DOUBLE_EQ(details.alternatives[0].regret.q95, 1.0 + 0.85 * 9.0) << "type 7: between 1 and 10";
    EXPECT_DOUBLE_EQ(details.alternatives[1].below_baseline->share, 0.25);
    EXPECT_FALSE(details.alternatives[0].below_baseline) << "the baseline itself";
}

TEST(ComparisonDetails, CountsFuturesBelowTheTarget)
{
    const auto made = hand_made({{"none", {1.0, 5.0, 3.0, 0.0}}, {"matrix", {2.0, 4.0, 3.0, 10.0}}});
    const auto details = compare_in_detail(made.experiment, made.outcome, {0.5, 3.0});
    EXPECT_DOUBLE_EQ(details.alternatives[0].below_target->share, 0.5);
    EXPECT_DOUBLE_EQ(details.alternatives[1].below_target->share, 0.25) << "3 is reached";
    EXPECT_DOUBLE_EQ(details.alternatives[0].value.conditional_value_at_risk, 0.5);
    EXPECT_FALSE(compare_in_detail(made.experiment, made.outcome).alternatives[0].below_target);
    EXPECT_THROW(static_cast<void>(compare_in_detail(made.experiment, made.outcome, {0.0, {}})), std::invalid_argument);
}

TEST(ComparisonDetails, NeverIsAPaybackTimeLikeTheOthers)
{
    auto made = hand_made({{"none", {1.0, 2.0, 3.0, 4.0}}, {"matrix", {2.0, 4.0, 3.0, 10.0}}});
    const double never = std::numeric_limits<double>::infinity();
    const std::vector<double> years{1.0, never, 2.25, 7.0};
    std::copy(years.begin(), years.end(), made.outcome.payback_years.begin() + 4);
    const auto details = compare_in_detail(made.experiment, made.outcome);
    EXPECT_FALSE(details.alternatives[0].payback);
    const auto& payback = details.alternatives[1].payback.value();
    EXPECT_THAT(payback.share_by_year, testing::ElementsAre(0.25, 0.25, 0.5, 0.5, 0.5, 0.5, 0.75));
    EXPECT_EQ(payback.share_never, 0.25);
    EXPECT_EQ(payback.q50, 2.25) << "of those that pay back";
    std::fill_n(made.outcome.payback_years.begin() + 4, 4, never);
    EXPECT_FALSE(compare_in_detail(made.experiment, made.outcome).alternatives[1].payback->q50);
}

TEST(ComparisonDetails, FlagsAreSharesOfFutures)
{
    auto made = three_designs();
    auto& outcome = made.outcome;
    const int last = outcome.periods - 1;
    outcome.measures[outcome.measure_index(1, Measure::customer_above_20_percent, last)].moments = {400.0, 0.25, 75.0};
    outcome.measures[outcome.measure_index(1, Measure::ruined, last)].moments = {400.0, 0.1, 36.0};
    const auto details = compare_in_detail(made.experiment, outcome);
    EXPECT_EQ(details.alternatives[1].share_flagged[1], 0.25);
    EXPECT_EQ(details.alternatives[1].share_ruined, 0.1);
    EXPECT_TRUE(std::isnan(details.alternatives[0].share_ruined));
}

TEST(ComparisonDetails, FitTheTerminalAndNameTheirRules)
{
    const auto made = three_designs();
    const auto comparison = compare(made.experiment, made.outcome, ComparisonQuestion{0.05, 4000.0});
    const auto text = comparison_details_text(comparison);
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        EXPECT_LE(end - begin, 88U) << "bytes of at most 80 characters: " << text.substr(begin, end - begin);
        begin = end + 1;
    }
    for (const auto* rule :
         {"nobody can know", "largest |t|", "order statistics", "t of influence", "shuns", "never"}) {
        EXPECT_THAT(text, HasSubstr(rule));
    }
    EXPECT_THROW(static_cast<void>(comparison_details_text(compare(made.experiment, made.outcome))),
                 std::invalid_argument);
}

TEST(ComparisonDetails, StandInTheJsonAndInTheRows)
{
    const auto made = three_designs();
    const auto comparison = compare(made.experiment, made.outcome, usual);
    const auto json = nlohmann::json::parse(comparison_json(made.experiment, made.outcome, comparison, "1"));
    EXPECT_EQ(json.at("pairs").size(), 3U);
    EXPECT_EQ(json.at("pairs").at(2).at("difference"), comparison.details->pairs[2].mean);
    EXPECT_EQ(json.at("pairs").at(2).at("simultaneous").at("interval_kind"), name(IntervalKind::simultaneous_pairs));
    const auto& matrix = json.at("alternatives").at(1).at("details");
    EXPECT_EQ(matrix.at("value_at_risk").at("value"), comparison.details->alternatives[1].value.value_at_risk);
    EXPECT_EQ(matrix.at("payback").at("share_by_year").size(), 7U);
    EXPECT_TRUE(json.at("target").is_null());
    EXPECT_TRUE(matrix.at("share_ruined").is_null()) << "not defined";
    const auto plain = comparison_json(made.experiment, made.outcome, compare(made.experiment, made.outcome), "1");
    EXPECT_FALSE(nlohmann::json::parse(plain).contains("pairs"));
    const auto csv = pairs_csv(comparison);
    EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 4);
    EXPECT_THAT(csv, HasSubstr("\n\"central\",\"matrix\",-"));
}

} // namespace
} // namespace kamsim
