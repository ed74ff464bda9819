#include <cmath>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/measure_figures.hpp"
#include "kamsim/report/measure_table.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "report/text_layout.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::HandMade;
using ::testing::HasSubstr;

/// `designs` alternatives of 100 futures; revenue has mean 1000 (1 + alternative) + period and variance 400, customers
/// are 5 in all futures, and nothing else is defined.
HandMade made_of(int designs)
{
    std::vector<test::HandMadeDesign> all;
    for (int k = 0; k < designs; ++k) {
        all.push_back({k == 0 ? "none" : "=design " + std::to_string(k), std::vector<double>(100, 1.0)});
    }
    auto made = hand_made(all);
    auto& outcome = made.outcome;
    for (int k = 0; k < designs; ++k) {
        for (int period = 0; period < outcome.periods; ++period) {
            auto& revenue = outcome.measures[outcome.measure_index(k, Measure::revenue, period)];
            revenue.moments = {100.0, 1000.0 * (1 + k) + period, 99.0 * 400.0};
            revenue.q95 = 1234.5;
            outcome.measures[outcome.measure_index(k, Measure::customers, period)].moments = {100.0, 5.0, 0.0};
        }
    }
    return made;
}

std::vector<std::string> lines_of(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

void expect_fits(const std::string& text)
{
    for (const auto& line : lines_of(text)) {
        EXPECT_LE(display_width(line), terminal_width) << line;
    }
}

TEST(MeasureFigures, AreTheMomentsOfTheOutcome)
{
    const auto made = made_of(2);
    const auto figures = measure_figures(made.outcome, {{Measure::revenue}, {0, 1}, {3}});
    ASSERT_EQ(figures.size(), 2U);
    EXPECT_EQ(figures[1].alternative, 1);
    EXPECT_EQ(figures[1].mean, 2003.0);
    EXPECT_EQ(figures[1].standard_error, 2.0);
    EXPECT_NEAR(figures[1].interval.high - figures[1].mean, 1.984217 * 2.0, 1e-5) << "t quantile of 99 degrees";
    EXPECT_EQ(figures[1].interval.kind, IntervalKind::student_t);
    EXPECT_EQ(figures[1].quantiles.q95, 1234.5);
}

TEST(MeasureFigures, DifferencesWithinAYearHaveTheSumOfBothErrors)
{
    const auto made = made_of(2);
    const auto figures = measure_figures(made.outcome, {{Measure::revenue}, {0, 1}, {4}, FigureKind::difference});
    EXPECT_EQ(figures[0].mean, 0.0);
    EXPECT_EQ(figures[0].standard_error, 0.0);
    EXPECT_EQ(figures[0].interval.high, 0.0);
    EXPECT_EQ(figures[1].mean, 1000.0);
    EXPECT_EQ(figures[1].standard_error, 4.0);
    EXPECT_NEAR(figures[1].interval.high, 1000.0 + 1.984217 * 4.0, 1e-5);
    EXPECT_EQ(figures[1].interval.kind, IntervalKind::student_t_bound);
    EXPECT_TRUE(std::isnan(figures[1].quantiles.q95));
}

TEST(MeasureFigures, DifferencesAtTheEndOfAYearArePaired)
{
    auto made = made_of(3);
    auto& outcome = made.outcome;
    const auto pair = find_pair(3, 0, 2, 1);
    ASSERT_TRUE(pair);
    outcome.measure_difference[outcome.measure_difference_index(pair->index, Measure::revenue, 1)].moments = {
        90.0, 7.0, 89.0 * 90.0};
    for (const double sign : {1.0, -1.0}) {
        const int alternative = sign > 0.0 ? 2 : 1;
        const auto figure =
            measure_figures(outcome, {{Measure::revenue}, {alternative}, {3}, FigureKind::difference, 3 - alternative})
                .at(0);
        EXPECT_EQ(figure.count, 90.0);
        EXPECT_EQ(figure.mean, sign * 7.0);
        EXPECT_NEAR(figure.standard_error, 1.0, 1e-12);
        EXPECT_NEAR(figure.interval.high - figure.mean, 1.986979, 1e-5) << "t quantile of 89 degrees";
        EXPECT_EQ(figure.interval.kind, IntervalKind::student_t);
    }
}

TEST(MeasureFigures, OfAllPairsTogetherAreWider)
{
    auto made = made_of(3);
    auto& outcome = made.outcome;
    for (int pair = 0; pair < outcome.pairs; ++pair) {
        outcome.measure_difference[outcome.measure_difference_index(pair, Measure::revenue, 1)].moments = {
            100.0, 7.0, 99.0 * 100.0};
        outcome.measure_difference[outcome.measure_difference_index(pair, Measure::customers, 1)].moments = {
            90.0, 7.0, 89.0 * 90.0};
    }
    MeasureSelection selection{{Measure::revenue, Measure::customers}, {1, 2}, {3}, FigureKind::difference};
    selection.scope = IntervalScope::all_pairs;
    const auto figures = measure_figures(outcome, selection);
    // Three equal variances: the studentised range of 3 means and 99 degrees of freedom, 3.365, over the root of 2.
    EXPECT_NEAR(figures[0].interval.high - 7.0, 2.380, 0.03);
    EXPECT_EQ(figures[0].interval.kind, IntervalKind::simultaneous_pairs);
    EXPECT_NEAR(figures[2].interval.high - 7.0, 2.440, 1e-3) << "undefined in some futures: Bonferroni of three";
    EXPECT_EQ(figures[2].interval.kind, IntervalKind::student_t_simultaneous);
    selection.periods = {4};
    EXPECT_THROW(static_cast<void>(measure_figures(outcome, selection)), std::invalid_argument);
    selection.kind = FigureKind::mean;
    EXPECT_THROW(static_cast<void>(measure_figures(outcome, selection)), std::invalid_argument);
}

TEST(MeasureFigures, AreUndefinedWhereTheMeasureIs)
{
    const auto made = made_of(2);
    for (const auto kind : {FigureKind::mean, FigureKind::difference}) {
        const auto figures = measure_figures(made.outcome, {{Measure::cash}, {1}, {}, kind});
        EXPECT_EQ(figures.at(0).count, 0.0);
        EXPECT_TRUE(std::isnan(figures.at(0).mean));
        EXPECT_TRUE(std::isnan(figures.at(0).interval.low));
    }
    EXPECT_THROW(static_cast<void>(measure_figures(made.outcome, {{Measure::cash}, {2}, {}})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(measure_figures(made.outcome, {{Measure::cash}, {0}, {28}})), std::invalid_argument);
}

TEST(MeasureFigures, YearsEndWithTheirLastPeriod)
{
    auto outcome = made_of(1).outcome;
    EXPECT_THAT(ends_of_years(outcome), testing::ElementsAre(3, 7, 11, 15, 19, 23, 27));
    outcome.periods = 6;
    EXPECT_THAT(ends_of_years(outcome), testing::ElementsAre(3, 5));
}

TEST(MeasureTable, FitsAndWrapsManyDesignsIntoBlocks)
{
    const auto made = made_of(7);
    const std::vector<int> all{0, 1, 2, 3, 4, 5, 6};
    MeasureSelection selection{important_measures(), all, {}};
    for (const auto kind : {FigureKind::mean, FigureKind::difference}) {
        selection.kind = kind;
        selection.periods = {};
        expect_fits(measure_table(made.experiment, made.outcome, selection));
        selection.periods = ends_of_years(made.outcome);
        expect_fits(measure_table(made.experiment, made.outcome, selection));
    }
    const auto text = measure_table(made.experiment, made.outcome, {{Measure::revenue}, all, {}});
    int blocks = 0;
    for (const auto& line : lines_of(text)) {
        blocks += line.starts_with("revenue, kEUR/year ") ? 1 : 0;
    }
    EXPECT_EQ(blocks, 3);
    for (const int k : all) {
        EXPECT_THAT(text, HasSubstr(std::to_string(k + 1) + ",027 ± 4")) << "the mean at the horizon";
    }
    EXPECT_THAT(text, HasSubstr("95 % intervals (Student t)"));
}

TEST(MeasureTable, ShowsTimesAsRows)
{
    const auto made = made_of(2);
    const auto text =
        measure_table(made.experiment, made.outcome, {{Measure::revenue, Measure::customers}, {0, 1}, {3, 5}});
    EXPECT_THAT(text, HasSubstr("revenue, kEUR/year: yearly revenue rate"));
    EXPECT_THAT(text, HasSubstr("\nyear 1              1,003 ± 4        2,003 ± 4\n"));
    EXPECT_THAT(text, HasSubstr("\nperiod 6            1,005 ± 4        2,005 ± 4\n"));
    EXPECT_THAT(text, HasSubstr("\ncustomers, accounts: number of customers"));
    EXPECT_THAT(text, HasSubstr("5.00 ± 0.00"));
}

TEST(MeasureTable, CsvHoldsOneFigureARow)
{
    const auto made = made_of(2);
    const auto lines = lines_of(measure_csv(made.experiment, made.outcome, {{Measure::revenue}, {0, 1}, {3, 7}}));
    ASSERT_EQ(lines.size(), 5U);
    EXPECT_TRUE(lines[0].starts_with("alternative,measure,unit,period,years,count,mean,standard_error,"));
    EXPECT_TRUE(lines[2].starts_with(R"("'=design 1","revenue","kEUR/year",4,1,100,2003,2,)")) << lines[2];
    EXPECT_TRUE(lines[4].starts_with(R"("'=design 1","revenue","kEUR/year",8,2,100,2007,2,)")) << lines[4];
    const auto undefined = lines_of(measure_csv(made.experiment, made.outcome, {{Measure::cash}, {0}, {3}}));
    EXPECT_EQ(undefined.at(1), R"("none","cash","kEUR",4,1,0,,,,,"Student t",,,,,,)");
}

TEST(MeasureTable, JsonSaysTheSame)
{
    const auto made = made_of(2);
    const auto json = nlohmann::json::parse(
        measure_json(made.experiment, made.outcome, {{Measure::revenue, Measure::cash}, {1}, {3}}));
    ASSERT_EQ(json.at("figures").size(), 2U);
    const auto& figure = json["figures"][0];
    EXPECT_EQ(figure.at("mean"), 2003.0);
    EXPECT_EQ(figure.at("period"), 4);
    EXPECT_EQ(figure.at("quantiles").at("95"), 1234.5);
    EXPECT_TRUE(json["figures"][1].at("mean").is_null());
    EXPECT_EQ(json.at("figures").at(0).at("interval_kind"), "Student t");
}

} // namespace
} // namespace kamsim
