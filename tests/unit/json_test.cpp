#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/report/json.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using Json = nlohmann::ordered_json;
using test::hand_made;
using test::HandMade;
using test::normal_scores;

HandMade two_designs()
{
    auto made = hand_made({{"none", normal_scores(50, 100.0, 20.0, 7)}, {"matrix", normal_scores(50, 130.0, 20.0, 9)}});
    made.outcome.seconds = 1.5;
    auto& outcome = made.outcome;
    outcome.measures[outcome.measure_index(1, Measure::satisfaction, 27)].moments = {50.0, 0.625, 1.0};
    return made;
}

std::string text_of(const HandMade& made)
{
    return comparison_json(made.experiment, made.outcome, compare(made.experiment, made.outcome), "1.2.3");
}

std::vector<std::string> keys_of(const Json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys;
}

TEST(ComparisonJson, HasItsKeysInOrder)
{
    const auto document = Json::parse(text_of(two_designs()));
    EXPECT_EQ(keys_of(document), (std::vector<std::string>{"alternatives", "baseline", "verdict", "replications",
                                                           "seed", "version", "account_periods", "seconds", "unit"}));
    EXPECT_EQ(keys_of(document["verdict"]), (std::vector<std::string>{"best", "distinguishable", "sentence"}));
    ASSERT_EQ(document["alternatives"].size(), 2U);
    const auto& alternative = document["alternatives"][1];
    EXPECT_EQ(keys_of(alternative),
              (std::vector<std::string>{"name", "value", "difference", "share_of_futures_best", "confidence_best",
                                        "expected_loss", "payback_years", "programme_spending", "programme_return",
                                        "measures", "ledger"}));
    EXPECT_EQ(keys_of(alternative["value"]),
              (std::vector<std::string>{"mean", "standard_error", "interval", "quantiles"}));
    EXPECT_EQ(keys_of(alternative["value"]["quantiles"]), (std::vector<std::string>{"5", "25", "50", "75", "95"}));
    EXPECT_EQ(keys_of(alternative["difference"]),
              (std::vector<std::string>{"baseline", "mean", "standard_error", "interval"}));
    EXPECT_EQ(alternative["measures"].size(), static_cast<std::size_t>(measure_count));
    EXPECT_EQ(alternative["ledger"].size(), static_cast<std::size_t>(ledger_line_count));
}

TEST(ComparisonJson, CarriesTheComparison)
{
    const auto made = two_designs();
    const auto comparison = compare(made.experiment, made.outcome);
    const auto document = Json::parse(text_of(made));
    const auto& matrix = document["alternatives"][1];
    EXPECT_EQ(matrix["name"], "matrix");
    EXPECT_EQ(matrix["value"]["mean"].get<double>(), comparison.alternatives[1].value.mean);
    EXPECT_EQ(matrix["value"]["interval"][1].get<double>(), comparison.alternatives[1].value.interval.high);
    EXPECT_EQ(matrix["difference"]["baseline"], "none");
    EXPECT_EQ(matrix["difference"]["mean"].get<double>(), comparison.alternatives[1].difference.mean);
    EXPECT_EQ(matrix["confidence_best"].get<double>(), comparison.alternatives[1].confidence_best);
    EXPECT_EQ(matrix["payback_years"].get<double>(), 2.0);
    EXPECT_EQ(matrix["measures"]["satisfaction"].get<double>(), 0.625);
    EXPECT_NEAR(matrix["ledger"]["retained"].get<double>(), 195.0, 1e-9);
    EXPECT_EQ(document["verdict"]["best"], "matrix");
    EXPECT_EQ(document["verdict"]["distinguishable"], true);
    EXPECT_EQ(document["verdict"]["sentence"], comparison.verdict.sentence);
    EXPECT_EQ(document["account_periods"], 50 * 3 * 28 * 2);
    EXPECT_EQ(document["replications"], 50);
    EXPECT_EQ(document["seed"], 7);
    EXPECT_EQ(document["version"], "1.2.3");
    EXPECT_EQ(document["unit"], "kEUR");
}

TEST(ComparisonJson, WritesWhatIsUndefinedAsNull)
{
    auto made = two_designs();
    made.outcome.payback_years.assign(made.outcome.payback_years.size(), std::numeric_limits<double>::infinity());
    const auto document = Json::parse(text_of(made));
    EXPECT_TRUE(document["alternatives"][0]["measures"]["satisfaction"].is_null());
    EXPECT_TRUE(document["alternatives"][1]["payback_years"].is_null());
}

TEST(ComparisonJson, DiffersBetweenEqualRunsInSecondsAlone)
{
    auto made = two_designs();
    const auto first = text_of(made);
    EXPECT_EQ(first, text_of(made));
    made.outcome.seconds = 99.25;
    auto left = Json::parse(first);
    auto right = Json::parse(text_of(made));
    EXPECT_NE(left, right);
    left.erase("seconds");
    right.erase("seconds");
    EXPECT_EQ(left, right);
}

TEST(ComparisonJson, KeepsNumbersWhereANameIsNotText)
{
    auto made = two_designs();
    made.experiment.alternatives[1].name = "bad \xff name";
    const auto document = Json::parse(text_of(made));
    EXPECT_EQ(document["alternatives"][1]["name"], "bad \xef\xbf\xbd name");
}

} // namespace
} // namespace kamsim
