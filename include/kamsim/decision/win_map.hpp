#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/box_search.hpp"
#include "kamsim/statistics/label_tree.hpp"

namespace kamsim {

/// Where one alternative wins, as limits of inputs.
struct WinBox {
    int alternative = 0;
    std::int64_t wins = 0; ///< worlds in which it is the best, of all
    Box box;               ///< found in one half of the worlds; inputs are coordinates
    BoxQuality held_out;   ///< in the other half
    /// Chance that as many worlds of the other half whose own futures make it the best fall into the box by luck. Of
    /// these winners, since those by regression vary smoothly, in noise too.
    double chance = 1.0;
    std::vector<double> quasi_p;    ///< [limit], in the half in which the box was found
    std::vector<double> reproduced; ///< [limit]: share of searches on halves of that half that limit the same

    /// Whether the other half confirms the box: at less than 5 % chance.
    [[nodiscard]] bool is_confirmed() const { return !box.limits.empty() && chance < 0.05; }
};

/// A leaf of the tree; its label is the alternative that wins there.
struct WinRule {
    LabelRule rule;
    BoxQuality held_out; ///< of interest: worlds in which the label wins
};

/// Winners over the two inputs that move the leads most, in cells of equal probability.
struct WinGrid {
    std::size_t across = 0;           ///< coordinate
    std::size_t up = 0;               ///< coordinate
    std::vector<double> across_edges; ///< between columns, ascending
    std::vector<double> up_edges;     ///< between rows, ascending
    struct Cell {
        std::int64_t worlds = 0;
        int winner = -1;         ///< highest mean lead in the cell; -1 without worlds
        double confidence = 0.0; ///< share of draws from the posterior of the regression with the same winner
    };
    std::vector<Cell> cells; ///< [row][column], from the lowest values

    [[nodiscard]] const Cell& cell(std::size_t row, std::size_t column) const
    {
        return cells[row * (across_edges.size() + 1) + column];
    }
};

/// In which worlds which alternative wins (scenario discovery, Bryant and Lempert 2010).
struct WinMap {
    std::vector<int> winners;  ///< [world], by the means that the inputs explain
    std::vector<WinBox> boxes; ///< one for each alternative that wins somewhere but not everywhere
    std::vector<WinRule> tree;
    double tree_accuracy = 0.0;     ///< share of held-out worlds whose winner the tree names
    double constant_accuracy = 0.0; ///< the same for naming the most frequent winner always
    std::int64_t held_out_worlds = 0;
    WinGrid grid; ///< without cells where there is only one shared input
};

/// The winner of a world is the alternative with the largest mean lead as regressed on all shared inputs (SmoothFit),
/// so that the luck of few futures does not decide. Boxes and tree are found in one half of the worlds, drawn at
/// random, and judged in the other half; each half has its own regression.
/// @throws std::invalid_argument where there are fewer than 32 worlds or no shared input
[[nodiscard]] WinMap map_of_wins(const Experiment& experiment, const Outcome& outcome);

} // namespace kamsim
