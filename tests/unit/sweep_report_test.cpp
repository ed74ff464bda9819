#include <cmath>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/report/sweep_report.hpp"
#include "support/sweep_tables.hpp"

namespace kamsim {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The second design is worth more where the first factor is above 1/2.
double by_first_factor(std::span<const double> point, std::size_t alternative, std::int64_t /*world*/)
{
    return alternative == 0 ? 1000.0 : 900.0 + 200.0 * point[0];
}

std::vector<std::vector<double>> square(int steps)
{
    std::vector<std::vector<double>> points;
    for (int i = 0; i < steps; ++i) {
        for (int k = 0; k < steps; ++k) {
            points.push_back({static_cast<double>(i) / (steps - 1), static_cast<double>(k) / (steps - 1)});
        }
    }
    return points;
}

/// Fills what the report reads and tables by hand leave out.
SweepTable completed(SweepTable table)
{
    table.share_best.assign(table.value.size(), 1.0 / static_cast<double>(table.alternatives.size()));
    return table;
}

SweepTable square_table(const test::WorldValue& value = by_first_factor)
{
    return completed(test::sweep_table(SweepMethod::points,
                                       {test::ranged("size", 0.0, 1.0), test::ranged("cost", 0.0, 1.0)}, square(8),
                                       {"none", "matrix"}, 1, value));
}

Report report_of(const SweepTable& table)
{
    return write_sweep_report(table, {"1.2.3", "abc", 7, {{"sweep.toml", "0"}}, {"seed=7"}},
                              {"sweep.h5", {"kamsim sweep sweep.toml"}});
}

const Section& section(const Report& report, const std::string& id)
{
    for (const auto& one : report.sections) {
        if (one.id == id) {
            return one;
        }
    }
    throw std::out_of_range(id);
}

std::string told(const Section& section)
{
    std::string text;
    for (const auto& block : section.blocks) {
        if (const auto* words = std::get_if<TextBlock>(&block)) {
            for (const auto& sentence : words->sentences) {
                text += sentence.id + ": " + sentence.text + "\n";
            }
        } else if (const auto* figure = std::get_if<Figure>(&block)) {
            for (const auto& variant : figure->variants) {
                for (const auto& sentence : variant.takeaway) {
                    text += sentence.id + ": " + sentence.text + "\n";
                }
            }
        }
    }
    return text;
}

TEST(SweepReport, IsWholeAndDeterministic)
{
    const auto table = square_table();
    const auto report = report_of(table);
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_EQ(report.kind, "sweep");
    EXPECT_EQ(report.sections.size(), 7U);
    for (std::size_t k = 0; k < report.sections.size(); ++k) {
        EXPECT_EQ(report.sections[k].number, static_cast<int>(k) + 1);
        EXPECT_FALSE(report.sections[k].blocks.empty());
    }
}

TEST(SweepReport, FindsWhereADesignWins)
{
    const auto report = report_of(square_table());
    EXPECT_THAT(told(section(report, "summary")), HasSubstr("none is worth most at 32 of 64 points"));
    EXPECT_THAT(told(section(report, "regions")), HasSubstr("matrix wins where size at least"));
    EXPECT_THAT(told(section(report, "slices")), HasSubstr("none is worth most at size = 0, matrix at 1"));
    EXPECT_THAT(told(section(report, "factors")), HasSubstr("size moves it most"));
    EXPECT_THAT(told(section(report, "points")), HasSubstr("All 64 points."));
}

TEST(SweepReport, DrawsTheHighestRowOfTheMapFirst)
{
    const auto report = report_of(square_table());
    const auto& map = std::get<Figure>(section(report, "map").blocks.front());
    EXPECT_EQ(map.drawing.kind, DrawingKind::heatmap);
    const auto& table = map.variants.front().tables.front();
    EXPECT_EQ(std::get<std::string>(table.rows.front()[1]), "1");
    EXPECT_EQ(std::get<std::string>(table.rows.back()[1]), "0");
    EXPECT_EQ(std::get<std::string>(table.rows.back()[2]), "matrix");
}

TEST(SweepReport, SaysThatOneDesignWinsEverywhere)
{
    const auto report = report_of(square_table(
        [](auto point, std::size_t alternative, auto) { return 100.0 * static_cast<double>(alternative) + point[0]; }));
    EXPECT_THAT(told(section(report, "summary")), HasSubstr("sweep.one_design_everywhere"));
    EXPECT_THAT(told(section(report, "regions")), HasSubstr("regions.one_winner: matrix is worth most at every point"));
    EXPECT_THAT(told(section(report, "slices")), HasSubstr("slice.same_design"));
}

TEST(SweepReport, HasOneFactorOfLevels)
{
    const auto table = completed(test::sweep_table(
        SweepMethod::full_factorial, {test::levelled("size", {"small", "middle", "large"})}, {{0.0}, {1.0}, {2.0}},
        {"none", "matrix"}, 1,
        [](auto point, std::size_t alternative, auto) { return alternative == 0 ? 10.0 : 10.0 * point[0]; }));
    const auto report = report_of(table);
    EXPECT_THAT(faults_of(report), IsEmpty());
    const auto& map = std::get<Figure>(section(report, "map").blocks.front());
    EXPECT_EQ(map.choice, "");
    EXPECT_EQ(map.variants.front().tables.front().rows.size(), 6U);
    EXPECT_THAT(told(section(report, "slices")), HasSubstr("sweep.no_surface")); // three points
    EXPECT_THAT(told(section(report, "regions")), HasSubstr("regions.few_points"));
}

TEST(SweepReport, HasOneDesign)
{
    const auto table = completed(test::sweep_table(SweepMethod::points,
                                                   {test::ranged("size", 0.0, 1.0), test::ranged("cost", 0.0, 1.0)},
                                                   square(5), {"none"}, 1, by_first_factor));
    const auto report = report_of(table);
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_THAT(told(section(report, "map")), HasSubstr("sweep.no_map"));
}

TEST(SweepReport, TellsFailedPoints)
{
    auto table = square_table();
    const double nan = std::nan("");
    table.failures[3] = "no <manager> is left";
    for (auto* numbers : {&table.value, &table.value_low, &table.value_high, &table.difference, &table.difference_low,
                          &table.difference_high}) {
        (*numbers)[table.row(3, 0)] = nan;
        (*numbers)[table.row(3, 1)] = nan;
    }
    table.best[3] = table.lead[3] = table.lead_low[3] = table.lead_high[3] = nan;
    const auto report = report_of(table);
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_THAT(told(section(report, "summary")), HasSubstr("sweep.failed_points: 1 of 64"));
    EXPECT_THAT(told(section(report, "points")), HasSubstr("points.failed"));
}

TEST(SweepReport, TellsThatEveryPointFailed)
{
    auto table = square_table();
    table.failures.assign(table.failures.size(), "no");
    const auto report = report_of(table);
    EXPECT_THAT(faults_of(report), IsEmpty());
    EXPECT_THAT(told(section(report, "summary")), HasSubstr("sweep.all_failed"));
}

} // namespace
} // namespace kamsim
