#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/report/report_json.hpp"
#include "support/sample_report.hpp"

namespace kamsim {
namespace {

using Json = nlohmann::json;
using test::sample_report;

const Figure& first_figure(const Report& report)
{
    for (const auto& section : report.sections) {
        for (const auto& block : section.blocks) {
            if (const auto* figure = std::get_if<Figure>(&block)) {
                return *figure;
            }
        }
    }
    throw std::logic_error("the sample has no figure");
}

Report report_with(FigureVariant variant)
{
    Report report;
    Figure figure{"1.1", "Title", "Description", {}, "", {std::move(variant)}};
    report.sections = {{1, "one", "One", "What?", {std::move(figure)}}};
    return report;
}

TEST(ReportJson, BeginsWithItsFormat)
{
    const auto text = report_json(sample_report());
    EXPECT_TRUE(text.starts_with("{\n \"format\": \"kamsim-report\",\n \"version\": 1,")) << text.substr(0, 100);
    EXPECT_EQ(text.back(), '\n');
    EXPECT_EQ(text, report_json(sample_report()));
}

TEST(ReportJson, HoldsEverySectionFigureVariantAndRow)
{
    const auto report = sample_report();
    const auto json = Json::parse(report_json(report));
    ASSERT_EQ(json["sections"].size(), report.sections.size());
    for (std::size_t s = 0; s < report.sections.size(); ++s) {
        const auto& section = report.sections[s];
        const auto& told = json["sections"][s];
        EXPECT_EQ(told["id"], section.id);
        ASSERT_EQ(told["blocks"].size(), section.blocks.size());
        for (std::size_t b = 0; b < section.blocks.size(); ++b) {
            if (const auto* figure = std::get_if<Figure>(&section.blocks[b])) {
                const auto& block = told["blocks"][b];
                EXPECT_EQ(block["number"], figure->number);
                EXPECT_EQ(block["kind"], name(figure->drawing.kind));
                ASSERT_EQ(block["variants"].size(), figure->variants.size());
                const auto& table = figure->variants.front().tables.front();
                const auto& rows = block["variants"][0]["tables"][0]["rows"];
                ASSERT_EQ(rows.size(), table.rows.size());
            }
        }
    }
}

/// The bits of a number survive, whatever the page shows of it.
TEST(ReportJson, KeepsNumbersAsTheyWereCalculated)
{
    constexpr double number = 26123.456789012345;
    FigureVariant variant;
    variant.takeaway = {{"id", "text", {{"value", number}, {"value", 2.0}, {"missing", TableCell()}}}};
    variant.tables = {{"t", "T", {money_column("m", "M", {1000.0, 1, "MEUR"})}, {{number}}, {}}};
    const auto json = Json::parse(report_json(report_with(std::move(variant))));
    const auto& figure = json["sections"][0]["blocks"][0]["variants"][0];
    EXPECT_EQ(figure["takeaway"][0]["values"]["value"].get<double>(), number);
    EXPECT_EQ(figure["takeaway"][0]["values"]["value_2"].get<double>(), 2.0);
    EXPECT_TRUE(figure["takeaway"][0]["values"]["missing"].is_null());
    EXPECT_EQ(figure["tables"][0]["rows"][0][0].get<double>(), number);
    EXPECT_EQ(figure["tables"][0]["columns"][0]["scale"], 1000.0);
}

TEST(ReportJson, TellsInfinityAndMissingCells)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    FigureVariant variant;
    variant.takeaway = {{"id", "text", {}}};
    variant.tables = {{"t",
                       "T",
                       {number_column("n", "N", 0)},
                       {{infinity}, {-infinity}, {cell(std::numeric_limits<double>::quiet_NaN())}},
                       {}}};
    const auto json = Json::parse(report_json(report_with(std::move(variant))));
    const auto& rows = json["sections"][0]["blocks"][0]["variants"][0]["tables"][0]["rows"];
    EXPECT_EQ(rows[0][0], "Infinity");
    EXPECT_EQ(rows[1][0], "-Infinity");
    EXPECT_TRUE(rows[2][0].is_null());
}

TEST(ReportJson, TakesNamesAsText)
{
    for (const std::string name :
         {"</script><img onerror=x>", "=cmd()", "\xD7\x90\xD7\x91", "\xF0\x9F\x9A\x80", "said \"so\"\n"}) {
        const auto report = sample_report(name);
        const auto json = Json::parse(report_json(report));
        EXPECT_EQ(json["designs"], Json(report.designs));
        EXPECT_EQ(json["title"], report.title);
    }
    const auto json = Json::parse(report_json(sample_report("\xFF bad")));
    EXPECT_FALSE(json["title"].get<std::string>().empty());
    EXPECT_FALSE(first_figure(sample_report()).number.empty());
}

} // namespace
} // namespace kamsim
