#include <nlohmann/json.hpp>

#include "kamsim/report/win_map_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

const std::string& design(const Experiment& experiment, int alternative)
{
    return experiment.alternatives[static_cast<std::size_t>(alternative)].name;
}

const std::string& input(const Experiment& experiment, std::size_t coordinate)
{
    return experiment.uncertainty.inputs[shared_inputs(experiment.uncertainty)[coordinate]].name;
}

Json robustness_json(const Experiment& experiment, const RobustnessOfAll& robustness)
{
    Json designs = Json::array();
    for (std::size_t k = 0; k < robustness.alternatives.size(); ++k) {
        const auto& one = robustness.alternatives[k];
        designs.push_back({{"design", experiment.alternatives[k].name},
                           {"mean", one.mean},
                           {"largest_regret", one.largest_regret},
                           {"high_regret", one.high_regret},
                           {"mean_regret", one.mean_regret},
                           {"share_reached", one.share_reached},
                           {"share_interval",
                            {{"low", one.share_interval.low},
                             {"high", one.share_interval.high},
                             {"level", one.share_interval.level},
                             {"kind", name(one.share_interval.kind)}}},
                           {"worst_worlds", one.worst_worlds},
                           {"worst_futures", one.worst_futures},
                           {"on_world_front", one.is_on_world_front},
                           {"on_future_front", one.is_on_future_front}});
    }
    return {{"target", robustness.target ? Json(*robustness.target) : Json("not worse than the baseline")},
            {"minimax_regret", design(experiment, robustness.least_largest_regret)},
            {"most_reached", design(experiment, robustness.most_reached)},
            {"designs", designs}};
}

Json limits_json(const Experiment& experiment, const Box& box)
{
    Json limits = Json::array();
    for (const auto& limit : box.limits) {
        limits.push_back({{"input", input(experiment, static_cast<std::size_t>(limit.input))},
                          {"side", limit.side == BoxLimit::Side::least ? "at least" : "at most"},
                          {"value", limit.value}});
    }
    return limits;
}

Json quality_json(const BoxQuality& quality)
{
    return {{"worlds", quality.inside},
            {"wins", quality.hits},
            {"coverage", quality.coverage},
            {"density", quality.density},
            {"density_of_all", quality.base_density},
            {"chance", quality.chance}};
}

Json boxes_json(const Experiment& experiment, const WinMap& map)
{
    Json boxes = Json::array();
    for (const auto& box : map.boxes) {
        Json limits = limits_json(experiment, box.box);
        for (std::size_t k = 0; k < limits.size(); ++k) {
            limits[k]["quasi_p"] = box.quasi_p[k];
            limits[k]["reproduced"] = box.reproduced[k];
        }
        boxes.push_back({{"design", design(experiment, box.alternative)},
                         {"wins", box.wins},
                         {"confirmed", box.is_confirmed()},
                         {"chance", box.chance},
                         {"limits", limits},
                         {"held_out", quality_json(box.held_out)}});
    }
    return boxes;
}

Json tree_json(const Experiment& experiment, const WinMap& map)
{
    Json leaves = Json::array();
    for (const auto& leaf : map.tree) {
        leaves.push_back({{"design", design(experiment, leaf.rule.label)},
                          {"limits", limits_json(experiment, leaf.rule.box)},
                          {"held_out", quality_json(leaf.held_out)}});
    }
    return {{"leaves", leaves}, {"accuracy", map.tree_accuracy}, {"accuracy_of_most_frequent", map.constant_accuracy}};
}

Json grid_json(const Experiment& experiment, const WinGrid& grid)
{
    if (grid.cells.empty()) {
        return {};
    }
    Json cells = Json::array();
    for (std::size_t row = 0; row <= grid.up_edges.size(); ++row) {
        Json line = Json::array();
        for (std::size_t column = 0; column <= grid.across_edges.size(); ++column) {
            const auto& cell = grid.cell(row, column);
            line.push_back({{"winner", cell.winner < 0 ? Json() : Json(design(experiment, cell.winner))},
                            {"confidence", cell.confidence},
                            {"worlds", cell.worlds}});
        }
        cells.push_back(line);
    }
    return {{"across", input(experiment, grid.across)},
            {"across_edges", grid.across_edges},
            {"up", input(experiment, grid.up)},
            {"up_edges", grid.up_edges},
            {"cells", cells}};
}

} // namespace

std::string win_map_json(const Experiment& experiment, const RobustnessOfAll& robustness, const WinMap& map)
{
    const Json document{{"unit", experiment.currency},
                        {"worlds", map.winners.size()},
                        {"held_out_worlds", map.held_out_worlds},
                        {"robustness", robustness_json(experiment, robustness)},
                        {"boxes", boxes_json(experiment, map)},
                        {"tree", tree_json(experiment, map)},
                        {"grid", grid_json(experiment, map.grid)}};
    // Text that is not UTF-8 is replaced rather than refused: a name must not cost the numbers.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
