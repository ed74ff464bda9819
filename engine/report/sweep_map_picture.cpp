#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "kamsim/report/sweep_map_report.hpp"
#include "report/svg_picture.hpp"
#include "report/sweep_map_words.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

/// Colours that the colour-blind tell apart (Okabe and Ito 2008), and marks for who sees none.
constexpr std::array<std::string_view, 8> colours{"#999999", "#e69f00", "#56b4e9", "#009e73",
                                                  "#cc79a7", "#0072b2", "#d55e00", "#f0e442"};
constexpr std::array<std::string_view, 8> marks{
    "",
    "<path d=\"M0 12 L12 0\" stroke=\"#ffffff\" stroke-width=\"2\"/>",
    "<circle cx=\"6\" cy=\"6\" r=\"2\" fill=\"#ffffff\"/>",
    "<path d=\"M0 6 H12\" stroke=\"#ffffff\" stroke-width=\"2\"/>",
    "<path d=\"M6 0 V12\" stroke=\"#ffffff\" stroke-width=\"2\"/>",
    "<path d=\"M0 6 H12 M6 0 V12\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>",
    "<path d=\"M0 0 L12 12\" stroke=\"#ffffff\" stroke-width=\"2\"/>",
    "<circle cx=\"6\" cy=\"6\" r=\"3.5\" fill=\"none\" stroke=\"#ffffff\" stroke-width=\"1.5\"/>"};
constexpr std::string_view share_colour = "#0072b2";
constexpr std::string_view ink = "#1a1a1a";

constexpr double picture_width = 960.0;
constexpr double margin = 24.0;
constexpr double title_size = 20.0;
constexpr std::size_t title_columns = 74; ///< what fits into the width at that size
constexpr double rule_size = 12.0;
constexpr std::size_t rule_columns = 118;
constexpr double axis_height = 58.0; ///< labels of columns and the factor's name

/// Where things stand.
struct Frame {
    double left = 0.0;
    double top = 0.0;
    double cell_width = 0.0;
    double cell_height = 0.0;
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] double x(std::size_t column) const { return left + static_cast<double>(column) * cell_width; }
    /// The first row is the lowest.
    [[nodiscard]] double y(std::size_t row) const { return top + static_cast<double>(rows - 1 - row) * cell_height; }
    [[nodiscard]] double right() const { return x(columns); }
    [[nodiscard]] double bottom() const { return top + static_cast<double>(rows) * cell_height; }
};

std::vector<std::string> lines_of(const std::string& text, std::size_t columns)
{
    std::vector<std::string> lines;
    const auto all = wrapped(text, columns);
    for (std::size_t begin = 0; begin < all.size();) {
        const auto end = all.find('\n', begin);
        lines.push_back(all.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

/// How many letters of a size fit into a width; letters are taken as wide as the widest usual font has them.
std::size_t fitting(double width, double size)
{
    return static_cast<std::size_t>(std::max(1.0, std::floor(width / (0.66 * size))));
}

std::string description_of(const SweepTable& table, const SweepMap& map)
{
    const auto unit = map_unit(table, map);
    std::string text = sweep_map_takeaway(table, map) + ". ";
    for (std::size_t row = 0; row < map.rows(); ++row) {
        for (std::size_t column = 0; column < map.columns(); ++column) {
            const auto& cell = map.cell(row, column);
            text += cell_place(map, row, column) + ": ";
            text += cell.best < 0
                        ? std::string("failed; ")
                        : fmt::format("{} by {} {} over {}, {}; ",
                                      table.alternatives[static_cast<std::size_t>(cell.best)], unit.text(cell.lead),
                                      unit.name, table.alternatives[static_cast<std::size_t>(cell.next)],
                                      cell.is_sure ? "sure" : "not sure");
        }
    }
    return text;
}

/// Labels of the steps and the name of the factor, below the frame.
void draw_across(const Frame& frame, const SweepMapAxis& axis, SvgPicture& picture)
{
    for (std::size_t column = 0; column < frame.columns; ++column) {
        picture.text(frame.x(column) + 0.5 * frame.cell_width, frame.bottom() + 20.0,
                     clipped(axis.labels[column], fitting(frame.cell_width - 4.0, 13.0)),
                     {13.0, ink, false, TextAnchor::middle});
    }
    picture.text(0.5 * (frame.left + frame.right()), frame.bottom() + 44.0, axis.factor,
                 {14.0, ink, true, TextAnchor::middle});
}

void draw_up(const Frame& frame, const SweepMapAxis& axis, SvgPicture& picture)
{
    for (std::size_t row = 0; row < frame.rows; ++row) {
        picture.text(frame.left - 8.0, frame.y(row) + 0.5 * frame.cell_height + 5.0,
                     clipped(axis.labels[row], fitting(frame.left - margin - 34.0, 13.0)),
                     {13.0, ink, false, TextAnchor::end});
    }
    picture.text(margin + 10.0, 0.5 * (frame.top + frame.bottom()), axis.factor,
                 {14.0, ink, true, TextAnchor::middle, true});
}

std::string pattern_name(int alternative)
{
    return fmt::format("marks{}", static_cast<std::size_t>(alternative) % marks.size());
}

std::string_view colour_of(int alternative)
{
    return colours[static_cast<std::size_t>(alternative) % colours.size()];
}

/// Ground in the design's colour and marks, lighter where it is not sure.
void draw_swatch(double left, double top, double width, double height, int alternative, bool is_sure,
                 SvgPicture& picture)
{
    picture.rectangle(left, top, width, height, tint(colour_of(alternative), is_sure ? 1.0 : 0.4), "#ffffff", 1.5);
    if (!marks[static_cast<std::size_t>(alternative) % marks.size()].empty()) {
        picture.rectangle(left, top, width, height, fmt::format("url(#{})", pattern_name(alternative)));
    }
}

void draw_winner(const Frame& frame, const SweepMapCell& cell, std::size_t row, std::size_t column,
                 const MoneyUnit& unit, SvgPicture& picture)
{
    const double left = frame.x(column);
    const double top = frame.y(row);
    const double middle = left + 0.5 * frame.cell_width;
    if (cell.best < 0) {
        picture.rectangle(left, top, frame.cell_width, frame.cell_height, "#ffffff", "#999999", 1.0, Stroke::dashed);
        picture.text(middle, top + 0.5 * frame.cell_height + 5.0, "failed", {11.0, ink, false, TextAnchor::middle});
        return;
    }
    draw_swatch(left, top, frame.cell_width, frame.cell_height, cell.best, cell.is_sure, picture);
    const bool has_lead = frame.cell_height >= 44.0 && frame.cell_width >= 56.0;
    const double plate = has_lead ? 36.0 : 20.0;
    const double plate_width = std::min(frame.cell_width - 8.0, has_lead ? 60.0 : 30.0);
    const double plate_top = top + 0.5 * (frame.cell_height - plate);
    picture.rectangle(middle - 0.5 * plate_width, plate_top, plate_width, plate, "#ffffff");
    picture.text(middle, plate_top + 15.0, design_letter(cell.best) + (cell.is_sure ? "" : "?"),
                 {14.0, ink, true, TextAnchor::middle});
    if (has_lead) {
        picture.text(middle, plate_top + 30.0, "+" + unit.text(cell.lead), {11.0, ink, false, TextAnchor::middle});
    }
}

/// Names of the designs beside a map of winners.
void draw_winner_legend(const Frame& frame, const SweepTable& table, const MoneyUnit& unit, SvgPicture& picture)
{
    const double left = frame.right() + 28.0;
    double top = frame.top;
    const std::size_t letters = fitting(picture_width - margin - left - 44.0, 13.0);
    for (int alternative = 0; alternative < std::ssize(table.alternatives); ++alternative) {
        draw_swatch(left, top, 34.0, 20.0, alternative, true, picture);
        picture.text(
            left + 42.0, top + 15.0,
            clipped(design_letter(alternative) + "  " + table.alternatives[static_cast<std::size_t>(alternative)],
                    letters),
            {13.0, ink});
        top += 27.0;
    }
    for (const auto& line :
         lines_of(fmt::format("?, pale: best on average, but not sure. + lead over the next, {}.", unit.name),
                  fitting(picture_width - margin - left, 12.0))) {
        picture.text(left, top + 14.0, line, {12.0, ink});
        top += 17.0;
    }
}

void draw_winners(const Frame& frame, const SweepTable& table, const SweepMap& map, SvgPicture& picture)
{
    for (std::size_t k = 0; k < marks.size(); ++k) {
        if (!marks[k].empty()) {
            picture.pattern(pattern_name(static_cast<int>(k)), marks[k]);
        }
    }
    const auto unit = map_unit(table, map);
    for (std::size_t row = 0; row < frame.rows; ++row) {
        for (std::size_t column = 0; column < frame.columns; ++column) {
            draw_winner(frame, map.cell(row, column), row, column, unit, picture);
        }
    }
    draw_up(frame, *map.up, picture);
    draw_winner_legend(frame, table, unit, picture);
}

/// One design at one step: the share of worlds that it wins, and what its mean is behind the best.
void draw_design_cell(const Frame& frame, const SweepMapCell& cell, std::size_t row, std::size_t column,
                      const MoneyUnit& unit, SvgPicture& picture)
{
    const std::size_t design = frame.rows - 1 - row;
    const double left = frame.x(column);
    const double top = frame.y(row);
    const double middle = left + 0.5 * frame.cell_width;
    const bool is_best = static_cast<int>(design) == cell.best;
    const bool has_worlds = !cell.worlds_won.empty();
    const double strength = cell.best < 0 ? 0.0 : has_worlds ? cell.worlds_won[design] : is_best ? 0.6 : 0.0;
    const auto fill = tint(share_colour, 0.05 + 0.95 * strength);
    picture.rectangle(left + 3.0, top + 3.0, frame.cell_width - 6.0, frame.cell_height - 6.0, fill,
                      is_best ? "#000000" : "#d0d0d0", is_best ? 3.5 : 1.0,
                      is_best && !cell.is_sure ? Stroke::dashed : Stroke::solid);
    const TextLook look{15.0, readable_on(fill), is_best, TextAnchor::middle};
    if (cell.best < 0) {
        picture.text(middle, top + 0.5 * frame.cell_height + 5.0, "failed", look);
        return;
    }
    const auto second = is_best ? std::string(cell.is_sure ? "best" : "best?") : unit.text(cell.behind[design]);
    if (!has_worlds) {
        picture.text(middle, top + 0.5 * frame.cell_height + 5.0, second, look);
        return;
    }
    picture.text(middle, top + 0.5 * frame.cell_height - 2.0, percent_text(cell.worlds_won[design]), look);
    picture.text(middle, top + 0.5 * frame.cell_height + 16.0, second, {12.0, look.colour, is_best, look.anchor});
}

void draw_design_legend(const Frame& frame, const SweepTable& table, const SweepMap& map, SvgPicture& picture)
{
    const double left = frame.right() + 24.0;
    double top = frame.top + 6.0;
    const auto unit = map_unit(table, map);
    const bool has_worlds = !map.cells.front().worlds_won.empty();
    if (has_worlds) {
        picture.text(left, top + 8.0, "worlds won", {13.0, ink, true});
        for (int quarter = 0; quarter <= 4; ++quarter) {
            const double share = 0.25 * quarter;
            picture.rectangle(left + 38.0 * quarter, top + 18.0, 36.0, 16.0, tint(share_colour, 0.05 + 0.95 * share));
            picture.text(left + 38.0 * quarter + 18.0, top + 48.0, fmt::format("{:.0f} %", 100.0 * share),
                         {10.0, ink, false, TextAnchor::middle});
        }
        top += 66.0;
    }
    const auto entry = [&](Stroke stroke, std::string_view colour, double width, const std::string& text) {
        picture.rectangle(left, top, 26.0, 18.0, "#ffffff", colour, width, stroke);
        for (const auto& line : lines_of(text, fitting(picture_width - margin - left - 36.0, 12.0))) {
            picture.text(left + 36.0, top + 13.0, line, {12.0, ink});
            top += 16.0;
        }
        top += 12.0;
    };
    entry(Stroke::solid, "#000000", 3.5, "best on average, sure");
    entry(Stroke::dashed, "#000000", 3.5, "best on average, not sure");
    entry(Stroke::solid, "#d0d0d0", 1.0,
          (has_worlds ? "below: mean" : "mean") + fmt::format(" less the best's, {}", unit.name));
}

void draw_designs(const Frame& frame, const SweepTable& table, const SweepMap& map, SvgPicture& picture)
{
    const auto unit = map_unit(table, map);
    for (std::size_t row = 0; row < frame.rows; ++row) {
        const auto& name = table.alternatives[frame.rows - 1 - row];
        picture.text(frame.left - 12.0, frame.y(row) + 0.5 * frame.cell_height + 5.0,
                     clipped(name, fitting(frame.left - margin - 12.0, 14.0)), {14.0, ink, false, TextAnchor::end});
        for (std::size_t column = 0; column < frame.columns; ++column) {
            draw_design_cell(frame, map.cell(0, column), row, column, unit, picture);
        }
    }
    draw_design_legend(frame, table, map, picture);
}

Frame frame_of(const SweepTable& table, const SweepMap& map, double top)
{
    Frame frame;
    frame.top = top;
    frame.rows = map.up ? map.rows() : table.alternatives.size();
    frame.columns = map.columns();
    frame.left = map.up ? 150.0 : 210.0;
    const double legend = map.up ? 220.0 : 240.0;
    frame.cell_width =
        std::min(130.0, (picture_width - margin - legend - frame.left) / static_cast<double>(frame.columns));
    frame.cell_height = std::clamp(420.0 / static_cast<double>(frame.rows), 30.0, 60.0);
    return frame;
}

} // namespace

std::string sweep_map_picture(const SweepTable& table, const SweepMap& map)
{
    const auto takeaway = sweep_map_takeaway(table, map);
    const auto titles = lines_of(takeaway, title_columns);
    const auto rules = lines_of((table.title.empty() ? "" : table.title + ". ") + map_rules(table, map), rule_columns);
    const double top = margin + 28.0 * static_cast<double>(titles.size()) + 14.0;
    const Frame frame = frame_of(table, map, top);
    const double legend_bottom = frame.top + 27.0 * static_cast<double>(table.alternatives.size()) + 90.0;
    const double rules_top = std::max(frame.bottom() + axis_height, map.up ? legend_bottom : frame.top + 250.0) + 16.0;
    SvgPicture picture(picture_width, rules_top + 17.0 * static_cast<double>(rules.size()) + margin, takeaway,
                       description_of(table, map));
    for (std::size_t line = 0; line < titles.size(); ++line) {
        picture.text(margin, margin + 18.0 + 28.0 * static_cast<double>(line), titles[line], {title_size, ink, true});
    }
    if (map.up) {
        draw_winners(frame, table, map, picture);
    } else {
        draw_designs(frame, table, map, picture);
    }
    draw_across(frame, map.across, picture);
    for (std::size_t line = 0; line < rules.size(); ++line) {
        picture.text(margin, rules_top + 17.0 * static_cast<double>(line), rules[line], {rule_size, "#404040"});
    }
    return picture.finished();
}

} // namespace kamsim
