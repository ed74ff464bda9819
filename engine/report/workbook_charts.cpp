#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/measure_figures.hpp"
#include "report/workbook_sheets.hpp"

namespace kamsim::workbook {

namespace {

constexpr std::array<lxw_color_t, 8> palette{0x1F3864, 0xC55A11, 0x2E75B6, 0x70AD47,
                                             0x7F6000, 0x7030A0, 0x808080, 0x00B0A0};
constexpr lxw_color_t gain_green = 0x70AD47;
constexpr lxw_color_t loss_red = 0xC00000;
constexpr lxw_color_t soft_grey = 0xD9D9D9;
constexpr lxw_row_t chart_rows = 22; ///< each chart covers these
constexpr lxw_col_t right_chart = 6;
constexpr lxw_row_t data_row = 2 * chart_rows + 3;

/// Cells of a column or row that a series shows.
struct Range {
    std::string sheet;
    lxw_row_t first_row;
    lxw_col_t first_column;
    lxw_row_t last_row;
    lxw_col_t last_column;
};

lxw_chart_series* add_series(lxw_chart* chart, const std::string& name, const Range& categories, const Range& values)
{
    auto* series = chart_add_series(chart, nullptr, nullptr);
    chart_series_set_name(series, chart_text(name).c_str());
    chart_series_set_categories(series, categories.sheet.c_str(), categories.first_row, categories.first_column,
                                categories.last_row, categories.last_column);
    chart_series_set_values(series, values.sheet.c_str(), values.first_row, values.first_column, values.last_row,
                            values.last_column);
    return series;
}

void colour_line(lxw_chart_series* series, std::size_t place)
{
    lxw_chart_line line{};
    line.color = palette[place % palette.size()];
    line.width = 2.0F;
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

void hide_line(lxw_chart_series* series)
{
    lxw_chart_line none{};
    none.none = 1;
    chart_series_set_line(series, &none);
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
}

struct Axes {
    std::string horizontal;
    std::string vertical;
    const char* number_format;
};

void dress(lxw_chart* chart, const std::string& title, const Axes& axes)
{
    lxw_chart_font title_font{};
    title_font.size = 12;
    title_font.bold = 1;
    lxw_chart_font axis_font{};
    axis_font.size = 9;
    axis_font.bold = LXW_EXPLICIT_FALSE;
    chart_title_set_name(chart, chart_text(title).c_str());
    chart_title_set_name_font(chart, &title_font);
    if (!axes.horizontal.empty()) {
        chart_axis_set_name(chart->x_axis, chart_text(axes.horizontal).c_str());
    }
    chart_axis_set_name(chart->y_axis, chart_text(axes.vertical).c_str());
    chart_axis_set_name_font(chart->x_axis, &axis_font);
    chart_axis_set_name_font(chart->y_axis, &axis_font);
    chart_axis_set_num_format(chart->y_axis, axes.number_format);
    chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    lxw_chart_line grid{};
    grid.color = soft_grey;
    grid.width = 0.75F;
    chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
}

void place(Sheet& sheet, lxw_row_t row, lxw_col_t column, lxw_chart* chart, const std::string& description)
{
    auto words = description;
    lxw_chart_options options{};
    options.x_scale = 1.06;
    options.y_scale = 1.45;
    options.description = words.data();
    require(worksheet_insert_chart_opt(sheet.raw(), row, column, chart, &options));
}

Range column_range(const char* table, const char* column, lxw_row_t first_row, lxw_row_t last_row)
{
    const auto place = column_of(result_table(table), column);
    return {table, first_row, place, last_row, place};
}

/// Means as marks on a line from the lower to the upper end of their intervals.
void add_value_chart(const TableSource& source, Workbook& book, Sheet& sheet)
{
    auto* chart = book.add_chart(LXW_CHART_LINE);
    const auto last = static_cast<lxw_row_t>(source.comparison.alternatives.size());
    const auto designs = column_range("alternatives", "alternative", 1, last);
    struct Mark {
        const char* name;
        const char* column;
        lxw_chart_marker_type marker;
        std::uint8_t size;
    };
    // No dashes: the library writes names for them that no reader knows.
    for (const auto& mark : {Mark{"upper end", "value_high", LXW_CHART_MARKER_SQUARE, 4},
                             Mark{"mean value", "value_mean", LXW_CHART_MARKER_DIAMOND, 9},
                             Mark{"lower end of the 95 % interval", "value_low", LXW_CHART_MARKER_SQUARE, 4}}) {
        auto* series = add_series(chart, mark.name, designs, column_range("alternatives", mark.column, 1, last));
        hide_line(series);
        chart_series_set_marker_type(series, static_cast<std::uint8_t>(mark.marker));
        chart_series_set_marker_size(series, mark.size);
        lxw_chart_fill fill{};
        fill.color = palette[0];
        lxw_chart_line line{};
        line.color = palette[0];
        chart_series_set_marker_fill(series, &fill);
        chart_series_set_marker_line(series, &line);
    }
    lxw_chart_line between{};
    between.color = palette[0];
    between.width = 1.5F;
    chart_set_high_low_lines(chart, &between);
    dress(chart, "Value by design", {"", label_text("net present value, " + source.comparison.currency), "#,##0"});
    place(sheet, 1, 0, chart, "Mean net present value of each design with its 95 % interval");
}

/// The best design or, where that is the baseline, the next best.
int explained_alternative(const Comparison& comparison)
{
    const auto& verdict = comparison.verdict;
    const bool is_baseline_best = verdict.best == comparison.baseline && !verdict.leads.empty();
    return is_baseline_best ? verdict.leads.front().rival : verdict.best;
}

/// The columns of the bridge's rows. Bars from one running sum to the next are stacks upon a part that is not drawn;
/// what of a bar lies above zero and what below are parts of their own, so that it may cross zero.
enum BridgeColumn : lxw_col_t { label, step, from, to, not_drawn, gain_above, gain_below, loss_above, loss_below };
constexpr std::array<const char*, 9> bridge_headings{"line",       "difference", "from",       "to",        "not drawn",
                                                     "gain above", "gain below", "loss above", "loss below"};

/// One row of the bridge with its formulas and what they give.
/// @param start_formula of the running sum before the step
void write_step(Sheet& sheet, lxw_row_t row, const std::string& start_formula, double start, double size)
{
    const double end = start + size;
    sheet.formula(row, from, start_formula, start, Look::money);
    sheet.formula(row, to, fmt::format("={}+{}", cell(row, from), cell(row, step)), end, Look::money);
    const double high = std::max(start, end);
    const double low = std::min(start, end);
    const double above = std::max(0.0, high) - std::max(0.0, low);
    const double below = std::min(0.0, low) - std::min(0.0, high);
    const auto ends = cell(row, from) + "," + cell(row, to);
    sheet.formula(row, not_drawn, fmt::format("=MAX(0,MIN({0}))+MIN(0,MAX({0}))", ends),
                  std::max(0.0, low) + std::min(0.0, high), Look::money);
    const auto above_text = fmt::format("MAX(0,MAX({0}))-MAX(0,MIN({0}))", ends);
    const auto below_text = fmt::format("MIN(0,MIN({0}))-MIN(0,MAX({0}))", ends);
    const auto write = [&](BridgeColumn column, const char* comparison, const std::string& part, double value) {
        sheet.formula(row, column, fmt::format("=IF({}{}0,{},0)", cell(row, step), comparison, part), value,
                      Look::money);
    };
    write(gain_above, ">=", above_text, size >= 0.0 ? above : 0.0);
    write(gain_below, ">=", below_text, size >= 0.0 ? below : 0.0);
    write(loss_above, "<", above_text, size < 0.0 ? above : 0.0);
    write(loss_below, "<", below_text, size < 0.0 ? below : 0.0);
}

/// The lines that differ, with running sums, and below them their sum.
/// @return the last row; the heading's where nothing differs
lxw_row_t write_bridge(const Bridge& bridge, int explained, Sheet& sheet)
{
    for (std::size_t i = 0; i < bridge_headings.size(); ++i) {
        sheet.text(data_row, static_cast<lxw_col_t>(i), bridge_headings[i],
                   i == label ? Look::column_heading : Look::number_heading);
    }
    lxw_row_t row = data_row;
    double sum = 0.0;
    for (const auto& line : ledger_lines) {
        const double size = bridge.line(line.line).mean;
        if (size == 0.0) {
            continue;
        }
        ++row;
        const auto source_row = static_cast<lxw_row_t>(1 + explained * ledger_line_count + static_cast<int>(line.line));
        sheet.text(row, label, line.name);
        sheet.formula(row, step,
                      "=ledger!" + fixed_cell(source_row, column_of(result_table("ledger"), "difference_mean")), size,
                      Look::money);
        write_step(sheet, row, row == data_row + 1 ? "=0" : "=" + cell(row - 1, to), sum, size);
        sum += size;
    }
    if (row > data_row) {
        ++row;
        sheet.text(row, label, "difference");
        sheet.formula(row, step, "=" + cell(row - 1, to), sum, Look::money);
        write_step(sheet, row, "=0", 0.0, sum);
    }
    return row;
}

void add_bridge(const TableSource& source, Workbook& book, Sheet& sheet)
{
    const int explained = explained_alternative(source.comparison);
    const auto& bridge = source.bridges[static_cast<std::size_t>(explained)];
    sheet.text(data_row - 1, 0, "Bridge, " + source.comparison.currency, Look::heading);
    const auto last_row = write_bridge(bridge, explained, sheet);
    if (last_row == data_row) {
        sheet.text(data_row + 1, 0, "no line differs");
        return;
    }
    auto* chart = book.add_chart(LXW_CHART_COLUMN_STACKED);
    for (const auto column : {not_drawn, gain_above, gain_below, loss_above, loss_below}) {
        auto* series =
            add_series(chart, bridge_headings[column], {charts_sheet.name, data_row + 1, label, last_row, label},
                       {charts_sheet.name, data_row + 1, column, last_row, column});
        lxw_chart_fill fill{};
        fill.none = column == not_drawn ? 1 : 0;
        fill.color = column == gain_above || column == gain_below ? gain_green : loss_red;
        chart_series_set_fill(series, &fill);
    }
    chart_set_series_gap(chart, 40);
    dress(chart, fmt::format("From {} to {}", label_text(bridge.from), label_text(bridge.to)),
          {"", label_text("difference in value, " + source.comparison.currency), "#,##0"});
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    place(sheet, 1, right_chart, chart, "The lines of the ledger that add up to the difference in value");
}

/// Revenue at the ends of years, one row a year.
void add_revenue(const TableSource& source, Workbook& book, Sheet& sheet)
{
    constexpr lxw_col_t first = bridge_headings.size() + 1;
    const auto& outcome = source.stored.outcome;
    const auto years = ends_of_years(outcome);
    sheet.text(data_row - 1, first, fmt::format("Revenue, {}/year", source.comparison.currency), Look::heading);
    sheet.text(data_row, first, "year", Look::number_heading);
    auto* chart = book.add_chart(LXW_CHART_LINE);
    for (std::size_t y = 0; y < years.size(); ++y) {
        sheet.number(static_cast<lxw_row_t>(data_row + 1 + y), first,
                     static_cast<double>(years[y] + 1) / outcome.periods_per_year, Look::plain);
    }
    const auto last_row = static_cast<lxw_row_t>(data_row + years.size());
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        const auto column = static_cast<lxw_col_t>(first + 1 + alternative);
        const auto& name = source.comparison.alternatives[static_cast<std::size_t>(alternative)].name;
        sheet.text(data_row, column, name, Look::number_heading);
        const auto figures = measure_figures(outcome, {{Measure::revenue}, {alternative}, years});
        for (std::size_t y = 0; y < years.size(); ++y) {
            if (!std::isnan(figures[y].mean)) {
                sheet.number(static_cast<lxw_row_t>(data_row + 1 + y), column, figures[y].mean, Look::money);
            }
        }
        colour_line(add_series(chart, label_text(name), {charts_sheet.name, data_row + 1, first, last_row, first},
                               {charts_sheet.name, data_row + 1, column, last_row, column}),
                    static_cast<std::size_t>(alternative));
    }
    dress(chart, "Revenue over the years",
          {"end of year", label_text(source.comparison.currency + " a year"), "#,##0"});
    place(sheet, chart_rows + 2, 0, chart, "Mean revenue at the end of each year, one line a design");
}

/// How concentrated revenue is: on the first day, and at the end under the baseline and the explained design.
void add_pareto(const TableSource& source, Workbook& book, Sheet& sheet)
{
    const auto& outcome = source.stored.outcome;
    if (outcome.years == 0) {
        return;
    }
    const int explained = explained_alternative(source.comparison);
    auto* chart = book.add_chart(LXW_CHART_SCATTER_STRAIGHT);
    const auto add = [&](int alternative, int year, const std::string& name, std::size_t colour) {
        const auto first = static_cast<lxw_row_t>(1 + (alternative * outcome.years + year) * curve_points);
        const auto last = static_cast<lxw_row_t>(first + curve_points - 1);
        colour_line(add_series(chart, name, column_range("curves", "share_of_accounts", first, last),
                               column_range("curves", "share_of_revenue", first, last)),
                    colour);
    };
    const auto design = [&](int alternative) {
        return label_text(source.comparison.alternatives[static_cast<std::size_t>(alternative)].name);
    };
    add(outcome.baseline, 0, "first day", palette.size() - 2);
    add(outcome.baseline, outcome.years - 1, design(outcome.baseline) + ", at the end", 0);
    if (explained != outcome.baseline) {
        add(explained, outcome.years - 1, design(explained) + ", at the end", 1);
    }
    dress(chart, "Pareto curve", {"share of the accounts, the largest first", "share of revenue", "0%"});
    chart_axis_set_num_format(chart->x_axis, "0%");
    chart_axis_set_min(chart->x_axis, 0.0);
    chart_axis_set_max(chart->x_axis, 1.0);
    chart_axis_set_min(chart->y_axis, 0.0);
    chart_axis_set_max(chart->y_axis, 1.0);
    place(sheet, chart_rows + 2, right_chart, chart, "Share of revenue of the largest accounts");
}

} // namespace

void write_charts(const TableSource& source, Workbook& book, Sheet sheet)
{
    worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(sheet.raw());
    worksheet_fit_to_pages(sheet.raw(), 1, 1);
    sheet.text(0, 0, charts_sheet.name, Look::title);
    sheet.width(0, 0, 16.0);
    sheet.width(1, static_cast<lxw_col_t>(bridge_headings.size() + 1 + source.comparison.alternatives.size()), 12.0);
    add_value_chart(source, book, sheet);
    add_bridge(source, book, sheet);
    add_revenue(source, book, sheet);
    add_pareto(source, book, sheet);
}

} // namespace kamsim::workbook
