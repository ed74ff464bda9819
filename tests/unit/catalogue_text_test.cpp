#include <set>
#include <sstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/model/account_measures.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/report/catalogue_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {
namespace {

using ::testing::HasSubstr;

int lines_that_fit(const std::string& text)
{
    int count = 0;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line); ++count) {
        EXPECT_LE(display_width(line), terminal_width) << line;
    }
    return count;
}

TEST(CatalogueText, ListsEveryParameterOnce)
{
    const auto rows = parameter_rows();
    std::set<std::string> paths;
    for (const auto& row : rows) {
        paths.insert(row.path());
    }
    EXPECT_EQ(rows.size(), model_catalogue().size() + built_in_structure_count * structure_catalogue().size());
    EXPECT_EQ(paths.size(), rows.size());
    EXPECT_TRUE(paths.contains("retention.save"));
    EXPECT_TRUE(paths.contains("structures.centralized.setup"));
}

TEST(CatalogueText, TheTableOfParametersFitsAndLosesNone)
{
    const auto rows = parameter_rows();
    const auto table = parameter_table(rows);
    EXPECT_GT(lines_that_fit(table), static_cast<int>(rows.size()));
    for (const auto& row : rows) {
        EXPECT_THAT(table, HasSubstr("  " + row.name + " "));
    }
    EXPECT_THAT(table, HasSubstr("\n  setup                        1,100   400 to 2,500  kEUR"));
}

TEST(CatalogueText, CardsSayEverything)
{
    for (const auto& row : parameter_rows()) {
        const auto card = parameter_card(row);
        EXPECT_GE(lines_that_fit(card), 7) << row.path();
        EXPECT_THAT(card, HasSubstr(row.grade));
    }
    const auto* entry = find_model_entry("retention.save");
    ASSERT_NE(entry, nullptr);
    for (const auto& row : parameter_rows()) {
        if (row.path() == entry->path) {
            EXPECT_THAT(parameter_card(row), HasSubstr("meaning   " + entry->meaning));
            EXPECT_THAT(parameter_card(row), HasSubstr("source    " + entry->source));
        }
    }
    for (const auto& row : measure_rows()) {
        EXPECT_GE(lines_that_fit(measure_card(row)), 4) << row.name;
    }
}

TEST(CatalogueText, ParametersReadBackFromJsonAndCsv)
{
    const auto rows = parameter_rows();
    const auto json = nlohmann::json::parse(parameter_json(rows));
    ASSERT_EQ(json.size(), rows.size());
    for (std::size_t k = 0; k < rows.size(); ++k) {
        EXPECT_EQ(json[k].at("path").get<std::string>(), rows[k].path());
        EXPECT_EQ(json[k].at("default").get<double>(), rows[k].default_value);
    }
    std::istringstream csv(parameter_csv(rows));
    std::string line;
    std::getline(csv, line);
    EXPECT_EQ(line, "path,default,low,high,unit,domain,grade,meaning,source");
    std::getline(csv, line);
    EXPECT_TRUE(line.starts_with("\"" + rows.front().path() + "\",")) << line;
}

TEST(CatalogueText, ListsEveryMeasure)
{
    const auto rows = measure_rows();
    EXPECT_EQ(rows.size(), static_cast<std::size_t>(measure_count + account_measure_count + manager_measure_count));
    EXPECT_GE(lines_that_fit(measure_list(rows)), 2 * static_cast<int>(rows.size()));
    EXPECT_EQ(nlohmann::json::parse(measure_rows_json(rows)).size(), rows.size());
    EXPECT_THAT(measure_rows_csv(rows), HasSubstr("\n\"manager.exits\",\"count\",\"year\","));
}

TEST(CatalogueText, CsvCellsAreQuotedAndNoFormulas)
{
    EXPECT_EQ(csv_text_cell("plain"), R"("plain")");
    EXPECT_EQ(csv_text_cell("a \"b\", c"), R"("a ""b"", c")");
    for (const std::string formula : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"}) {
        EXPECT_EQ(csv_text_cell(formula), "\"'" + formula + "\"");
    }
    EXPECT_EQ(csv_text_cell(""), R"("")");
    EXPECT_EQ(csv_number_cell(-0.1), "-0.1");
    EXPECT_EQ(csv_number_cell(std::stod("nan")), "");
}

} // namespace
} // namespace kamsim
