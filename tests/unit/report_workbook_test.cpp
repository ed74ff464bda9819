#include <array>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <minizip/unzip.h>

#include "kamsim/report/report_files.hpp"
#include "kamsim/report/report_json.hpp"
#include "kamsim/report/report_workbook.hpp"
#include "report/report_workbook.hpp"
#include "report/workbook_check.hpp"
#include "support/sample_report.hpp"
#include "support/small_run.hpp"

namespace kamsim {
namespace {

using test::content;
using test::sample_report;
using ::testing::HasSubstr;
using ::testing::Not;

/// One part of a workbook; empty where there is none.
std::string part(const std::filesystem::path& file, const std::string& name)
{
    auto* archive = unzOpen64(file.c_str());
    std::string text;
    if (archive != nullptr && unzLocateFile(archive, name.c_str(), 1) == UNZ_OK
        && unzOpenCurrentFile(archive) == UNZ_OK) {
        std::array<char, 4096> buffer{};
        for (int count = 0; (count = unzReadCurrentFile(archive, buffer.data(), buffer.size())) > 0;) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
    }
    unzClose(archive);
    return text;
}

/// A report with one figure of two variants that follow a choice.
Report report_of_pairs(const MoneyScale& other_scale)
{
    Report report;
    report.title = "Title";
    report.designs = {"a", "b"};
    report.choices = {{"pair", "Compare", {"a against b", "b against a"}, 1}};
    Figure figure{"6.1", "Figure", "Description", {}, "pair", {}};
    for (std::size_t option = 0; option < 2; ++option) {
        FigureVariant variant;
        variant.option = option;
        variant.takeaway = {{"id", option == 0 ? "The first." : "The second.", {}}};
        const auto scale = option == 0 ? MoneyScale{1000.0, 1, "MEUR"} : other_scale;
        variant.tables = {{"t",
                           "T",
                           {text_column("n", "Name"), money_column("m", "Money", scale)},
                           {{std::string("x"), 26123.456}, {std::string("y"), 2.0}},
                           {}}};
        figure.variants.push_back(std::move(variant));
    }
    report.sections = {{6, "six", "Six", "What?", {std::move(figure)}}};
    return report;
}

class ReportWorkbook : public test::ResultFolder {
protected:
    void write(const Report& report, const std::string& name = "report.xlsx")
    {
        write_report_workbook(report, path(name), name);
    }
};

TEST_F(ReportWorkbook, HasASheetForEachFigureAndEqualBytesForEqualReports)
{
    write(sample_report());
    write(sample_report(), "again.xlsx");
    EXPECT_EQ(content(path("report.xlsx")), content(path("again.xlsx")));
    const auto sheets = part(path("report.xlsx"), "xl/workbook.xml");
    EXPECT_THAT(sheets, HasSubstr("name=\"Contents\""));
    for (const auto& placed : workbook::placed_figures(sample_report())) {
        EXPECT_THAT(sheets, HasSubstr("name=\"" + placed.sheet + "\""));
        EXPECT_LE(placed.sheet.size(), 31U);
    }
}

TEST_F(ReportWorkbook, TakesHostileNamesAsText)
{
    for (const std::string name :
         {"=cmd()", "</script><img onerror=x>", "\xD7\x90\xD7\x91\xF0\x9F\x9A\x80", "@x", "\x01\xFF"}) {
        std::filesystem::remove(path("report.xlsx"));
        write(sample_report(name)); // reads it back: every part is well-formed
        for (int sheet = 1; sheet <= 6; ++sheet) {
            EXPECT_THAT(part(path("report.xlsx"), "xl/worksheets/sheet" + std::to_string(sheet) + ".xml"),
                        Not(HasSubstr("<f>")));
        }
    }
    std::filesystem::remove(path("report.xlsx"));
    write(sample_report(std::string(200, 'n')));
}

TEST_F(ReportWorkbook, ADesignWhoseNameBeginsLikeAFormulaIsNoneInCharts)
{
    auto report = sample_report();
    const std::string name = "=cmd()!A1";
    report.designs[0] = name;
    for (auto& section : report.sections) {
        for (auto& block : section.blocks) {
            if (auto* figure = std::get_if<Figure>(&block); figure != nullptr) {
                for (auto& row : figure->variants.front().tables.front().rows) {
                    row.front() = row.front() == TableCell(std::string("none")) ? TableCell(name) : row.front();
                }
            }
        }
    }
    write(report);
    std::string charts;
    for (int chart = 1; chart <= 16; ++chart) {
        charts += part(path("report.xlsx"), "xl/charts/chart" + std::to_string(chart) + ".xml");
    }
    EXPECT_THAT(charts, HasSubstr(" =cmd()!A1"));
    EXPECT_THAT(charts, Not(HasSubstr("<c:f>cmd")));
}

TEST_F(ReportWorkbook, PutsVariantsWithTheSameColumnsIntoOneTable)
{
    const auto report = report_of_pairs({1000.0, 1, "MEUR"});
    const auto& figure = std::get<Figure>(report.sections.front().blocks.front());
    const auto tables = workbook::stacked_tables(report, figure);
    ASSERT_EQ(tables.size(), 1U);
    EXPECT_EQ(tables[0].columns.front().label, "Compare");
    ASSERT_EQ(tables[0].rows.size(), 4U);
    EXPECT_EQ(std::get<std::string>(tables[0].rows[2].front()), "b against a");
    EXPECT_EQ(tables[0].chosen_first, 2U); // the second option is chosen
    EXPECT_EQ(tables[0].chosen_end, 4U);
}

/// One table has one unit: that of the first variant.
TEST_F(ReportWorkbook, ShowsOneUnitWhereVariantsDiffer)
{
    const auto report = report_of_pairs({1.0, 0, "kEUR"});
    EXPECT_EQ(workbook::stacked_tables(report, std::get<Figure>(report.sections.front().blocks.front())).size(), 1U);
    write(report);
    const auto sheet = part(path("report.xlsx"), "xl/worksheets/sheet3.xml");
    const auto first = sheet.find("<v>26.123456</v>");
    ASSERT_NE(first, std::string::npos);
    EXPECT_NE(sheet.find("<v>26.123456</v>", first + 1), std::string::npos);
}

/// The number of the cell is that of the JSON document over the scale of its column.
TEST_F(ReportWorkbook, HasTheNumbersOfTheDocument)
{
    const auto report = report_of_pairs({1000.0, 1, "MEUR"});
    write(report);
    EXPECT_THAT(report_json(report), HasSubstr("26123.456"));
    EXPECT_THAT(part(path("report.xlsx"), "xl/worksheets/sheet3.xml"), HasSubstr("<v>26.123456</v>"));
    EXPECT_EQ(cell_text(money_column("m", "Money", {1000.0, 1, "MEUR"}), 26123.456, report.style), "26.1");
}

TEST_F(ReportWorkbook, HasChartsOfWhatSpreadsheetsCanDraw)
{
    write(sample_report());
    EXPECT_THAT(part(path("report.xlsx"), "xl/charts/chart1.xml"), HasSubstr("<c:chart>"));
    EXPECT_THAT(part(path("report.xlsx"), "xl/charts/chart3.xml"), HasSubstr("<c:chart>"));
}

TEST_F(ReportWorkbook, SaysWhereATableHasNoRows)
{
    auto report = report_of_pairs({1000.0, 1, "MEUR"});
    for (auto& variant : std::get<Figure>(report.sections.front().blocks.front()).variants) {
        variant.tables.front().rows.clear();
    }
    write(report);
    EXPECT_THAT(part(path("report.xlsx"), "xl/sharedStrings.xml"), HasSubstr("no rows"));
}

TEST_F(ReportWorkbook, OnlyReportsAreReplaced)
{
    const auto refuse = [this](ReportForm form, const std::string& name, EarlierExport earlier) {
        try {
            require_free_report_name(form, path(name), earlier);
        } catch (const RefusedExport& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    write(sample_report());
    EXPECT_THAT(refuse(ReportForm::workbook, "report.xlsx", EarlierExport::refused), HasSubstr("--replace"));
    EXPECT_EQ(refuse(ReportForm::workbook, "report.xlsx", EarlierExport::replaced), "");
    EXPECT_THAT(refuse(ReportForm::page, "report.xlsx", EarlierExport::replaced), HasSubstr("no report"));
    write_report_file(ReportForm::json, path("report.json"), EarlierExport::refused, [&](const auto& temporary) {
        write_text(temporary, report_json(sample_report()), path("report.json"));
    });
    EXPECT_EQ(refuse(ReportForm::json, "report.json", EarlierExport::replaced), "");
    EXPECT_THAT(refuse(ReportForm::pdf, "report.json", EarlierExport::replaced), HasSubstr("no report"));
    std::filesystem::create_directory(path("folder"));
    EXPECT_THAT(refuse(ReportForm::json, "folder", EarlierExport::replaced), HasSubstr("no file"));
    EXPECT_THAT(refuse(ReportForm::json, "nowhere/report.json", EarlierExport::replaced),
                HasSubstr("there is no folder"));
    EXPECT_EQ(refuse(ReportForm::json, "new.json", EarlierExport::refused), "");
}

TEST_F(ReportWorkbook, LeavesNothingWhereWritingFails)
{
    EXPECT_THROW(write_report_file(ReportForm::json, path("report.json"), EarlierExport::refused,
                                   [](const auto&) { throw std::runtime_error("no"); }),
                 std::runtime_error);
    EXPECT_TRUE(names_in_folder().empty());
}

} // namespace
} // namespace kamsim
