#include "kamsim/decision/win_map.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <string>

#include <Eigen/Core>

#include "decision/win_grid.hpp"
#include "kamsim/decision/value_of_information.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/smooth_fit.hpp"

namespace kamsim {

namespace {

constexpr std::int64_t fewest_worlds = 32;
/// Key of the choice of halves: it belongs to the map, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> half_key{0x77696E6D, 0x61703A3A};

/// Worlds of one half with their winners.
struct Half {
    Eigen::MatrixXd inputs;
    std::vector<int> winners;     ///< by regression
    std::vector<int> raw_winners; ///< by the means of the worlds' futures
    std::vector<Eigen::Index> worlds;
};

std::vector<bool> wins_of(int alternative, const std::vector<int>& winners)
{
    std::vector<bool> wins;
    std::transform(winners.begin(), winners.end(), std::back_inserter(wins),
                   [&](int winner) { return winner == alternative; });
    return wins;
}

/// @param which 0 or 1
Half half_of(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& leads, int baseline, std::uint32_t which)
{
    Half half;
    for (Eigen::Index world = 0; world < inputs.rows(); ++world) {
        const auto word = philox4x32_10({static_cast<std::uint32_t>(world), 0, 0, 0}, half_key)[0];
        if (word % 2 == which) {
            half.worlds.push_back(world);
        }
    }
    half.inputs = inputs(half.worlds, Eigen::all);
    const Eigen::MatrixXd of_half = leads(half.worlds, Eigen::all);
    half.winners = winners_of(SmoothFit(half.inputs, of_half).fitted(), baseline);
    half.raw_winners = winners_of(of_half, baseline);
    return half;
}

WinBox box_of(int alternative, const Half& search, const Half& held_out)
{
    const auto wins = wins_of(alternative, search.winners);
    const auto held_out_wins = wins_of(alternative, held_out.winners);
    WinBox result;
    result.alternative = alternative;
    result.wins =
        std::count(wins.begin(), wins.end(), true) + std::count(held_out_wins.begin(), held_out_wins.end(), true);
    result.box = find_box(search.inputs, wins);
    result.held_out = quality_of(result.box, held_out.inputs, held_out_wins);
    result.chance = quality_of(result.box, held_out.inputs, wins_of(alternative, held_out.raw_winners)).chance;
    for (std::size_t limit = 0; limit < result.box.limits.size(); ++limit) {
        result.quasi_p.push_back(quasi_p_value(result.box, limit, search.inputs, wins));
    }
    result.reproduced = reproducibility(result.box, search.inputs, wins);
    return result;
}

void add_tree(const Half& search, const Half& held_out, WinMap& map)
{
    for (const auto& rule : grow_tree(search.inputs, search.winners)) {
        map.tree.push_back({rule, quality_of(rule.box, held_out.inputs, wins_of(rule.label, held_out.winners))});
    }
    std::int64_t right = 0;
    for (const auto& rule : map.tree) {
        right += rule.held_out.hits;
    }
    std::vector<std::int64_t> counts(
        static_cast<std::size_t>(*std::max_element(search.winners.begin(), search.winners.end()) + 1));
    for (const int winner : search.winners) {
        ++counts[static_cast<std::size_t>(winner)];
    }
    const auto most_frequent = static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    const auto worlds = static_cast<double>(held_out.winners.size());
    map.tree_accuracy = static_cast<double>(right) / worlds;
    map.constant_accuracy =
        static_cast<double>(std::count(held_out.winners.begin(), held_out.winners.end(), most_frequent)) / worlds;
}

} // namespace

WinMap map_of_wins(const Experiment& experiment, const Outcome& outcome)
{
    if (outcome.worlds < fewest_worlds || outcome.world_inputs.empty()) {
        throw std::invalid_argument("map_of_wins: " + std::to_string(outcome.worlds) + " worlds and "
                                    + std::to_string(shared_inputs(experiment.uncertainty).size())
                                    + " inputs that all accounts share; a map takes at least "
                                    + std::to_string(fewest_worlds) + " worlds and one input");
    }
    const Eigen::MatrixXd inputs = world_inputs(outcome);
    const Eigen::MatrixXd leads = world_leads(outcome);
    const Half search = half_of(inputs, leads, outcome.baseline, 0);
    const Half held_out = half_of(inputs, leads, outcome.baseline, 1);
    WinMap map;
    map.winners.resize(static_cast<std::size_t>(outcome.worlds));
    for (const auto* half : {&search, &held_out}) {
        for (std::size_t k = 0; k < half->worlds.size(); ++k) {
            map.winners[static_cast<std::size_t>(half->worlds[k])] = half->winners[k];
        }
    }
    map.held_out_worlds = std::ssize(held_out.winners);
    const std::set<int> winners(map.winners.begin(), map.winners.end());
    for (const int winner : winners) {
        if (winners.size() > 1) {
            map.boxes.push_back(box_of(winner, search, held_out));
        }
    }
    add_tree(search, held_out, map);
    map.grid = grid_of(inputs, leads, outcome.baseline);
    return map;
}

} // namespace kamsim
