#include <nlohmann/json.hpp>

#include "kamsim/report/sweep_map_report.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

Json axis_json(const SweepMapAxis& axis)
{
    return {{"factor", axis.factor}, {"labels", axis.labels}};
}

Json cell_json(const SweepTable& table, const SweepMap& map, std::size_t row, std::size_t column)
{
    const auto& cell = map.cell(row, column);
    Json one{{"across", map.across.labels[column]}};
    if (map.up) {
        one["up"] = map.up->labels[row];
    }
    one["points"] = cell.points;
    if (cell.best < 0) {
        one["best"] = nullptr;
        return one;
    }
    one["best"] = table.alternatives[static_cast<std::size_t>(cell.best)];
    one["next"] = table.alternatives[static_cast<std::size_t>(cell.next)];
    one["is_sure"] = cell.is_sure;
    one["value"] = cell.value;
    one["lead"] = cell.lead;
    one["lead_interval"] = {{"low", cell.lead_interval.low},
                            {"high", cell.lead_interval.high},
                            {"level", cell.lead_interval.level},
                            {"kind", name(cell.lead_interval.kind)}};
    Json designs = Json::array();
    for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
        Json design{{"design", table.alternatives[k]}, {"behind", cell.behind[k]}};
        if (!cell.worlds_won.empty()) {
            design["worlds_won"] = cell.worlds_won[k];
        }
        designs.push_back(std::move(design));
    }
    one["designs"] = std::move(designs);
    return one;
}

} // namespace

std::string sweep_map_json(const SweepTable& table, const SweepMap& map)
{
    Json cells = Json::array();
    for (std::size_t row = 0; row < map.rows(); ++row) {
        for (std::size_t column = 0; column < map.columns(); ++column) {
            cells.push_back(cell_json(table, map, row, column));
        }
    }
    const Json document{{"takeaway", sweep_map_takeaway(table, map)},
                        {"unit", table.currency},
                        {"worlds", table.worlds},
                        {"by", map.is_emulated ? "surface" : "points"},
                        {"across", axis_json(map.across)},
                        {"up", map.up ? axis_json(*map.up) : Json()},
                        {"averaged_over", map.averaged},
                        {"held", map.held},
                        {"cells", std::move(cells)}};
    // Text that is not UTF-8 is replaced rather than refused: a name must not cost the numbers.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
