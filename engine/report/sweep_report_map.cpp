#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/decision/sweep_map.hpp"
#include "kamsim/report/sweep_map_report.hpp"
#include "report/sweep_map_words.hpp"
#include "report/sweep_report_parts.hpp"

namespace kamsim::sweep_report {

namespace {

constexpr std::size_t most_maps = 10; ///< pairs of factors that are drawn; each is a surface of its own to look at

std::string ended(std::string sentence)
{
    if (!sentence.empty() && sentence.back() != '.') {
        sentence += '.';
    }
    return sentence;
}

Sentence takeaway_of(const SweepTable& table, const SweepMap& map)
{
    std::int64_t sure = 0;
    std::int64_t failed = 0;
    for (const auto& one : map.cells) {
        sure += one.best >= 0 && one.is_sure ? 1 : 0;
        failed += one.best < 0 ? 1 : 0;
    }
    return {map.up ? "sweep.map" : "sweep.map_of_one_factor",
            ended(sweep_map_takeaway(table, map)),
            {{"cells", TableCell(std::ssize(map.cells))},
             {"sure_cells", TableCell(sure)},
             {"failed_cells", TableCell(failed)}}};
}

/// A row for each cell, the highest row of the map first.
ReportTable cells_of(const Source& source, const SweepMap& map)
{
    ReportTable table{
        "cells",
        fmt::format("Best design by {} and {}", map.across.factor, map.up->factor),
        {text_column("across", map.across.factor), text_column("up", map.up->factor),
         text_column("design", "Best design"), money_column("lead", "Lead over the next", source.differences),
         money_column("low", "Low", source.differences), money_column("high", "High", source.differences),
         truth_column("sure", "Sure"), text_column("next", "Next best"), text_column("words", "In the cell")},
        {},
        {}};
    for (std::size_t row = map.rows(); row-- > 0;) {
        for (std::size_t column = 0; column < map.columns(); ++column) {
            const auto& one = map.cell(row, column);
            if (one.best < 0) {
                table.rows.push_back({map.across.labels[column], map.up->labels[row], TableCell(), TableCell(),
                                      TableCell(), TableCell(), false, TableCell(), std::string("failed")});
                continue;
            }
            const auto lead = source.style.number(one.lead / source.differences.thousands, source.differences.decimals);
            table.rows.push_back({map.across.labels[column], map.up->labels[row], source.design(one.best),
                                  cell(one.lead), cell(one.lead_interval.low), cell(one.lead_interval.high),
                                  one.is_sure, source.design(one.next), one.is_sure ? lead : lead + "?"});
        }
    }
    return table;
}

/// Over one factor: how far each design is behind the best.
ReportTable steps_of(const Source& source, const SweepMap& map)
{
    ReportTable table{"steps",
                      fmt::format("Designs by {}", map.across.factor),
                      {text_column("across", map.across.factor), text_column("design", "Design"),
                       money_column("behind", "Behind the best", source.differences), truth_column("best", "Best"),
                       truth_column("sure", "Sure"), text_column("words", "In the cell")},
                      {},
                      {}};
    for (int design = 0; design < std::ssize(source.table.alternatives); ++design) {
        for (std::size_t column = 0; column < map.columns(); ++column) {
            const auto& one = map.cell(0, column);
            if (one.best < 0) {
                table.rows.push_back({map.across.labels[column], source.design(design), TableCell(), false, false,
                                      std::string("failed")});
                continue;
            }
            const double behind = one.behind[static_cast<std::size_t>(design)];
            const bool is_best = design == one.best;
            const auto words =
                is_best ? std::string(one.is_sure ? "best" : "best?")
                        : source.style.number(behind / source.differences.thousands, source.differences.decimals);
            table.rows.push_back({map.across.labels[column], source.design(design), cell(behind), is_best,
                                  is_best && one.is_sure, words});
        }
    }
    return table;
}

FigureVariant variant_of(const Source& source, const SweepMap& map, std::size_t option)
{
    FigureVariant variant;
    variant.option = option;
    variant.takeaway = {takeaway_of(source.table, map)};
    variant.tables = {map.up ? cells_of(source, map) : steps_of(source, map)};
    variant.notes = {{"sweep.map_rules", map_rules(source.table, map), {}}};
    return variant;
}

Figure figure_of_pairs(const Source& source)
{
    Figure figure{
        "2.1",
        "Which design is best where",
        fmt::format("A map of cells over two factors. Colour: the design that is worth most. Number: its lead over "
                    "the next best, {}, with a question mark where it is not sure. Outlined: the lead is sure.",
                    source.differences.unit),
        {},
        "map",
        {},
        OnSlide::yes};
    figure.drawing.kind = DrawingKind::heatmap;
    figure.drawing.roles = {{"x", "across"},   {"y", "up"},         {"value", "lead"},
                            {"text", "words"}, {"outline", "sure"}, {"group", "design"}};
    figure.drawing.settings = {{"scale", std::string("design")}};
    return figure;
}

Figure figure_of_one_factor(const Source& source)
{
    Figure figure{
        "2.1",
        "Which design is best where",
        fmt::format("A map with a row for each design and a column for each value of the factor. Number: how far the "
                    "design is behind the best one there, {}. Outlined: the best, with a question mark where its "
                    "lead is not sure.",
                    source.differences.unit),
        {},
        "",
        {},
        OnSlide::yes};
    figure.drawing.kind = DrawingKind::heatmap;
    figure.drawing.roles = {
        {"x", "across"}, {"y", "design"}, {"value", "behind"}, {"text", "words"}, {"outline", "best"}};
    figure.drawing.settings = {{"scale", std::string("sequential")}};
    return figure;
}

std::vector<std::string> varied_factors(const SweepTable& table)
{
    std::vector<std::string> names;
    for (std::size_t k = 0; k < table.factors.size(); ++k) {
        double first = std::nan("");
        bool varies = false;
        for (std::int64_t point = 0; point < table.points; ++point) {
            const double coordinate = table.coordinates[table.coordinate_index(point, k)];
            varies = varies || (!std::isnan(first) && coordinate != first);
            first = std::isnan(first) ? coordinate : first;
        }
        if (varies) {
            names.push_back(table.factors[k].name);
        }
    }
    return names;
}

TextBlock without_map(const std::string& reason)
{
    return {"", TextStyle::paragraph, {{"sweep.no_map", fmt::format("There is no map: {}.", reason), {}}}};
}

/// Throws as map_of_sweep.
void add_pairs(const Source& source, const std::vector<std::string>& names, Report& report, Section& section)
{
    Choice choice{"map", "Map", {}, 0};
    auto figure = figure_of_pairs(source);
    for (std::size_t across = 0; across < names.size(); ++across) {
        for (std::size_t up = across + 1; up < names.size() && choice.options.size() < most_maps; ++up) {
            const auto map = map_of_sweep(source.table, {names[across], names[up]}, source.threads);
            figure.variants.push_back(variant_of(source, map, choice.options.size()));
            choice.options.push_back(fmt::format("{} by {}", names[across], names[up]));
        }
    }
    if (choice.options.size() < 2) {
        figure.choice.clear();
    } else {
        report.choices.push_back(std::move(choice));
    }
    section.blocks.emplace_back(std::move(figure));
    const auto pairs = names.size() * (names.size() - 1) / 2;
    if (pairs > most_maps) {
        section.blocks.emplace_back(TextBlock{
            "",
            TextStyle::paragraph,
            {{"sweep.more_maps",
              fmt::format("{} of {} pairs of factors are shown; kamsim win-map draws any other.", most_maps, pairs),
              {{"shown", TableCell(static_cast<std::int64_t>(most_maps))},
               {"pairs", TableCell(static_cast<std::int64_t>(pairs))}}}}});
    }
}

} // namespace

void add_map(const Source& source, Report& report)
{
    Section section{2, "map", "Map of the best design", "Which design is best where?", {}};
    const auto names = varied_factors(source.table);
    try {
        if (names.empty()) {
            throw std::invalid_argument("no factor varies");
        }
        if (names.size() == 1) {
            auto figure = figure_of_one_factor(source);
            figure.variants = {
                variant_of(source, map_of_sweep(source.table, {names.front(), std::nullopt}, source.threads), 0)};
            section.blocks.emplace_back(std::move(figure));
        } else {
            add_pairs(source, names, report, section);
        }
    } catch (const std::invalid_argument& reason) {
        section.blocks = {without_map(reason.what())};
    }
    report.sections.push_back(std::move(section));
}

} // namespace kamsim::sweep_report
