#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/report/sweep_map_report.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/csv_text.hpp"
#include "report/sweep_map_words.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t label_width = 14;

const std::string& design(const SweepTable& table, int alternative)
{
    return table.alternatives[static_cast<std::size_t>(alternative)];
}

std::string cell_letter(const SweepMapCell& cell)
{
    return cell.best < 0 ? "." : design_letter(cell.best) + (cell.is_sure ? "" : "?");
}

/// The grid of letters, the highest row first.
std::string letters_text(const SweepTable& table, const SweepMap& map)
{
    const std::size_t width = std::clamp<std::size_t>((terminal_width - label_width) / map.columns(), 4, 10);
    auto text = wrapped(fmt::format("Best design by {} (across) and {} (up)", map.across.factor, map.up->factor),
                        terminal_width);
    for (std::size_t row = map.rows(); row-- > 0;) {
        text += right_aligned(clipped(map.up->labels[row], label_width - 2), label_width - 2) + "  ";
        std::string letters;
        for (std::size_t column = 0; column < map.columns(); ++column) {
            letters += right_aligned(cell_letter(map.cell(row, column)), width);
        }
        text += letters + "\n";
    }
    text += std::string(label_width, ' ');
    for (const auto& label : map.across.labels) {
        text += right_aligned(clipped(label, width - 1), width);
    }
    std::string legend;
    for (int k = 0; k < std::ssize(table.alternatives); ++k) {
        legend += fmt::format("{}{} {}", k == 0 ? "" : ", ", design_letter(k), design(table, k));
    }
    return text + "\n" + wrapped(legend + "; ?: not sure, .: failed.", terminal_width);
}

std::string leads_text(const SweepTable& table, const SweepMap& map)
{
    const auto unit = map_unit(table, map);
    auto text = left_aligned("  " + clipped(map.across.factor, label_width - 3), label_width) + left_aligned("best", 18)
                + left_aligned("next", 18) + right_aligned("lead", 9)
                + right_aligned(fmt::format("95 %, {}", unit.name), 20) + "\n";
    for (std::size_t column = 0; column < map.columns(); ++column) {
        const auto& cell = map.cell(0, column);
        text += left_aligned("  " + clipped(map.across.labels[column], label_width - 3), label_width);
        if (cell.best < 0) {
            text += "failed\n";
            continue;
        }
        text += left_aligned(clipped(design(table, cell.best), 15) + (cell.is_sure ? "" : "?"), 18)
                + left_aligned(clipped(design(table, cell.next), 16), 18) + right_aligned(unit.text(cell.lead), 9)
                + right_aligned(
                    fmt::format("{} to {}", unit.text(cell.lead_interval.low), unit.text(cell.lead_interval.high)), 20)
                + "\n";
    }
    return text;
}

/// Share of worlds won by each design; levels as rows.
std::string worlds_text(const SweepTable& table, const SweepMap& map)
{
    if (map.up || map.cells.front().worlds_won.empty()) {
        return "";
    }
    const std::size_t width =
        std::clamp<std::size_t>((terminal_width - label_width) / table.alternatives.size(), 8, 18);
    std::string text = "Share of worlds in which a design is worth most\n"
                       + left_aligned("  " + clipped(map.across.factor, label_width - 3), label_width);
    for (const auto& name : table.alternatives) {
        text += right_aligned(clipped(name, width - 1), width);
    }
    text += "\n";
    for (std::size_t column = 0; column < map.columns(); ++column) {
        text += left_aligned("  " + clipped(map.across.labels[column], label_width - 3), label_width);
        for (const double share : map.cell(0, column).worlds_won) {
            text += right_aligned(percent_text(share), width);
        }
        text += "\n";
    }
    return "\n" + text;
}

} // namespace

std::string sweep_map_text(const SweepTable& table, const SweepMap& map)
{
    return wrapped(sweep_map_takeaway(table, map) + ".", terminal_width) + "\n"
           + (map.up ? letters_text(table, map) : leads_text(table, map)) + worlds_text(table, map) + "\n"
           + wrapped(map_rules(table, map), terminal_width);
}

std::string sweep_map_csv(const SweepTable& table, const SweepMap& map)
{
    auto text = csv_text_cell(map.across.factor) + (map.up ? "," + csv_text_cell(map.up->factor) : std::string())
                + ",design,behind,best,sure,lead,lead_low,lead_high,worlds_won\n";
    for (std::size_t row = 0; row < map.rows(); ++row) {
        for (std::size_t column = 0; column < map.columns(); ++column) {
            const auto& cell = map.cell(row, column);
            for (std::size_t k = 0; k < cell.behind.size(); ++k) {
                const bool is_best = static_cast<int>(k) == cell.best;
                text += csv_text_cell(map.across.labels[column])
                        + (map.up ? "," + csv_text_cell(map.up->labels[row]) : std::string()) + ","
                        + csv_text_cell(table.alternatives[k]) + "," + csv_number_cell(cell.behind[k])
                        + (is_best ? ",1," : ",0,") + (is_best && cell.is_sure ? "1," : "0,");
                text += is_best ? csv_number_cell(cell.lead) + "," + csv_number_cell(cell.lead_interval.low) + ","
                                      + csv_number_cell(cell.lead_interval.high)
                                : ",,";
                text += "," + (cell.worlds_won.empty() ? std::string() : csv_number_cell(cell.worlds_won[k])) + "\n";
            }
        }
    }
    return text;
}

} // namespace kamsim
