#include "report/sweep_map_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/report/sweep_map_report.hpp"

namespace kamsim {

namespace {

const std::string& design(const SweepTable& table, int alternative)
{
    return table.alternatives[static_cast<std::size_t>(alternative)];
}

/// Neighbouring steps with the same answer, as "matrix at 150 M" or "none at 10 M to 40 M".
std::string runs_text(const SweepTable& table, const SweepMap& map)
{
    std::string text;
    for (std::size_t first = 0; first < map.columns();) {
        const auto& cell = map.cell(0, first);
        std::size_t last = first;
        while (last + 1 < map.columns() && map.cell(0, last + 1).best == cell.best
               && map.cell(0, last + 1).is_sure == cell.is_sure) {
            ++last;
        }
        const auto& labels = map.across.labels;
        const auto where = first == last ? labels[first] : labels[first] + " to " + labels[last];
        const auto what = cell.best < 0   ? std::string("unknown")
                          : cell.is_sure  ? design(table, cell.best)
                          : first == last ? design(table, cell.best) + " or " + design(table, cell.next)
                                          : design(table, cell.best) + " (not sure)";
        text += fmt::format("{}{} at {}", text.empty() ? "" : ", ", what, where);
        first = last + 1;
    }
    return text;
}

std::string counts_text(const SweepTable& table, const SweepMap& map)
{
    std::string text;
    std::vector<std::pair<std::int64_t, int>> counts;
    for (int alternative = 0; alternative < std::ssize(table.alternatives); ++alternative) {
        counts.emplace_back(
            -std::count_if(map.cells.begin(), map.cells.end(),
                           [&](const SweepMapCell& cell) { return cell.best == alternative && cell.is_sure; }),
            alternative);
    }
    std::sort(counts.begin(), counts.end());
    for (const auto& [count, alternative] : counts) {
        if (count < 0) {
            text += fmt::format("{}{} leads in {}{}", text.empty() ? "" : ", ", design(table, alternative), -count,
                                text.empty() ? fmt::format(" of {} cells", map.cells.size()) : std::string());
        }
    }
    const auto open =
        std::count_if(map.cells.begin(), map.cells.end(), [](const SweepMapCell& cell) { return !cell.is_sure; });
    if (open > 0) {
        text += fmt::format("{}{} of {} cells not distinguishable", text.empty() ? "" : ", ", open, map.cells.size());
    }
    return text;
}

} // namespace

std::string design_letter(int alternative)
{
    const std::string letter(1, static_cast<char>('A' + alternative % 26));
    return alternative < 26 ? letter : letter + std::to_string(alternative / 26);
}

MoneyUnit map_unit(const SweepTable& table, const SweepMap& map)
{
    double largest = 0.0;
    for (const auto& cell : map.cells) {
        for (const double behind : cell.behind) {
            largest = std::max(largest, std::fabs(behind));
        }
    }
    return money_unit(table.currency, largest);
}

std::string cell_place(const SweepMap& map, std::size_t row, std::size_t column)
{
    return fmt::format("{} = {}", map.across.factor, map.across.labels[column])
           + (map.up ? fmt::format(", {} = {}", map.up->factor, map.up->labels[row]) : std::string());
}

std::string map_rules(const SweepTable& table, const SweepMap& map)
{
    std::string over = map.averaged.empty() ? "" : "Each cell is a mean over the values of ";
    for (std::size_t k = 0; k < map.averaged.size(); ++k) {
        over += (k == 0 ? "" : ", ") + map.averaged[k];
    }
    over += map.averaged.empty() ? "" : ". ";
    if (map.is_emulated) {
        over += "Cells are places of smooth surfaces through the points of the sweep"
                + (map.held.empty() ? std::string() : ", with " + map.held) + ". ";
    }
    const auto cell =
        std::find_if(map.cells.begin(), map.cells.end(), [](const SweepMapCell& one) { return one.best >= 0; });
    if (cell != map.cells.end()) {
        over +=
            fmt::format("A lead is sure where it is above 0 over every other design, at {} for all of them together "
                        "in one cell ({}); several cells may err together. ",
                        percent_text(sweep_map_level), name(cell->lead_interval.kind));
    }
    if (table.worlds > 1) {
        over += fmt::format("{} worlds", table.worlds);
        over += map.is_emulated ? ". "
                                : ": the share that a design wins tells how far the choice depends on what is not "
                                  "known, by the mean of each world's futures. ";
    }
    return over;
}

std::string sweep_map_takeaway(const SweepTable& table, const SweepMap& map)
{
    auto text = map.up ? counts_text(table, map) : "Worth most: " + runs_text(table, map);
    return text;
}

} // namespace kamsim
