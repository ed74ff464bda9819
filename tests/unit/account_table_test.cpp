#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/report/account_table.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct Told {
    Experiment experiment = small_experiment();
    Outcome outcome;
    AccountDifferences differences;
};

Told told(DifferenceGrouping grouping = DifferenceGrouping::account)
{
    Told result;
    result.experiment.replications = 300;
    result.experiment.accounts[3].name = "=Größe & an uncommonly long name of a customer";
    result.outcome = simulate(result.experiment);
    result.differences = account_differences(result.experiment, result.outcome, 2, 0, grouping);
    return result;
}

std::size_t widest_line(const std::string& text)
{
    std::size_t widest = 0;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const auto width = std::count_if(line.begin(), line.end(),
                                         [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
        widest = std::max(widest, static_cast<std::size_t>(width));
    }
    return widest;
}

std::size_t lines_of(const std::string& text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(AccountTable, ShowsTheLargestAndTheOthersTogetherIn80Columns)
{
    for (const auto grouping :
         {DifferenceGrouping::account, DifferenceGrouping::segment, DifferenceGrouping::manager}) {
        const auto at = told(grouping);
        const auto text = account_table(at.experiment, at.outcome, at.differences, 2);
        EXPECT_THAT(text, StartsWith(at.differences.alternative + " is worth "));
        EXPECT_LE(widest_line(text), 80U);
        EXPECT_THAT(text, HasSubstr("\nother " + std::string(name(grouping)) + "s ("));
        EXPECT_THAT(text, HasSubstr("\nno account's "));
        EXPECT_THAT(text, HasSubstr("\ntotal "));
        EXPECT_THAT(text, HasSubstr("100.0 %"));
    }
    const auto at = told();
    EXPECT_THAT(account_table(at.experiment, at.outcome, at.differences, 22), HasSubstr("\nother accounts (2) "));
    EXPECT_THAT(account_table(at.experiment, at.outcome, at.differences, 24), Not(HasSubstr("other accounts")));
}

TEST(AccountTable, RowsOfJsonAddUpAndFallInSize)
{
    const auto at = told();
    for (const std::size_t top : {5U, 24U}) {
        const auto json = nlohmann::json::parse(account_json(at.experiment, at.outcome, at.differences, top));
        double sum = 0.0;
        double last = std::numeric_limits<double>::infinity();
        for (const auto& row : json["rows"]) {
            const double difference = row["difference"];
            if (row["kind"] == "account") {
                EXPECT_LE(std::fabs(difference), last);
                last = std::fabs(difference);
                EXPECT_TRUE(row.contains("kept_by_alternative_only"));
            }
            if (row["kind"] == "total") {
                EXPECT_NEAR(sum, difference, 1e-9 * std::fabs(difference) + 1e-9);
                EXPECT_EQ(row["share"], 1.0);
            }
            sum += difference;
        }
        EXPECT_EQ(json["rows"].size(), top == 5 ? 8U : 26U);
        EXPECT_EQ(json["concentration"]["accounts"], 24);
        EXPECT_EQ(json["against"], "none");
    }
}

TEST(AccountTable, CsvHasARowForEachPartAndHarmlessText)
{
    const auto at = told();
    const auto csv = account_csv(at.experiment, at.differences, 24);
    EXPECT_EQ(lines_of(csv), 1 + 24 + 2U);
    EXPECT_THAT(csv, HasSubstr("\"'=Größe & an uncommonly long name of a customer\""));
    EXPECT_THAT(csv, HasSubstr("difference_kEUR"));
    const auto short_csv = account_csv(at.experiment, at.differences, 3);
    EXPECT_EQ(lines_of(short_csv), 1 + 3 + 1 + 2U);
    EXPECT_THAT(short_csv, HasSubstr("\"other accounts\",\"\",\"other accounts (21)\""));
    EXPECT_THAT(short_csv, EndsWith(",1,,\n"));
}

} // namespace
} // namespace kamsim
