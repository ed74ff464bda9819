#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include <expat.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/sweep_map.hpp"
#include "kamsim/random/scrambled_sobol.hpp"
#include "kamsim/report/sweep_map_report.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/paired.hpp"
#include "report/svg_picture.hpp"
#include "report/text_layout.hpp"
#include "support/sweep_tables.hpp"

namespace kamsim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::int64_t worlds = 16;

/// Three designs at two sizes, three costs and two margins; the second gains by size, the third loses by cost.
double worth(std::span<const double> point, std::size_t alternative, std::int64_t world)
{
    const double shift = static_cast<double>(world % 4) - 1.5; // what is not known
    switch (alternative) {
    case 0: return 100.0;
    case 1: return 96.0 + 10.0 * point[0] + shift + point[2];
    default: return 108.0 - 4.0 * point[1] + 3.0 * shift + point[2];
    }
}

std::vector<std::vector<double>> grid()
{
    std::vector<std::vector<double>> points;
    for (int size = 0; size < 2; ++size) {
        for (int cost = 0; cost < 3; ++cost) {
            for (int margin = 0; margin < 2; ++margin) {
                points.push_back({static_cast<double>(size), static_cast<double>(cost), static_cast<double>(margin)});
            }
        }
    }
    return points;
}

SweepTable grid_table(std::int64_t number_of_worlds = worlds)
{
    return test::sweep_table(SweepMethod::full_factorial,
                             {test::levelled("size", {"small", "large"}), test::levelled("cost", {"1", "2", "3"}),
                              test::levelled("margin", {"low", "high"})},
                             grid(), {"none", "second", "third"}, number_of_worlds, worth);
}

TEST(SweepMap, AveragesOverTheOtherFactor)
{
    const auto map = map_of_sweep(grid_table(), {});
    EXPECT_EQ(map.across.factor, "size");
    ASSERT_TRUE(map.up.has_value());
    EXPECT_EQ(map.up->factor, "cost");
    EXPECT_THAT(map.averaged, ElementsAre("margin"));
    ASSERT_EQ(map.cells.size(), 6U);
    // At the small size and the least cost: 100, 96.5 and 108.5.
    const auto& cell = map.cell(0, 0);
    EXPECT_EQ(cell.points, 2);
    EXPECT_EQ(cell.best, 2);
    EXPECT_EQ(cell.next, 0);
    EXPECT_DOUBLE_EQ(cell.value, 108.5);
    EXPECT_DOUBLE_EQ(cell.lead, 8.5);
    EXPECT_THAT(cell.behind, ElementsAre(-8.5, -12.0, 0.0));
}

TEST(SweepMap, LeadsAreSimultaneousOverTheOthersInPairedWorlds)
{
    const auto map = map_of_sweep(grid_table(), {});
    const auto& cell = map.cell(0, 1); // large, least cost: 106.5 against 108.5
    std::vector<double> lead;
    for (std::int64_t world = 0; world < worlds; ++world) {
        lead.push_back(2.0 + 2.0 * (static_cast<double>(world % 4) - 1.5));
    }
    const auto expected = simultaneous_t_interval(sample_moments(lead), 0.95, 2);
    EXPECT_NEAR(cell.lead_interval.low, expected.low, 1e-9);
    EXPECT_NEAR(cell.lead_interval.high, expected.high, 1e-9);
    EXPECT_EQ(cell.lead_interval.kind, IntervalKind::student_t_over_worlds_simultaneous);
    EXPECT_EQ(cell.is_sure, expected.low > 0.0);
    // Third, less second: -1, 1, 3, 5; third is below 100 nowhere.
    EXPECT_THAT(cell.worlds_won, ElementsAre(0.0, 0.25, 0.75));
}

TEST(SweepMap, SaysWhereTheBestIsNotDistinguishable)
{
    const auto map = map_of_sweep(grid_table(), {"size", "cost"});
    // Small and the highest cost: 100, 96.5 and 100.5 with a spread of 3 times 1.15 over 16 worlds.
    const auto& cell = map.cell(2, 0);
    EXPECT_EQ(cell.best, 2);
    EXPECT_FALSE(cell.is_sure);
    EXPECT_LT(cell.lead_interval.low, 0.0);
    EXPECT_TRUE(map.cell(0, 0).is_sure);
}

TEST(SweepMap, WithoutWorldsKeepsTheIntervalsOfTheSweep)
{
    auto table = grid_table(1);
    auto map = map_of_sweep(table, {});
    // Half widths of 1, for the best over the next as for all: two points, so a bound, for two comparisons.
    EXPECT_EQ(map.cells[0].lead_interval.kind, IntervalKind::student_t_bound);
    EXPECT_TRUE(map.cells[0].worlds_won.empty());
    const double widened = 0.5 * (map.cells[0].lead_interval.high - map.cells[0].lead_interval.low);
    EXPECT_NEAR(widened, 2.2962 / 1.9983, 1e-4); // t of 63 degrees at 1.25 % and 2.5 %
    table = test::sweep_table(SweepMethod::full_factorial, {test::levelled("size", {"small", "large"})}, {{0.0}, {1.0}},
                              {"none", "second", "third"}, 1, [](auto point, std::size_t alternative, auto) {
                                  return static_cast<double>(alternative) * (point[0] + 5.0);
                              });
    map = map_of_sweep(table, {});
    EXPECT_FALSE(map.up.has_value());
    EXPECT_EQ(map.cells[0].lead_interval.kind, IntervalKind::student_t_simultaneous);
    EXPECT_NEAR(0.5 * (map.cells[0].lead_interval.high - map.cells[0].lead_interval.low), widened, 1e-12);
    EXPECT_TRUE(map.cells[0].is_sure);
}

TEST(SweepMap, LeavesFailedPointsOut)
{
    auto table = grid_table();
    table.failures[0] = "no scenario";
    table.failures[2] = "no scenario";
    table.failures[3] = "no scenario";
    const auto map = map_of_sweep(table, {});
    EXPECT_EQ(map.cell(0, 0).points, 1);
    EXPECT_DOUBLE_EQ(map.cell(0, 0).value, 109.0);
    EXPECT_EQ(map.cell(1, 0).best, -1);
    EXPECT_THAT(sweep_map_text(table, map), HasSubstr("."));
    EXPECT_THAT(sweep_map_picture(table, map), HasSubstr("failed"));
}

TEST(SweepMap, RefusesWhatIsNoMap)
{
    const auto table = grid_table();
    EXPECT_THROW(static_cast<void>(map_of_sweep(table, {"cost", "cost"})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(map_of_sweep(table, {"price", std::nullopt})), std::invalid_argument);
    const auto alone =
        test::sweep_table(SweepMethod::full_factorial, {test::levelled("size", {"a", "b", "c", "d"})},
                          {{0.0}, {1.0}, {2.0}, {3.0}}, {"none"}, 1, [](auto, auto, auto) { return 1.0; });
    EXPECT_THROW(static_cast<void>(map_of_sweep(alone, {})), std::invalid_argument);
}

/// A second design that is better than none beyond x = 5, and a third that never is.
SweepTable sobol_table()
{
    const ScrambledSobol sequence(7, 2);
    std::vector<std::vector<double>> points;
    for (std::uint32_t k = 0; k < 32; ++k) {
        points.push_back({10.0 * sequence.coordinate(k, 0), sequence.coordinate(k, 1)});
    }
    return test::sweep_table(SweepMethod::sobol, {test::ranged("x", 0.0, 10.0), test::ranged("y", 0.0, 1.0)}, points,
                             {"none", "second", "third"}, 1, [](auto point, std::size_t alternative, auto) {
                                 return alternative == 0 ? 50.0 : alternative == 1 ? 25.0 + 5.0 * point[0] : 20.0;
                             });
}

TEST(SweepMap, ReadsSurfacesBetweenOtherPoints)
{
    const auto table = sobol_table();
    const auto map = map_of_sweep(table, {"x", "y"}, 1);
    EXPECT_TRUE(map.is_emulated);
    ASSERT_EQ(map.columns(), 11U);
    for (std::size_t column = 0; column < 11; ++column) {
        const double x = map.across.numbers[column];
        if (std::fabs(x - 5.0) < 0.6) {
            continue;
        }
        const auto& cell = map.cell(5, column);
        EXPECT_EQ(cell.best, x > 5.0 ? 1 : 0) << x;
        EXPECT_NEAR(cell.lead, std::min(std::fabs(5.0 * x - 25.0), x > 5.0 ? 1e9 : 30.0), 0.1) << x;
        // Half widths of 1 for two designs; an even lead of 3 is sure, and one of 1 is not.
        EXPECT_EQ(cell.is_sure, cell.lead > 1.5) << x;
    }
}

/// Elements and attributes are well formed, or expat says what is not.
void expect_well_formed(const std::string& xml)
{
    const XML_Parser parser = XML_ParserCreate("UTF-8");
    EXPECT_EQ(XML_Parse(parser, xml.data(), static_cast<int>(xml.size()), XML_TRUE), XML_STATUS_OK)
        << XML_ErrorString(XML_GetErrorCode(parser)) << " in line " << XML_GetCurrentLineNumber(parser);
    XML_ParserFree(parser);
}

TEST(SweepMapPicture, IsWellFormedWhateverNamesHold)
{
    for (auto table : {grid_table(), sobol_table()}) {
        table.alternatives[1] = "<script>\"& \x1b[31m] ü";
        table.factors[0].name = "<size>";
        for (const SweepMapAxes& axes : {SweepMapAxes{}, SweepMapAxes{table.factors[1].name, "<size>"}}) {
            const auto map = map_of_sweep(table, axes, 1);
            const auto picture = sweep_map_picture(table, map);
            expect_well_formed(picture);
            EXPECT_THAT(picture, Not(HasSubstr("<script>")));
            EXPECT_THAT(picture, HasSubstr("<title id=\"title\">"));
            EXPECT_THAT(picture, HasSubstr("<desc id=\"desc\">"));
            EXPECT_EQ(picture, sweep_map_picture(table, map_of_sweep(table, axes, 2)));
        }
    }
}

TEST(SweepMapPicture, SaysItsMessageInItsTitle)
{
    const auto table = test::sweep_table(
        SweepMethod::full_factorial, {test::levelled("size", {"small", "large"})}, {{0.0}, {1.0}}, {"none", "second"},
        16, [](auto point, std::size_t alternative, std::int64_t world) {
            return alternative == 0 ? 10.0 : 9.0 + 5.0 * point[0] + 0.01 * static_cast<double>(world % 4);
        });
    const auto map = map_of_sweep(table, {});
    EXPECT_EQ(sweep_map_takeaway(table, map), "Worth most: none at small, second at large");
    EXPECT_THAT(sweep_map_picture(table, map), HasSubstr(">Worth most: none at small, second at large<"));
}

TEST(SvgPicture, TintsAndKeepsTextReadable)
{
    EXPECT_EQ(tint("#0072b2", 0.0), "#ffffff");
    EXPECT_EQ(tint("#0072b2", 1.0), "#0072b2");
    EXPECT_EQ(readable_on("#ffffff"), "#000000");
    EXPECT_EQ(readable_on("#0072b2"), "#ffffff");
    EXPECT_EQ(xml_text("a<b>&\"\x01"), "a&lt;b&gt;&amp;&quot;");
}

TEST(SweepMapText, FitsIntoEightyColumns)
{
    for (const auto& table : {grid_table(), grid_table(1), sobol_table()}) {
        for (const SweepMapAxes& axes : {SweepMapAxes{}, SweepMapAxes{table.factors[1].name, {}}}) {
            const auto text = sweep_map_text(table, map_of_sweep(table, axes, 1));
            std::size_t begin = 0;
            while (begin < text.size()) {
                const auto end = text.find('\n', begin);
                EXPECT_LE(display_width(text.substr(begin, end - begin)), 80U) << text;
                begin = end + 1;
            }
        }
    }
}

} // namespace
} // namespace kamsim
