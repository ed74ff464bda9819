#include <cmath>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/result_tables.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/stored_result.hpp"

namespace kamsim {
namespace {

using test::small_result;

using Cells = std::vector<TableCell>;

std::vector<Cells> rows_of(std::string_view table, const TableSource& source)
{
    std::vector<Cells> rows;
    result_table(table).visit(
        source, [&rows](std::span<const TableCell> cells) { rows.emplace_back(cells.begin(), cells.end()); });
    return rows;
}

const TableCell& at(std::string_view table, const Cells& row, std::string_view column)
{
    const auto& columns = result_table(table).columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].name == column) {
            return row.at(i);
        }
    }
    throw std::out_of_range("no column " + std::string(column));
}

double number_at(std::string_view table, const Cells& row, std::string_view column)
{
    return std::get<double>(at(table, row, column));
}

std::string text_at(std::string_view table, const Cells& row, std::string_view column)
{
    return std::get<std::string>(at(table, row, column));
}

TEST(ResultTables, HaveNamesThatProgramsCanUseAndMeanings)
{
    const std::regex snake_case("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    std::set<std::string> tables;
    for (const auto& table : result_tables()) {
        SCOPED_TRACE(table.name);
        EXPECT_TRUE(std::regex_match(table.name, snake_case));
        EXPECT_LE(table.name.size(), 31U) << "a sheet's name has no more characters";
        EXPECT_TRUE(tables.insert(table.name).second) << "twice";
        EXPECT_TRUE(table.meaning.ends_with('.'));
        std::set<std::string> columns;
        for (const auto& column : table.columns) {
            EXPECT_TRUE(std::regex_match(column.name, snake_case)) << column.name;
            EXPECT_TRUE(columns.insert(column.name).second) << column.name << " twice";
            EXPECT_FALSE(column.meaning.empty()) << column.name;
        }
    }
    EXPECT_THROW(static_cast<void>(result_table("nonsense")), std::out_of_range);
}

bool is_of_type(const TableCell& cell, ColumnType type)
{
    switch (type) {
    case ColumnType::number: return std::holds_alternative<double>(cell) && !std::isnan(std::get<double>(cell));
    case ColumnType::whole_number: return std::holds_alternative<std::int64_t>(cell);
    case ColumnType::truth: return std::holds_alternative<bool>(cell);
    case ColumnType::text: return std::holds_alternative<std::string>(cell) && !std::get<std::string>(cell).empty();
    }
    return false;
}

TEST(ResultTables, HoldWhatTheirColumnsDeclare)
{
    const auto stored = small_result(5, 2);
    const TableSource source(stored);
    for (const auto& table : result_tables()) {
        for (const auto& row : rows_of(table.name, source)) {
            ASSERT_EQ(row.size(), table.columns.size());
            for (std::size_t i = 0; i < row.size(); ++i) {
                EXPECT_TRUE(std::holds_alternative<std::monostate>(row[i]) || is_of_type(row[i], table.columns[i].type))
                    << table.name << ", " << table.columns[i].name;
            }
        }
    }
}

TEST(ResultTables, HaveOneRowForEachObservation)
{
    const auto stored = small_result(5, 2);
    const TableSource source(stored);
    std::map<std::string, std::size_t> rows;
    for (const auto& table : result_tables()) {
        rows[table.name] = rows_of(table.name, source).size();
    }
    EXPECT_EQ(rows["alternatives"], 2U);
    EXPECT_EQ(rows["leads"], 1U);
    EXPECT_EQ(rows["ledger"], 2U * ledger_line_count);
    EXPECT_EQ(rows["managers"], 2U * 2U * 3U);
    EXPECT_EQ(rows["curves"], 2U * 3U * curve_points);
    // One pair: 3 accounts, 2 segments, 2 managers and nobody, what no account shares, and the total.
    EXPECT_EQ(rows["account_differences"], 3U + 2U + 3U + 2U);
    EXPECT_EQ(rows["account_values"], 2U * 3U);
    EXPECT_EQ(rows["account_losses"], 2U * 3U * loss_reason_count);
    EXPECT_EQ(rows["accounts"], 2U * 3U * 3U);
    EXPECT_EQ(rows["account_inputs"], 3U);
    EXPECT_EQ(rows["designs"], 2U);
    EXPECT_EQ(rows["parameters"], model_catalogue().size() + 2U * structure_catalogue().size());
    EXPECT_EQ(rows["replications"], 2U * 5U);
    EXPECT_EQ(rows["worlds"], 0U);
    EXPECT_EQ(rows["world_inputs"], 0U);
    // A third of the measures of the small outcome is defined nowhere.
    EXPECT_EQ(rows["measures"], static_cast<std::size_t>(2 * measure_count * 6 * 2 / 3));
}

TEST(ResultTables, TellTheComparison)
{
    const auto stored = small_result(5, 2);
    const TableSource source(stored);
    const auto comparison = compare(stored.scenario.experiment, stored.outcome);
    const auto rows = rows_of("alternatives", source);
    for (std::size_t k = 0; k < rows.size(); ++k) {
        const auto& expected = comparison.alternatives[k];
        const auto number = [&](const char* column) { return number_at("alternatives", rows[k], column); };
        EXPECT_EQ(text_at("alternatives", rows[k], "alternative"), expected.name);
        EXPECT_EQ(number("value_mean"), expected.value.mean);
        EXPECT_EQ(number("value_low"), expected.value.interval.low);
        EXPECT_EQ(number("value_q95"), expected.value.quantiles.q95);
        EXPECT_EQ(number("difference_standard_error"), expected.difference.standard_error);
        EXPECT_EQ(number("difference_q05"), expected.difference.quantiles.q05);
        EXPECT_EQ(number("share_of_futures_best"), expected.share_of_futures_best);
        EXPECT_EQ(number("expected_loss"), expected.expected_loss);
        EXPECT_EQ(number("programme_spending"), expected.programme_spending);
        EXPECT_EQ(number("residual_mean"), stored.outcome.residual_mean[k]);
        EXPECT_EQ(std::get<bool>(at("alternatives", rows[k], "is_baseline")), k == 0);
        EXPECT_TRUE(std::holds_alternative<std::monostate>(at("alternatives", rows[k], "share_of_worlds_best")))
            << "nothing is uncertain";
    }
    // Values of one alternative go up in steps of 13/8: their spread is known.
    EXPECT_NEAR(number_at("alternatives", rows[0], "value_sd"), 13.0 / 8.0 * std::sqrt(2.5), 1e-12);
    EXPECT_EQ(comparison.verdict.best == 1, std::get<bool>(at("alternatives", rows[1], "is_best")));
}

TEST(ResultTables, TellTheOutcomeWhereverItStands)
{
    const auto stored = small_result(5, 2);
    const auto& outcome = stored.outcome;
    const TableSource source(stored);
    const auto ledger = rows_of("ledger", source).at(ledger_line_count + 5);
    EXPECT_EQ(text_at("ledger", ledger, "line"), "people");
    EXPECT_EQ(number_at("ledger", ledger, "mean"), outcome.ledger[ledger_line_count + 5].mean);
    EXPECT_EQ(number_at("ledger", ledger, "difference_mean"), outcome.ledger_difference[5].mean);
    const auto account = rows_of("accounts", source).at(9 + 3 + 2); // alternative 1, account 1, year 2
    EXPECT_EQ(text_at("accounts", account, "name"), "Second & sons");
    EXPECT_EQ(number_at("accounts", account, "margin"),
              outcome.account_means[outcome.account_index(1, AccountMeasure::margin, 1, 2)]);
    const auto loss = rows_of("account_losses", source).at((3 + 1) * loss_reason_count + 6);
    EXPECT_EQ(text_at("account_losses", loss, "reason"), "poaching");
    EXPECT_EQ(number_at("account_losses", loss, "losses"),
              outcome.account_losses[outcome.loss_index(1, 1, LossReason::poaching)]);
    const auto manager = rows_of("managers", source).at(6 + 3 + 1); // alternative 1, manager 1, year 1
    EXPECT_EQ(text_at("managers", manager, "name_today"), "manager 2");
    EXPECT_EQ(number_at("managers", manager, "proficiency"),
              outcome.manager_means[outcome.manager_index(1, ManagerMeasure::proficiency, 1, 1)]);
    const auto curve = rows_of("curves", source).at(static_cast<std::size_t>((3 + 2) * curve_points + 9));
    EXPECT_EQ(number_at("curves", curve, "share_of_accounts"), 0.5);
    EXPECT_EQ(number_at("curves", curve, "end"), 1.5) << "the horizon ends within the second year";
    EXPECT_EQ(number_at("curves", curve, "cumulative_profit"), outcome.whale_curve[outcome.curve_index(1, 2, 9)]);
    const auto future = rows_of("replications", source).at(5 + 3);
    EXPECT_EQ(number_at("replications", future, "value"), outcome.value[outcome.value_index(1, 3)]);
    EXPECT_EQ(number_at("replications", future, "difference"),
              outcome.value[outcome.value_index(1, 3)] - outcome.value[outcome.value_index(0, 3)]);
    EXPECT_EQ(number_at("replications", rows_of("replications", source).front(), "payback_years"),
              std::numeric_limits<double>::infinity());
}

TEST(ResultTables, TellEachMeasureWhereItIsDefined)
{
    const auto stored = small_result(5, 2);
    const auto& outcome = stored.outcome;
    const TableSource source(stored);
    for (const auto& row : rows_of("measures", source)) {
        const auto name = text_at("measures", row, "measure");
        const auto& catalogue = measure_catalogue();
        const auto declared = std::find_if(catalogue.begin(), catalogue.end(),
                                           [&](const MeasureDeclaration& one) { return one.name == name; });
        ASSERT_NE(declared, catalogue.end());
        const int alternative = text_at("measures", row, "alternative") == "none" ? 0 : 1;
        const auto period = static_cast<int>(std::get<std::int64_t>(at("measures", row, "period"))) - 1;
        const auto& expected = outcome.measures[outcome.measure_index(alternative, declared->measure, period)];
        EXPECT_EQ(number_at("measures", row, "mean"), expected.moments.mean) << name;
        EXPECT_EQ(number_at("measures", row, "sd"), std::sqrt(expected.moments.variance())) << name;
        EXPECT_EQ(number_at("measures", row, "q25"), expected.q25) << name;
        EXPECT_EQ(text_at("measures", row, "unit"), unit_text(declared->unit, "kUSD")) << name;
        EXPECT_EQ(number_at("measures", row, "end"), (period + 1) / 4.0) << name;
    }
}

/// The rows of two alternatives by kind and id or, where they have none, name.
std::map<std::pair<std::string, std::string>, Cells> differences_of(const TableSource& source,
                                                                    const AccountDifferences& pair)
{
    constexpr auto* table = "account_differences";
    std::map<std::pair<std::string, std::string>, Cells> found;
    for (const auto& row : rows_of(table, source)) {
        if (text_at(table, row, "alternative") == pair.alternative && text_at(table, row, "against") == pair.against) {
            const bool has_id = !std::holds_alternative<std::monostate>(at(table, row, "id"));
            found[{text_at(table, row, "kind"), text_at(table, row, has_id ? "id" : "name")}] = row;
        }
    }
    return found;
}

void expect_part(const Cells& row, const DifferencePart& part)
{
    const auto number = [&](const char* column) { return number_at("account_differences", row, column); };
    EXPECT_EQ(number("mean"), part.mean);
    EXPECT_EQ(number("standard_error"), part.standard_error);
    EXPECT_EQ(number("low"), part.interval.low);
    EXPECT_EQ(number("high"), part.interval.high);
    EXPECT_EQ(number("half_width"), 0.5 * (part.interval.high - part.interval.low));
    EXPECT_EQ(text_at("account_differences", row, "interval_kind"), name(part.interval.kind));
    EXPECT_EQ(number("share"), part.share);
}

void expect_kept(const Cells& row, const std::optional<KeptShares>& kept)
{
    const auto& alternative_only = at("account_differences", row, "kept_by_alternative_only");
    const auto& against_only = at("account_differences", row, "kept_by_against_only");
    EXPECT_EQ(alternative_only, kept ? TableCell(kept->alternative_only) : TableCell());
    EXPECT_EQ(against_only, kept ? TableCell(kept->against_only) : TableCell());
}

StoredResult simulated_result()
{
    StoredResult stored;
    stored.scenario.experiment = small_experiment();
    stored.scenario.experiment.replications = 64;
    stored.outcome = simulate(stored.scenario.experiment);
    return stored;
}

TEST(ResultTables, TellWhereEveryDifferenceComesFrom)
{
    const auto stored = simulated_result();
    const auto& experiment = stored.scenario.experiment;
    const TableSource source(stored);
    std::size_t rows = 0;
    for (const auto& pair : alternative_pairs(stored.outcome.alternatives, stored.outcome.baseline)) {
        for (const auto grouping :
             {DifferenceGrouping::account, DifferenceGrouping::segment, DifferenceGrouping::manager}) {
            const auto expected =
                account_differences(experiment, stored.outcome, pair.alternative, pair.against, grouping);
            const auto found = differences_of(source, expected);
            for (const auto& row : expected.rows) {
                const auto key = grouping == DifferenceGrouping::manager ? std::to_string(row.number + 1) : row.label;
                const auto& cells = found.at({std::string(name(grouping)), key});
                expect_part(cells, row.part);
                expect_kept(cells, row.kept);
            }
            expect_part(found.at({"unshared", "no account's"}), expected.unshared);
            expect_part(found.at({"total", "total"}), expected.total);
            rows += expected.rows.size();
        }
        rows += 2;
    }
    ASSERT_GE(stored.outcome.pairs, 3) << "pairs without the baseline as well";
    EXPECT_EQ(rows_of("account_differences", source).size(), rows) << "nothing else, and nothing twice";
}

TEST(ResultTables, HaveDifferencesThatAddUpToThoseOfTheValues)
{
    const auto stored = simulated_result();
    const TableSource source(stored);
    constexpr auto* table = "account_differences";
    std::map<std::pair<std::string, std::string>, std::map<std::string, double>> sums;
    for (const auto& row : rows_of(table, source)) {
        sums[{text_at(table, row, "alternative"), text_at(table, row, "against")}][text_at(table, row, "kind")] +=
            number_at(table, row, "mean");
    }
    std::map<std::string, double> values;
    for (const auto& alternative : source.comparison.alternatives) {
        values[alternative.name] = alternative.value.mean;
    }
    ASSERT_EQ(sums.size(), static_cast<std::size_t>(stored.outcome.pairs));
    for (auto& [pair, sum] : sums) {
        const double difference = values.at(pair.first) - values.at(pair.second);
        const double rounding = 1e-9 * (std::fabs(values.at(pair.first)) + std::fabs(values.at(pair.second)));
        EXPECT_NE(difference, 0.0);
        EXPECT_NEAR(sum.at("total"), difference, rounding);
        for (const auto* kind : {"account", "segment", "manager"}) {
            EXPECT_NEAR(sum.at(kind) + sum.at("unshared"), difference, rounding) << kind;
        }
    }
}

TEST(ResultTables, TellInputsAndOrigin)
{
    auto stored = small_result(5, 2);
    auto& experiment = stored.scenario.experiment;
    model_catalogue().front().in(experiment.parameters) += 1.0;
    const TableSource source(stored);
    const auto inputs = rows_of("account_inputs", source);
    for (const auto& column : number_columns) {
        EXPECT_EQ(number_at("account_inputs", inputs[1], column.name), experiment.accounts[1].*column.member);
    }
    EXPECT_TRUE(std::get<bool>(at("account_inputs", inputs[1], "tender")));
    EXPECT_EQ(text_at("account_inputs", inputs[2], "status"), "prospect");
    EXPECT_TRUE(std::holds_alternative<std::monostate>(at("account_inputs", inputs[0], "name"))) << "it has none";
    const auto designs = rows_of("designs", source);
    EXPECT_EQ(text_at("designs", designs[1], "plan"), "0: matrix");
    EXPECT_EQ(std::get<std::int64_t>(at("designs", designs[1], "key_accounts")), 2);
    EXPECT_EQ(text_at("designs", designs[1], "selection"), "score_matrix");
    EXPECT_EQ(number_at("designs", designs[1], "lever_training"), 0.6);
    const auto parameters = rows_of("parameters", source);
    EXPECT_FALSE(std::get<bool>(at("parameters", parameters[0], "is_default")));
    EXPECT_TRUE(std::get<bool>(at("parameters", parameters[1], "is_default")));
    EXPECT_EQ(number_at("parameters", parameters[0], "value"), number_at("parameters", parameters[0], "default") + 1.0);
    std::multimap<std::string, std::string> facts;
    for (const auto& row : rows_of("provenance", source)) {
        facts.emplace(text_at("provenance", row, "item"), text_at("provenance", row, "value"));
    }
    EXPECT_EQ(facts.find("seed")->second, "0xfedcba9876543210");
    EXPECT_EQ(facts.find("scenario")->second, stored.scenario.text);
    EXPECT_EQ(facts.find("verdict")->second, stored.verdict);
    EXPECT_EQ(facts.count("input"), 2U);
}

TEST(ResultTables, HeadingsHaveUnitsOfTheScenario)
{
    const auto& columns = result_table("replications").columns;
    EXPECT_EQ(column_heading(columns[0], "kUSD"), "alternative");
    EXPECT_EQ(column_heading(columns[3], "kUSD"), "value [kUSD]");
}

} // namespace
} // namespace kamsim
