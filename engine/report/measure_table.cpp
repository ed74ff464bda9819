#include "kamsim/report/measure_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t measure_label_width = 32;
constexpr std::size_t measure_cell_width = 16;
constexpr std::size_t time_label_width = 12;
constexpr std::size_t time_cell_width = 17;

const MeasureDeclaration& declaration_of(Measure measure)
{
    return measure_catalogue()[static_cast<std::size_t>(measure)];
}

/// How the figures of one measure are printed.
struct Scale {
    double unit = 1.0; ///< what 1 stands for
    int decimals = 0;
    std::string name; ///< of the unit; empty where it goes without saying
};

int decimals_for(double largest)
{
    if (largest >= 999.5) {
        return 0;
    }
    if (largest >= 99.95) {
        return 1;
    }
    return largest >= 0.9995 ? 2 : 3;
}

Scale scale_of(Measure measure, double largest, const std::string& currency)
{
    switch (declaration_of(measure).unit) {
    case Unit::money:
    case Unit::money_per_year: {
        const auto unit = money_unit(currency, largest);
        const bool is_rate = declaration_of(measure).unit == Unit::money_per_year;
        return {unit.thousands, unit.decimals, unit.name + (is_rate ? "/year" : "")};
    }
    case Unit::share:
    case Unit::probability: return {0.01, 1, "%"};
    case Unit::dimensionless:
    case Unit::count:
    case Unit::factor:
    case Unit::accounts_per_manager: return {1.0, decimals_for(largest), ""};
    default: return {1.0, decimals_for(largest), std::string(name(declaration_of(measure).unit))};
    }
}

std::string cell_text(const MeasureFigure& figure, const Scale& scale)
{
    if (std::isnan(figure.mean)) {
        return "-";
    }
    const auto text = [&](double amount) { return grouped(amount / scale.unit, scale.decimals); };
    const double half_width = 0.5 * (figure.interval.high - figure.interval.low);
    return std::isnan(half_width) ? text(figure.mean) : text(figure.mean) + " ± " + text(half_width);
}

/// Figures that are printed in one unit.
Scale common_scale(const std::vector<MeasureFigure>& figures, const std::string& currency)
{
    double largest = 0.0;
    for (const auto& figure : figures) {
        largest = std::fmax(largest, std::fabs(figure.mean));
    }
    return scale_of(figures.front().measure, largest, currency);
}

struct TableRow {
    std::string label;
    std::vector<std::string> cells; ///< one for each alternative
};

struct TableShape {
    std::string_view corner;
    std::size_t label_width;
    std::size_t cell_width;
};

/// As many columns side by side as fit, the others in blocks below.
std::string blocks_of_columns(const TableShape& shape, const std::vector<std::string>& headings,
                              const std::vector<TableRow>& rows)
{
    const std::size_t columns = (terminal_width - shape.label_width) / shape.cell_width;
    std::string text;
    for (std::size_t first = 0; first < headings.size(); first += columns) {
        const auto last = std::min(first + columns, headings.size());
        text += first == 0 ? "" : "\n";
        text += left_aligned(shape.corner, shape.label_width);
        for (std::size_t column = first; column < last; ++column) {
            text += right_aligned(clipped(headings[column], shape.cell_width - 1), shape.cell_width);
        }
        text += "\n";
        for (const auto& row : rows) {
            text += left_aligned(clipped(row.label, shape.label_width), shape.label_width);
            for (std::size_t column = first; column < last; ++column) {
                text += right_aligned(row.cells[column], shape.cell_width);
            }
            text += "\n";
        }
    }
    return text;
}

std::string time_text(const Outcome& outcome, int period)
{
    const int ended = period + 1;
    return ended % outcome.periods_per_year == 0 ? fmt::format("year {}", ended / outcome.periods_per_year)
                                                 : fmt::format("period {}", ended);
}

TableRow row_of(std::string label, const std::vector<MeasureFigure>& figures, const Scale& scale)
{
    TableRow row{std::move(label), {}};
    for (const auto& figure : figures) {
        row.cells.push_back(cell_text(figure, scale));
    }
    return row;
}

std::string labelled(Measure measure, const Scale& scale)
{
    const std::string name = declaration_of(measure).name;
    return scale.name.empty() ? name : name + ", " + scale.name;
}

/// What the figures that are shown were made by, in the order in which they come.
std::string kinds_text(const Outcome& outcome, const MeasureSelection& selection)
{
    std::vector<std::string> kinds;
    for (const auto& figure : measure_figures(outcome, selection)) {
        const std::string kind(name(figure.interval.kind));
        if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
            kinds.push_back(kind);
        }
    }
    return fmt::format("{}", fmt::join(kinds, "; "));
}

std::string explanation(const Experiment& experiment, const Outcome& outcome, const MeasureSelection& selection)
{
    const auto futures = grouped(static_cast<double>(outcome.replications), 0);
    const auto level = percent_text(comparison_level);
    const auto kinds = kinds_text(outcome, selection);
    if (selection.kind == FigureKind::mean) {
        return wrapped(fmt::format("Means over {} futures ± half of their {} intervals ({}). -: not defined.", futures,
                                   level, kinds),
                       terminal_width);
    }
    const auto against = static_cast<std::size_t>(selection.against.value_or(outcome.baseline));
    return wrapped(fmt::format("Mean differences to {} over {} futures ± half of their {} intervals ({}). At the ends "
                               "of years they are paired, over the futures in which both designs have the measure; "
                               "else an interval is an upper bound. -: not defined.",
                               experiment.alternatives.at(against).name, futures, level, kinds),
                   terminal_width);
}

std::vector<std::string> headings_of(const Experiment& experiment, const MeasureSelection& selection)
{
    std::vector<std::string> headings;
    for (const int alternative : selection.alternatives) {
        headings.push_back(experiment.alternatives.at(static_cast<std::size_t>(alternative)).name);
    }
    return headings;
}

/// One row for each measure.
std::string table_at_one_time(const Experiment& experiment, const Outcome& outcome, const MeasureSelection& selection)
{
    std::vector<TableRow> rows;
    for (const auto measure : selection.measures) {
        auto one = selection;
        one.measures = {measure};
        const auto figures = measure_figures(outcome, one);
        const auto scale = common_scale(figures, experiment.currency);
        rows.push_back(row_of(labelled(measure, scale), figures, scale));
    }
    const auto when = selection.periods.empty() ? "horizon, " + time_text(outcome, outcome.periods - 1)
                                                : "end of " + time_text(outcome, selection.periods.front());
    return fmt::format("At the {}\n", when)
           + blocks_of_columns({"measure", measure_label_width, measure_cell_width}, headings_of(experiment, selection),
                               rows);
}

/// One row for each time.
std::string table_over_time(const Experiment& experiment, const Outcome& outcome, const MeasureSelection& selection,
                            Measure measure)
{
    auto one = selection;
    one.measures = {measure};
    const auto scale = common_scale(measure_figures(outcome, one), experiment.currency);
    std::vector<TableRow> rows;
    for (const int period : selection.periods) {
        one.periods = {period};
        rows.push_back(row_of(time_text(outcome, period), measure_figures(outcome, one), scale));
    }
    return wrapped(fmt::format("{}: {}", labelled(measure, scale), declaration_of(measure).meaning), terminal_width)
           + blocks_of_columns({"end of", time_label_width, time_cell_width}, headings_of(experiment, selection), rows)
           + "\n";
}

} // namespace

std::string measure_table(const Experiment& experiment, const Outcome& outcome, const MeasureSelection& selection)
{
    if (selection.periods.size() < 2) {
        return table_at_one_time(experiment, outcome, selection) + "\n" + explanation(experiment, outcome, selection);
    }
    std::string text;
    for (const auto measure : selection.measures) {
        text += table_over_time(experiment, outcome, selection, measure);
    }
    return text + explanation(experiment, outcome, selection);
}

} // namespace kamsim
