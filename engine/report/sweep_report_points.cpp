#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/sweep_report_parts.hpp"

namespace kamsim::sweep_report {

namespace {

constexpr std::int64_t most_points = 200;
constexpr std::int64_t most_failures = 40;

/// The factors of a point, each a column.
std::vector<ReportColumn> factor_columns(const SweepTable& table)
{
    std::vector<ReportColumn> columns{number_column("point", "Point", 0)};
    for (std::size_t k = 0; k < table.factors.size(); ++k) {
        columns.push_back(text_column(fmt::format("factor_{}", k + 1), table.factors[k].name));
    }
    return columns;
}

std::vector<TableCell> factor_cells(const SweepTable& table, std::int64_t point)
{
    std::vector<TableCell> cells{TableCell(point)};
    for (std::size_t k = 0; k < table.factors.size(); ++k) {
        cells.emplace_back(table.factors[k].text_of(table.coordinates[table.coordinate_index(point, k)]));
    }
    return cells;
}

Figure figure_of_points(const Source& source)
{
    const auto& table = source.table;
    ReportTable shown{"points", "Points", factor_columns(table), {}, {}};
    for (auto&& column :
         {text_column("best", "Best design"), money_column("value", "Its value", source.values),
          money_column("lead", "Lead over the next", source.differences),
          money_column("low", "Low", source.differences), money_column("high", "High", source.differences)}) {
        shown.columns.push_back(column);
    }
    const bool has_rivals = table.alternatives.size() > 1;
    for (std::int64_t point = 0; point < table.points && std::ssize(shown.rows) < most_points; ++point) {
        auto cells = factor_cells(table, point);
        const auto p = static_cast<std::size_t>(point);
        if (table.has_failed(point)) {
            cells.emplace_back(std::string("failed"));
            cells.insert(cells.end(), 4, TableCell());
        } else {
            const int best = static_cast<int>(table.best[p]);
            cells.emplace_back(source.design(best));
            cells.push_back(cell(table.value[table.row(point, static_cast<std::size_t>(best))]));
            for (const auto* numbers : {&table.lead, &table.lead_low, &table.lead_high}) {
                cells.push_back(has_rivals ? cell((*numbers)[p]) : TableCell());
            }
        }
        shown.rows.push_back(std::move(cells));
    }
    const auto rows = std::ssize(shown.rows);
    Figure figure{"6.1", "The points", "A table: a row for each point.", {}, "", {}};
    FigureVariant variant;
    variant.takeaway = {{rows < table.points ? "points.some" : "points.all",
                         rows < table.points
                             ? fmt::format("The first {} of {} points; kamsim show {} --format csv lists all.",
                                           source.style.count(static_cast<double>(rows)),
                                           source.style.count(static_cast<double>(table.points)), source.origin.file)
                             : fmt::format("All {} points.", source.style.count(static_cast<double>(table.points))),
                         {{"shown", TableCell(rows)}, {"points", TableCell(table.points)}}}};
    variant.tables = {std::move(shown)};
    variant.notes = {
        {"points.intervals",
         fmt::format("Low and high: 95 % interval of the mean lead ({}, paired, of this pair alone): precision.",
                     table.worlds > 1 ? "Student t over worlds" : "Student t"),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

Figure figure_of_failures(const Source& source, std::int64_t failed)
{
    const auto& table = source.table;
    ReportTable shown{"failures", "Points that could not be simulated", factor_columns(table), {}, {}};
    shown.columns.push_back(text_column("reason", "Why"));
    for (std::int64_t point = 0; point < table.points && std::ssize(shown.rows) < most_failures; ++point) {
        if (table.has_failed(point)) {
            auto cells = factor_cells(table, point);
            cells.emplace_back(table.failures[static_cast<std::size_t>(point)]);
            shown.rows.push_back(std::move(cells));
        }
    }
    Figure figure{"6.2", "Points that failed", "A table: a row for each point that could not be simulated.", {}, "",
                  {}};
    FigureVariant variant;
    variant.takeaway = {{"points.failed",
                         fmt::format("{} of {} points failed; kamsim sweep --retry-failed tries them again.",
                                     source.style.count(static_cast<double>(failed)),
                                     source.style.count(static_cast<double>(table.points))),
                         {{"failed", TableCell(failed)}}}};
    variant.tables = {std::move(shown)};
    figure.variants = {std::move(variant)};
    return figure;
}

std::string range_text(const Factor& factor)
{
    if (factor.has_range()) {
        return fmt::format("{:g} to {:g}{}{}", factor.low, factor.high, factor.is_whole ? ", whole" : "",
                           factor.scale == FactorScale::logarithmic ? ", logarithmic" : "");
    }
    std::string text;
    for (const auto& level : factor.levels) {
        text += (text.empty() ? "" : ", ") + level.label;
    }
    return text;
}

std::string paths_of(const Factor& factor)
{
    if (factor.has_range()) {
        return factor.path;
    }
    std::string text;
    for (const auto& level : factor.levels) {
        for (const auto& [path, value] : level.settings) {
            if (text.find(path) == std::string::npos) {
                text += (text.empty() ? "" : ", ") + path;
            }
        }
    }
    return text;
}

Figure figure_of_factors(const Source& source)
{
    ReportTable table{"factors",
                      "Factors",
                      {text_column("factor", "Factor"), text_column("path", "Sets in the scenario"),
                       text_column("range", "Range or values")},
                      {},
                      {}};
    for (const auto& factor : source.table.factors) {
        table.rows.push_back({factor.name, paths_of(factor), range_text(factor)});
    }
    Figure figure{"7.1", "What was varied", "A table: a row for each factor.", {}, "", {}};
    FigureVariant variant;
    const auto count = std::ssize(source.table.factors);
    variant.takeaway = {{"provenance.factors",
                         count == 1 ? std::string("One factor was varied; all else is as the scenario says.")
                                    : fmt::format("{} factors were varied; all else is as the scenario says.", count),
                         {{"factors", TableCell(static_cast<std::int64_t>(count))}}}};
    variant.tables = {std::move(table)};
    figure.variants = {std::move(variant)};
    return figure;
}

Figure figure_of_inputs(const Source& source)
{
    ReportTable table{"inputs", "Files", {text_column("file", "File"), text_column("hash", "XXH3, 128 bits")}, {}, {}};
    for (const auto& input : source.made.inputs) {
        table.rows.push_back({input.path, input.hash});
    }
    Figure figure{"7.2", "What it was made from", "A table: a row for each file that was read.", {}, "", {}};
    FigureVariant variant;
    std::string overrides;
    for (const auto& one : source.made.overrides) {
        overrides += (overrides.empty() ? "" : ", ") + one;
    }
    variant.takeaway = {{"provenance.program",
                         fmt::format("Simulated by kamsim {} ({}), seed {}.", source.made.program_version,
                                     source.made.program_revision, source.made.seed),
                         {{"seed", TableCell(source.made.seed)}}}};
    if (!overrides.empty()) {
        variant.notes = {
            {"provenance.overrides", fmt::format("Set over the scenario at every point: {}.", overrides), {}}};
    }
    variant.tables = {std::move(table)};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

Section points(const Source& source)
{
    Section section{6, "points", "The points", "What was found at each point?", {figure_of_points(source)}};
    if (const auto failed = failed_points(source.table); failed > 0) {
        section.blocks.emplace_back(figure_of_failures(source, failed));
    }
    return section;
}

Section provenance(const Source& source)
{
    Section section{7,
                    "provenance",
                    "How it was made",
                    "From what, and how is it made again?",
                    {figure_of_factors(source), figure_of_inputs(source)}};
    TextBlock commands{"To make it again", TextStyle::commands, {}};
    for (const auto& command : source.origin.commands) {
        commands.sentences.push_back({"provenance.command", command, {}});
    }
    if (!commands.sentences.empty()) {
        section.blocks.emplace_back(std::move(commands));
    }
    return section;
}

} // namespace kamsim::sweep_report
