#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/export.hpp"
#include "report/workbook_sheets.hpp"

namespace kamsim::workbook {

namespace {

constexpr lxw_col_t last_column = 8;
constexpr int characters = 118; ///< across these columns

/// A column of the overview: it repeats one of the table `alternatives` by a formula.
struct OverviewColumn {
    const char* heading;
    const char* column;
    Look look;
    std::optional<double> (*value)(const AlternativeResult&);
};

constexpr std::array<OverviewColumn, 8> overview_columns{{
    {"Value, mean", "value_mean", Look::money,
     [](const AlternativeResult& of) { return std::optional(of.value.mean); }},
    {"Difference to the baseline", "difference_mean", Look::money,
     [](const AlternativeResult& of) { return std::optional(of.difference.mean); }},
    {"95 % interval from", "difference_low", Look::money,
     [](const AlternativeResult& of) { return std::optional(of.difference.interval.low); }},
    {"to", "difference_high", Look::money,
     [](const AlternativeResult& of) { return std::optional(of.difference.interval.high); }},
    {"Best in this share of futures", "share_of_futures_best", Look::share,
     [](const AlternativeResult& of) { return std::optional(of.share_of_futures_best); }},
    {"Programme spending", "programme_spending", Look::money,
     [](const AlternativeResult& of) { return std::optional(of.programme_spending); }},
    {"Return on spending", "programme_return", Look::decimal,
     [](const AlternativeResult& of) { return of.programme_return; }},
    {"Payback, years (median)", "payback_years", Look::decimal,
     [](const AlternativeResult& of) { return of.payback_years; }},
}};

void write_overview(const TableSource& source, lxw_row_t& row, Sheet& sheet)
{
    constexpr double heading_height = 34.0;
    const auto& table = result_table("alternatives");
    require(worksheet_set_row(sheet.raw(), row, heading_height, nullptr));
    sheet.text(row, 0, fmt::format("Design (money in {})", source.comparison.currency), Look::column_heading);
    for (std::size_t i = 0; i < overview_columns.size(); ++i) {
        sheet.text(row, static_cast<lxw_col_t>(i + 1), overview_columns[i].heading, Look::number_heading);
    }
    lxw_row_t source_row = 0;
    for (const auto& alternative : source.comparison.alternatives) {
        ++row;
        ++source_row;
        sheet.text(row, 0, alternative.name);
        for (std::size_t i = 0; i < overview_columns.size(); ++i) {
            const auto& column = overview_columns[i];
            const auto value = column.value(alternative);
            const auto place = static_cast<lxw_col_t>(i + 1);
            if (value && !std::isnan(*value)) {
                sheet.formula(row, place, "=alternatives!" + fixed_cell(source_row, column_of(table, column.column)),
                              *value, column.look);
            } else {
                sheet.text(row, place, "–", Look::beside_numbers);
            }
        }
    }
    ++row;
}

void write_link(Sheet& sheet, lxw_row_t row, const std::string& name, const std::string& meaning)
{
    require(worksheet_write_url(sheet.raw(), row, 0, fmt::format("internal:'{}'!A1", name).c_str(), nullptr));
    require(worksheet_write_string(sheet.raw(), row, 0, name.c_str(), nullptr));
    sheet.text(row, 1, meaning);
}

void write_contents(const TablePlan& plan, lxw_row_t& row, Sheet& sheet)
{
    sheet.text(row++, 0, "In this workbook", Look::heading);
    for (const auto& other : {charts_sheet, scoring_sheet, tiers_sheet, notes_sheet}) {
        write_link(sheet, row++, other.name, other.meaning);
    }
    for (const auto& placed : plan.placed) {
        write_link(sheet, row++, placed.table->name, placed.table->meaning);
    }
}

void write_origin(const TableSource& source, lxw_row_t& row, Sheet& sheet)
{
    const auto& stored = source.stored;
    const auto& comparison = source.comparison;
    sheet.text(row++, 0, "Where it comes from", Look::heading);
    const auto say = [&](const char* item, const std::string& fact) {
        sheet.text(row, 0, item);
        sheet.text(row++, 1, fact);
    };
    say("Program", fmt::format("kamsim {} ({})", stored.program_version, stored.program_revision));
    say("Sample", fmt::format("{} futures{}, seed {}", grouped(static_cast<double>(comparison.replications), 0),
                              comparison.worlds > 1
                                  ? fmt::format(" in {} worlds", grouped(static_cast<double>(comparison.worlds), 0))
                                  : "",
                              comparison.seed));
    say("Horizon", fmt::format("{} years", comparison.years));
    for (const auto& input : stored.scenario.inputs) {
        say("Input", fmt::format("{} (XXH3 {})", input.path, input.hash));
    }
    for (const auto& assumption : stored.scenario.assumptions) {
        say("Assumed", assumption);
    }
    for (const auto& check : stored.checks) {
        say("Checked", check);
    }
}

} // namespace

void write_answer(const TableSource& source, const TablePlan& plan, Sheet sheet)
{
    constexpr double first_width = 24.0;
    constexpr double other_width = 14.0;
    worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(sheet.raw());
    worksheet_fit_to_pages(sheet.raw(), 1, 0);
    sheet.width(0, 0, first_width);
    sheet.width(1, last_column, other_width);
    sheet.text(0, 0, source.comparison.title, Look::title);
    lxw_row_t row = 2;
    sheet.paragraph(row, last_column, source.comparison.verdict.sentence, Look::paragraph, characters);
    row += 2;
    write_overview(source, row, sheet);
    sheet.paragraph(row, last_column,
                    fmt::format("Net present values over {} years; differences in the same futures. How the intervals "
                                "were made: {}.",
                                source.comparison.years,
                                name(source.comparison.alternatives.front().value.interval.kind)),
                    Look::explanation, characters);
    row += 2;
    write_contents(plan, row, sheet);
    ++row;
    write_origin(source, row, sheet);
}

void write_notes(const TableSource& source, const TablePlan& plan, Sheet sheet)
{
    worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    worksheet_fit_to_pages(sheet.raw(), 1, 0);
    sheet.width(0, last_column, 14.0);
    lxw_row_t row = 0;
    sheet.text(row, 0, "Notes", Look::title);
    row += 2;
    const auto say = [&](const std::string& text) {
        sheet.paragraph(row, last_column, text, Look::paragraph, 112);
        row += 2;
    };
    say("A future is one run of chance over the horizon. All designs meet the same futures, so that their differences "
        "are those of the designs. Worlds, where there are any, differ in what is not known.");
    say("An interval says how well a mean is known; it shrinks with more futures. A quantile says how futures spread; "
        "it does not. Each table names the kind of its intervals: Student t over futures, t or BCa bootstrap over "
        "worlds where something is uncertain, simultaneous (Bonferroni) for the leads of the best design.");
    say("An empty cell is missing or not defined. inf stands for infinite: a programme that never pays back.");
    say(fmt::format("Money is in {}; headings bear the units. Numbers have 16 significant digits, which may differ "
                    "from the result in the last place; the CSV and JSON exports are exact.",
                    source.comparison.currency));
    say(fmt::format("{} and {} have yellow cells to change; all else on them follows by formulas. They show the first "
                    "day, and nothing is simulated again.",
                    scoring_sheet.name, tiers_sheet.name));
    say("Names and ids are text, also where they begin like a formula.");
    for (const auto& table : plan.too_long) {
        say(fmt::format("The table {} is left out: its {} rows are more than the {} that a sheet of this workbook may "
                        "have. --csv and --json have it whole.",
                        table.table->name, grouped(static_cast<double>(table.rows), 0),
                        grouped(static_cast<double>(workbook_rows), 0)));
    }
    for (const auto& table : plan.empty) {
        say(fmt::format("The table {} is left out: it has no rows. {}", table.table->name, table.table->meaning));
    }
}

} // namespace kamsim::workbook
