#include <nlohmann/json.hpp>

#include "kamsim/report/emulator_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

const std::string& design(const SweepTable& table, int alternative)
{
    return table.alternatives[static_cast<std::size_t>(alternative)];
}

Json interval_json(const Interval& interval)
{
    return {{"low", interval.low}, {"high", interval.high}, {"level", interval.level}, {"kind", name(interval.kind)}};
}

Json value_json(const EmulatedValue& value)
{
    return {{"mean", value.mean}, {"expected", interval_json(value.expected)}, {"found", interval_json(value.found)}};
}

Json validation_json(const CrossValidation& validation)
{
    return {{"folds", validation.folds},
            {"root_mean_square_error", validation.root_mean_square},
            {"explained", validation.explained},
            {"covered", validation.covered}};
}

Json ranges_json(const SweepSpace& space, const ProcessParameters& parameters)
{
    Json ranges = Json::array();
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        const bool is_category = space.inputs()[input].kind == ProcessInput::Kind::category;
        ranges.push_back(
            {{"factor", space.factor(input).name},
             {is_category ? "correlation" : "length", parameters.ranges[static_cast<Eigen::Index>(input)]}});
    }
    return ranges;
}

Json indices_json(const SweepSpace& space, const SobolIndices& indices)
{
    Json factors = Json::array();
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        factors.push_back({{"factor", space.factor(input).name},
                           {"alone", indices.groups[input].first.value},
                           {"total", indices.groups[input].total.value}});
    }
    return factors;
}

Json surfaces_json(const SweepSpace& space, const SweepEmulator& emulator, const EmulatorCheck& check)
{
    Json surfaces = Json::array();
    std::size_t k = 0;
    for (const auto* group : {&emulator.values, &emulator.differences}) {
        for (const auto& surface : *group) {
            const auto& row = check.rows[k++];
            Json one{{"design", design(space.table(), row.response.alternative)}};
            if (row.response.compared_with != SweepResponse::nothing) {
                one["less"] = design(space.table(), row.response.compared_with);
            }
            one["variance"] = surface.process().parameters().variance;
            one["nugget"] = surface.process().parameters().nugget;
            one["ranges"] = ranges_json(space, surface.process().parameters());
            one["leave_one_out"] = validation_json(row.left_out);
            one["cross_validated"] = validation_json(row.folds);
            one["factors"] = indices_json(space, row.indices);
            surfaces.push_back(std::move(one));
        }
    }
    return surfaces;
}

Json place_json(const SweepSpace& space, const EmulatedPlaces& places, Eigen::Index place)
{
    const auto& table = space.table();
    Json at = Json::object();
    for (std::size_t input = 0; input < space.inputs().size(); ++input) {
        const double number = places.places(place, static_cast<Eigen::Index>(input));
        at[space.factor(input).name] =
            space.factor(input).is_categorical() ? Json(space.text_of(input, number)) : Json(number);
    }
    Json designs = Json::array();
    std::size_t difference = 0;
    for (std::size_t k = 0; k < table.alternatives.size(); ++k) {
        Json one{{"design", table.alternatives[k]},
                 {"value", value_json(places.values[k][static_cast<std::size_t>(place)])}};
        if (static_cast<int>(k) != table.baseline) {
            one["difference"] = value_json(places.differences[difference++][static_cast<std::size_t>(place)]);
        }
        designs.push_back(std::move(one));
    }
    return {{"at", std::move(at)}, {"designs", std::move(designs)}};
}

} // namespace

std::string emulator_json(const SweepSpace& space, const SweepEmulator& emulator, const EmulatorCheck& check,
                          const EmulatedPlaces& places)
{
    const auto& table = space.table();
    Json predictions = Json::array();
    for (Eigen::Index place = 0; place < places.places.rows(); ++place) {
        predictions.push_back(place_json(space, places, place));
    }
    const Json document{{"unit", table.currency},
                        {"baseline", design(table, table.baseline)},
                        {"points", check.points},
                        {"points_used", check.used},
                        {"points_failed", table.points - check.points},
                        {"shared_luck", emulator.values.front().has_shared_luck()},
                        {"surfaces", surfaces_json(space, emulator, check)},
                        {"predictions", std::move(predictions)}};
    // Text that is not UTF-8 is replaced rather than refused: a name must not cost the numbers.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
