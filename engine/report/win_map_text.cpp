#include "kamsim/report/win_map_text.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "report/csv_text.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 20;
constexpr std::size_t cell_width = 10;
constexpr double sure = 0.95;
constexpr double likely = 0.8;

const std::string& design(const Experiment& experiment, int alternative)
{
    return experiment.alternatives[static_cast<std::size_t>(alternative)].name;
}

const std::string& input(const Experiment& experiment, std::size_t coordinate)
{
    return experiment.uncertainty.inputs[shared_inputs(experiment.uncertainty)[coordinate]].name;
}

std::string number(double value)
{
    return fmt::format("{:.3g}", value);
}

std::string row_of(std::string_view label, const std::vector<std::string>& cells)
{
    auto text = left_aligned(clipped(label, name_width - 1), name_width);
    for (const auto& cell : cells) {
        text += right_aligned(cell, cell_width);
    }
    return text + "\n";
}

std::string robustness_table(const Experiment& experiment, const RobustnessOfAll& robustness)
{
    double largest = 0.0;
    for (const auto& one : robustness.alternatives) {
        largest = std::max({largest, std::fabs(one.mean), one.largest_regret});
    }
    const auto unit = money_unit(experiment.currency, largest);
    std::string text = fmt::format("Where nobody says how likely worlds are, {}, net present\n", unit.name)
                       + row_of("", {"regret", "regret", "reaches", "worst 5 %", "worst 5 %", "on"});
    text += row_of("  design", {"at most", "95 %", "target", "worlds", "futures", "front"});
    for (std::size_t k = 0; k < robustness.alternatives.size(); ++k) {
        const auto& one = robustness.alternatives[k];
        const std::string front = std::string(one.is_on_world_front ? "W" : "-") + (one.is_on_future_front ? "F" : "-");
        text += row_of((static_cast<int>(k) == robustness.least_largest_regret ? "* " : "  ")
                           + design(experiment, static_cast<int>(k)),
                       {unit.text(one.largest_regret), unit.text(one.high_regret), percent_text(one.share_reached),
                        unit.text(one.worst_worlds), unit.text(one.worst_futures), front});
    }
    return text;
}

std::string robustness_words(const Experiment& experiment, const RobustnessOfAll& robustness)
{
    const auto& most = robustness.alternatives[static_cast<std::size_t>(robustness.most_reached)];
    const auto target = robustness.target
                            ? fmt::format("worth {} or more", money_text(*robustness.target))
                            : fmt::format("not worth less than {}", design(experiment, experiment.baseline));
    return wrapped(
        fmt::format("Regret: how much more the best design of a world is worth; *: its largest is least (minimax "
                    "regret). Target: {}; {} reaches it in most worlds, in {} of them ({} to {}, {}). Worst 5 % of "
                    "worlds is about what is not known, of futures also about luck. Front: no design has both a higher "
                    "mean and better worst worlds (W) or futures (F). Means of worlds are freed of the luck of their "
                    "few futures.",
                    target, design(experiment, robustness.most_reached), percent_text(most.share_reached),
                    percent_text(most.share_interval.low), percent_text(most.share_interval.high),
                    name(most.share_interval.kind)),
        terminal_width);
}

std::string limit_text(const Experiment& experiment, const BoxLimit& limit)
{
    return fmt::format("{} {} {}", input(experiment, static_cast<std::size_t>(limit.input)),
                       limit.side == BoxLimit::Side::least ? "at least" : "at most", number(limit.value));
}

std::string limits_text(const Experiment& experiment, const Box& box)
{
    auto limits = box.limits;
    std::stable_sort(limits.begin(), limits.end(),
                     [](const BoxLimit& first, const BoxLimit& second) { return first.input < second.input; });
    std::string text;
    for (const auto& limit : limits) {
        text += (text.empty() ? "" : " and ") + limit_text(experiment, limit);
    }
    return text.empty() ? "anywhere" : text;
}

std::string box_text(const Experiment& experiment, const WinBox& found)
{
    const auto& quality = found.held_out;
    const auto& winner = design(experiment, found.alternative);
    if (!found.is_confirmed()) {
        return wrapped(fmt::format("{}: no limits of inputs that the other worlds confirm.", winner), terminal_width,
                       "  ");
    }
    auto text = wrapped(fmt::format("{} wins in {} of the worlds with {}:", winner, percent_text(quality.density),
                                    limits_text(experiment, found.box)),
                        terminal_width, "  ")
                + wrapped(fmt::format("density {} (in all worlds {}), coverage {} of its wins, {} worlds.",
                                      percent_text(quality.density), percent_text(quality.base_density),
                                      percent_text(quality.coverage), quality.inside),
                          terminal_width, "    ");
    for (std::size_t k = 0; k < found.box.limits.size(); ++k) {
        text += wrapped(
            fmt::format("{}: quasi-p {}, found again in {} of the halves", limit_text(experiment, found.box.limits[k]),
                        found.quasi_p[k] < 0.001 ? std::string("below 0.001") : fmt::format("{:.3f}", found.quasi_p[k]),
                        percent_text(found.reproduced[k])),
            terminal_width, "    ");
    }
    return text;
}

std::string boxes_text(const Experiment& experiment, const WinMap& map)
{
    if (map.boxes.empty()) {
        return wrapped(fmt::format("{} wins in all worlds.", design(experiment, map.winners.front())), terminal_width);
    }
    std::string text = "Which design wins where\n";
    for (const auto& box : map.boxes) {
        text += box_text(experiment, box);
    }
    return text
           + wrapped(
               fmt::format("Boxes by PRIM, found in one half of the worlds and counted in the other ({} worlds), "
                           "where a box in pure noise is confirmed in at most 5 % of cases (hypergeometric test of "
                           "the winners by their own futures). A world's winner is else the design with the "
                           "largest mean as regressed on the inputs, so that luck does not decide.",
                           map.held_out_worlds),
               terminal_width);
}

std::string tree_text(const Experiment& experiment, const WinMap& map)
{
    std::string text = "The same as a tree\n";
    for (const auto& leaf : map.tree) {
        text += wrapped(fmt::format("{}: {} ({} of {} worlds)", limits_text(experiment, leaf.rule.box),
                                    design(experiment, leaf.rule.label), percent_text(leaf.held_out.density),
                                    leaf.held_out.inside),
                        terminal_width, "  ");
    }
    return text
           + wrapped(fmt::format("At most {} questions, pruned by cross-validation. It names the winner in {} of the "
                                 "held-out worlds; always naming the most frequent one does in {}.",
                                 deepest_tree, percent_text(map.tree_accuracy), percent_text(map.constant_accuracy)),
                     terminal_width);
}

/// Letters by place, so that names that begin alike stay apart.
char letter(int alternative)
{
    return static_cast<char>('A' + alternative % 26);
}

std::string cell_text(const WinGrid::Cell& cell)
{
    if (cell.winner < 0) {
        return ".";
    }
    return std::string(1, letter(cell.winner))
           + (cell.confidence >= sure     ? ""
              : cell.confidence >= likely ? "?"
                                          : "??");
}

std::string grid_text(const Experiment& experiment, const WinMap& map)
{
    constexpr std::size_t edge_width = 11;
    constexpr std::size_t column_width = 8;
    const auto& grid = map.grid;
    if (grid.cells.empty()) {
        return "";
    }
    auto text = wrapped(fmt::format("The winner by {} (across) and {} (up)", input(experiment, grid.across),
                                    input(experiment, grid.up)),
                        terminal_width);
    for (std::size_t row = grid.up_edges.size() + 1; row-- > 0;) {
        std::string line = right_aligned("", edge_width);
        for (std::size_t column = 0; column <= grid.across_edges.size(); ++column) {
            line += right_aligned(cell_text(grid.cell(row, column)), column_width - 2) + "  ";
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
        if (row > 0) {
            text += right_aligned(number(grid.up_edges[row - 1]), edge_width - 2) + " -\n";
        }
    }
    text += std::string(edge_width + column_width / 2, ' ');
    for (const double edge : grid.across_edges) {
        text += right_aligned(number(edge), column_width);
    }
    text += "\n";
    std::string legend;
    for (std::size_t k = 0; k < experiment.alternatives.size(); ++k) {
        legend += fmt::format("{}{} {}", legend.empty() ? "" : ", ", letter(static_cast<int>(k)),
                              experiment.alternatives[k].name);
    }
    return text
           + wrapped(fmt::format("{}. Cells of equal probability; numbers are their edges. ?: less than 95 % sure, ??: "
                                 "less than 80 %, by the posterior of a regression on the two inputs.",
                                 legend),
                     terminal_width);
}

} // namespace

std::string win_map_text(const Experiment& experiment, const RobustnessOfAll& robustness, const WinMap& map)
{
    const auto grid = grid_text(experiment, map);
    return robustness_table(experiment, robustness) + robustness_words(experiment, robustness) + "\n"
           + boxes_text(experiment, map) + "\n" + tree_text(experiment, map) + (grid.empty() ? "" : "\n" + grid);
}

std::string robustness_csv(const Experiment& experiment, const RobustnessOfAll& robustness)
{
    std::string text = "design,mean,largest_regret,high_regret,mean_regret,share_reached,share_low,share_high,"
                       "worst_worlds,worst_futures,on_world_front,on_future_front\n";
    for (std::size_t k = 0; k < robustness.alternatives.size(); ++k) {
        const auto& one = robustness.alternatives[k];
        text += csv_text_cell(experiment.alternatives[k].name);
        for (const double figure :
             {one.mean, one.largest_regret, one.high_regret, one.mean_regret, one.share_reached, one.share_interval.low,
              one.share_interval.high, one.worst_worlds, one.worst_futures}) {
            text += "," + csv_number_cell(figure);
        }
        text += fmt::format(",{},{}\n", one.is_on_world_front ? 1 : 0, one.is_on_future_front ? 1 : 0);
    }
    return text;
}

} // namespace kamsim
