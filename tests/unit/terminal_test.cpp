#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/report/terminal.hpp"
#include "report/text_layout.hpp"
#include "support/hand_made_outcome.hpp"

namespace kamsim {
namespace {

using test::hand_made;
using test::HandMade;
using test::normal_scores;
using ::testing::HasSubstr;
using ::testing::Not;

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
    ASSERT_FALSE(text.empty());
    EXPECT_EQ(text.back(), '\n');
    for (const auto& line : lines_of(text)) {
        EXPECT_LE(display_width(line), terminal_width) << line;
    }
}

HandMade four_designs(double scale)
{
    return hand_made({{"none", normal_scores(200, 100.0 * scale, 30.0 * scale, 7)},
                      {"early_stage with a long name", normal_scores(200, 105.0 * scale, 30.0 * scale, 9)},
                      {"Größer & anders über alles", normal_scores(200, 141.0 * scale, 40.0 * scale, 11)},
                      {"centralized", normal_scores(200, -140.0 * scale, 45.0 * scale, 13)}});
}

TEST(Terminal, TablesFitEightyColumnsAtEveryScale)
{
    for (const double scale : {0.01, 1.0, 90.0, 1e3, 1e5}) {
        const auto made = four_designs(scale);
        const auto comparison = compare(made.experiment, made.outcome);
        expect_fits(comparison_table(comparison));
        expect_fits(verdict_paragraph(comparison));
        for (int alternative = 0; alternative < made.outcome.alternatives; ++alternative) {
            expect_fits(bridge_table(bridge_between(made.experiment, made.outcome, made.outcome.baseline, alternative),
                                     "kEUR"));
        }
    }
}

TEST(Terminal, ComparisonShowsItsNumbersAndKindsOfIntervals)
{
    const auto made = four_designs(1000.0);
    const auto text = comparison_table(compare(made.experiment, made.outcome));
    EXPECT_THAT(text, HasSubstr("Net present value over 7 years, MEUR"));
    EXPECT_THAT(text, HasSubstr("* Größer & ande…"));
    EXPECT_THAT(text, HasSubstr("141.0"));
    EXPECT_THAT(text, HasSubstr("-140.0"));
    EXPECT_THAT(text, HasSubstr("Student t"));
    EXPECT_THAT(text, HasSubstr("type 7"));
}

TEST(Terminal, ComparisonSaysWhatIsUndefined)
{
    auto made = four_designs(1.0);
    auto& outcome = made.outcome;
    for (auto& years : outcome.payback_years) {
        years = std::numeric_limits<double>::infinity();
    }
    outcome.measures[outcome.measure_index(1, Measure::key_net_revenue_retention, 27)].moments = {200.0, 1.07, 1.0};
    const auto lines = lines_of(comparison_table(compare(made.experiment, made.outcome)));
    const auto& row = lines[11];
    EXPECT_THAT(row, HasSubstr("early_stage"));
    EXPECT_THAT(row, HasSubstr("never"));
    EXPECT_THAT(row, HasSubstr("107 %"));
    EXPECT_THAT(row, HasSubstr(" - ")) << "gross revenue retention was never taken";
}

TEST(Terminal, ColourAddsNothingButEscapes)
{
    const auto made = four_designs(1000.0);
    const auto comparison = compare(made.experiment, made.outcome);
    const auto bridge = bridge_between(made.experiment, made.outcome, made.outcome.baseline, 2);
    const auto plain = comparison_table(comparison) + verdict_paragraph(comparison) + bridge_table(bridge, "kEUR");
    const auto coloured = comparison_table(comparison, Colour::coloured)
                          + verdict_paragraph(comparison, Colour::coloured)
                          + bridge_table(bridge, "kEUR", Colour::coloured);
    EXPECT_THAT(plain, Not(HasSubstr("\x1b")));
    EXPECT_THAT(coloured, HasSubstr("\x1b[1m"));
    std::string stripped;
    for (std::size_t i = 0; i < coloured.size(); ++i) {
        if (coloured[i] == '\x1b') {
            i = coloured.find('m', i);
        } else {
            stripped += coloured[i];
        }
    }
    EXPECT_EQ(stripped, plain);
}

TEST(Terminal, BridgeDrawsLossesToTheLeft)
{
    const auto made = four_designs(1000.0);
    const auto lines =
        lines_of(bridge_table(bridge_between(made.experiment, made.outcome, made.outcome.baseline, 2), "kEUR"));
    ASSERT_EQ(lines.size(), 7U) << "title, two values, two lines that differ, total, kind of interval";
    EXPECT_THAT(lines[2], HasSubstr("|#################"));
    EXPECT_THAT(lines[3], HasSubstr("######|"));
    EXPECT_THAT(lines[3], Not(HasSubstr("#######")));
    EXPECT_THAT(lines[5], HasSubstr("difference"));
    EXPECT_THAT(lines[5], HasSubstr("41.0"));
}

TEST(Terminal, HeaderNamesTheRun)
{
    auto made = four_designs(1.0);
    made.experiment.accounts[2].status = AccountStatus::prospect;
    const auto text = run_header(made.experiment);
    expect_fits(text);
    EXPECT_THAT(text, HasSubstr("Hand made\n2 customers and 1 prospect, revenue 4,000 kEUR a year; 4 designs"));
    EXPECT_THAT(text, HasSubstr("200 futures, seed 7."));
}

TEST(Terminal, StakeholdersAreListedWhereThereAreMaps)
{
    auto experiment = four_designs(1.0).experiment;
    EXPECT_EQ(stakeholder_table(advise_on_stakeholders(experiment)), "");
    Stakeholder chief;
    chief.person = "Chief purchasing officer";
    chief.role = "decides";
    chief.attitude = -0.4;
    experiment.accounts[0].stakeholders = {chief};
    const auto text = stakeholder_table(advise_on_stakeholders(experiment));
    expect_fits(text);
    EXPECT_THAT(text, HasSubstr("Account A"));
    EXPECT_THAT(text, HasSubstr("Chief purchasing off…"));
    EXPECT_THAT(text, HasSubstr("-0.40 to +1.00"));
}

TEST(TextLayout, CountsCharactersAndNotBytes)
{
    EXPECT_EQ(display_width("Größe"), 5U);
    EXPECT_EQ(right_aligned("±", 3), "  ±");
    EXPECT_EQ(clipped("Größe", 5), "Größe");
    EXPECT_EQ(clipped("Größe", 4), "Grö…");
    EXPECT_EQ(clipped("Größe", 3), "Gr…");
}

TEST(TextLayout, WrapsAtSpaces)
{
    EXPECT_EQ(wrapped("one two three", 7), "one two\nthree\n");
    EXPECT_EQ(wrapped("indivisible word", 5), "indivisible\nword\n");
    EXPECT_EQ(wrapped("a b c", 4, "  "), "  a\n  b\n  c\n");
    EXPECT_EQ(wrapped("", 10), "");
}

} // namespace
} // namespace kamsim
