#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "report/report_workbook.hpp"

namespace kamsim::workbook {

namespace {

/// Those of the page (tools/report/page.css), so that a design has one colour everywhere.
constexpr std::array<lxw_color_t, 8> palette{0x003F7F, 0xC04F00, 0x16936E, 0x8A3EA8,
                                             0x8A6D00, 0xC2255C, 0x2B86C5, 0x6B4A3A};
constexpr lxw_color_t soft_grey = 0xD9D9D9;
constexpr std::size_t most_bars = 60; ///< more cannot be told apart

/// Rows of one series, one after the other.
struct Run {
    std::string name;
    lxw_row_t first = 0;
    lxw_row_t last = 0;
};

/// A chart of the rows of the chosen variant.
class ChartMaker {
public:
    ChartMaker(const Report& report, const PlacedFigure& placed, const StackedTable& table, lxw_row_t first_row,
               Workbook& book)
        : report_(report), placed_(placed), table_(table), first_row_(first_row), book_(book)
    {
        for (const auto& [role, id] : placed.figure->drawing.roles) {
            const auto found = std::find_if(table.columns.begin() + table.shift, table.columns.end(),
                                            [&id = id](const ReportColumn& column) { return column.id == id; });
            if (found != table.columns.end()) {
                roles_[role] = static_cast<lxw_col_t>(found - table.columns.begin());
            }
        }
    }

    /// @return nullptr where there is none
    lxw_chart* chart()
    {
        if (table_.chosen_end <= table_.chosen_first) {
            return nullptr;
        }
        switch (placed_.figure->drawing.kind) {
        case DrawingKind::lines:
        case DrawingKind::survival: return lines("y");
        case DrawingKind::fan: return lines("q50"); // three lines for each series would be a thicket
        case DrawingKind::bars: return bars();
        case DrawingKind::pareto: return pareto();
        default: return nullptr;
        }
    }

private:
    [[nodiscard]] bool has(const std::string& role) const { return roles_.count(role) != 0; }

    [[nodiscard]] std::size_t chosen_rows() const { return table_.chosen_end - table_.chosen_first; }

    /// @return empty where the rows of one series do not follow each other
    [[nodiscard]] std::vector<Run> runs() const
    {
        if (!has("series")) {
            return {{"", table_.chosen_first, static_cast<lxw_row_t>(table_.chosen_end - 1)}};
        }
        std::vector<Run> runs;
        for (auto row = table_.chosen_first; row < table_.chosen_end; ++row) {
            const auto* text = std::get_if<std::string>(&table_.rows[row][roles_.at("series")]);
            const auto name = text == nullptr ? "" : *text;
            if (runs.empty() || runs.back().name != name) {
                if (std::any_of(runs.begin(), runs.end(), [&](const Run& run) { return run.name == name; })) {
                    return {};
                }
                runs.push_back({name, row, row});
            }
            runs.back().last = row;
        }
        return runs;
    }

    /// A design has the colour of its place, everything else that of its order.
    [[nodiscard]] lxw_color_t colour(const std::string& name, std::size_t order) const
    {
        const auto found = std::find(report_.designs.begin(), report_.designs.end(), name);
        const auto place =
            found == report_.designs.end() ? order : static_cast<std::size_t>(found - report_.designs.begin());
        return palette.at(place % palette.size());
    }

    lxw_chart_series* add(lxw_chart* chart, const Run& run, const std::string& categories, const std::string& values)
    {
        auto* series = chart_add_series(chart, nullptr, nullptr);
        const auto& sheet = placed_.sheet;
        const auto x = roles_.at(categories);
        const auto y = roles_.at(values);
        chart_series_set_categories(series, sheet.c_str(), first_row_ + run.first, x, first_row_ + run.last, x);
        chart_series_set_values(series, sheet.c_str(), first_row_ + run.first, y, first_row_ + run.last, y);
        return series;
    }

    static void draw_line(lxw_chart_series* series, lxw_color_t colour)
    {
        lxw_chart_line line{};
        line.color = colour;
        line.width = 2.25F;
        chart_series_set_line(series, &line);
        chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
    }

    static void fill(lxw_chart_series* series, lxw_color_t colour)
    {
        lxw_chart_fill fill{};
        fill.color = colour;
        chart_series_set_fill(series, &fill);
    }

    [[nodiscard]] std::string axis_title(const std::string& role) const
    {
        return chart_text(heading(table_.columns[roles_.at(role)]));
    }

    void dress(lxw_chart* chart, const std::string& across, const std::string& up)
    {
        chart_title_set_name(chart, chart_text(placed_.figure->title).c_str());
        lxw_chart_font font{};
        font.size = 12;
        font.bold = 1;
        chart_title_set_name_font(chart, &font);
        if (!across.empty()) {
            chart_axis_set_name(chart->x_axis, across.c_str());
        }
        chart_axis_set_name(chart->y_axis, up.c_str());
        lxw_chart_line grid{};
        grid.color = soft_grey;
        grid.width = 0.75F;
        chart_axis_major_gridlines_set_line(chart->y_axis, &grid);
        chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    }

    lxw_chart* lines(const std::string& value)
    {
        const auto all = runs();
        if (!has("x") || !has(value) || has("facet") || all.empty()) {
            return nullptr;
        }
        auto* chart = book_.add_chart(LXW_CHART_SCATTER_STRAIGHT);
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto* series = add(chart, all[i], "x", value);
            chart_series_set_name(series,
                                  all[i].name.empty() ? axis_title(value).c_str() : chart_text(all[i].name).c_str());
            draw_line(series, colour(all[i].name, i));
        }
        dress(chart, axis_title("x"), axis_title(value));
        return chart;
    }

    [[nodiscard]] bool is_horizontal() const
    {
        const auto& settings = placed_.figure->drawing.settings;
        return std::any_of(settings.begin(), settings.end(), [](const auto& setting) {
            const auto* truth = std::get_if<bool>(&setting.second);
            return setting.first == "horizontal" && truth != nullptr && *truth;
        });
    }

    lxw_chart* bars()
    {
        const auto all = runs();
        if (!has("label") || !has("value") || all.empty() || chosen_rows() > most_bars) {
            return nullptr;
        }
        auto* chart = book_.add_chart(is_horizontal() ? LXW_CHART_BAR : LXW_CHART_COLUMN);
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto* series = add(chart, all[i], "label", "value");
            chart_series_set_name(series,
                                  all[i].name.empty() ? axis_title("value").c_str() : chart_text(all[i].name).c_str());
            fill(series, colour(all[i].name, i));
        }
        dress(chart, "", axis_title("value"));
        if (is_horizontal()) {
            chart_axis_set_reverse(chart->x_axis); // the first row on top
        }
        if (all.size() == 1) {
            chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        }
        return chart;
    }

    /// The cumulative share; bars with a second axis are not in the library.
    lxw_chart* pareto()
    {
        if (!has("label") || !has("share")) {
            return nullptr;
        }
        const Run all{"", table_.chosen_first, static_cast<lxw_row_t>(table_.chosen_end - 1)};
        auto* chart = book_.add_chart(LXW_CHART_LINE);
        auto* share = add(chart, all, "label", "share");
        chart_series_set_name(share, axis_title("share").c_str());
        draw_line(share, palette[0]);
        dress(chart, "", axis_title("share"));
        chart_axis_set_num_format(chart->y_axis, "0%");
        chart_axis_set_min(chart->y_axis, 0.0);
        chart_axis_set_max(chart->y_axis, 1.0);
        chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        return chart;
    }

    const Report& report_;
    const PlacedFigure& placed_;
    const StackedTable& table_;
    lxw_row_t first_row_;
    Workbook& book_;
    std::map<std::string, lxw_col_t> roles_;
};

} // namespace

void add_chart(const Report& report, const PlacedFigure& placed, const StackedTable& table, lxw_row_t first_row,
               lxw_col_t corner, Workbook& book, Sheet& sheet)
{
    auto* chart = ChartMaker(report, placed, table, first_row, book).chart();
    if (chart == nullptr) {
        return;
    }
    auto description = label_text(placed.figure->description);
    lxw_chart_options options{};
    options.x_scale = 1.5;
    options.y_scale = 1.6;
    options.description = description.data();
    require(worksheet_insert_chart_opt(sheet.raw(), first_row - 1, corner, chart, &options));
}

} // namespace kamsim::workbook
