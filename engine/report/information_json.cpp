#include <nlohmann/json.hpp>

#include "kamsim/report/information_text.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

Json interval_json(const Interval& interval)
{
    return {{"low", interval.low}, {"high", interval.high}, {"level", interval.level}, {"kind", name(interval.kind)}};
}

Json loss_json(const OpportunityLoss& loss)
{
    return {{"mean", loss.mean},
            {"uncorrected", loss.uncorrected},
            {"standard_error", loss.standard_error},
            {"interval", interval_json(loss.interval)}};
}

Json value_json(const InformationValue& value)
{
    return {{"mean", value.mean},
            {"standard_error", value.standard_error},
            {"interval", interval_json(value.interval)},
            {"explained", value.explained}};
}

Json members_json(const Experiment& experiment, const InputGroup& group)
{
    const auto shared = shared_inputs(experiment.uncertainty);
    Json names = Json::array();
    for (const auto coordinate : group.inputs) {
        names.push_back(experiment.uncertainty.inputs[shared[coordinate]].name);
    }
    return names;
}

Json rows_json(const Experiment& experiment, const std::vector<InformationRow>& rows)
{
    Json all = Json::array();
    for (const auto& row : rows) {
        Json json = value_json(row.value);
        json["name"] = row.group.name;
        json["inputs"] = members_json(experiment, row.group);
        all.push_back(json);
    }
    return all;
}

Json score_json(const Experiment& experiment, const std::vector<ScoreGain>& gains)
{
    Json all = Json::array();
    for (const auto& gain : gains) {
        all.push_back({{"design", experiment.alternatives[static_cast<std::size_t>(gain.alternative)].name},
                       {"noise", gain.noise},
                       {"mean", gain.mean},
                       {"standard_error", gain.standard_error},
                       {"interval", interval_json(gain.interval)},
                       {"yearly", gain.yearly}});
    }
    return all;
}

Json pilot_json(const Experiment& experiment, const PilotPlan& plan, const Pilot& pilot)
{
    Json sizes = Json::array();
    for (const auto& size : pilot.sizes) {
        Json json = value_json(size.value);
        json["accounts"] = size.accounts;
        json["net"] = size.net;
        sizes.push_back(json);
    }
    return {{"design", experiment.alternatives[static_cast<std::size_t>(plan.alternative)].name},
            {"periods", plan.periods},
            {"cost_of_account", plan.cost_of_account},
            {"loss_chance", {{"mean", pilot.mean_chance}, {"5", pilot.low_chance}, {"95", pilot.high_chance}}},
            {"sizes", sizes},
            {"without_end", value_json(pilot.limit)}};
}

} // namespace

std::string information_json(const Experiment& experiment, const InformationAnswer& answer)
{
    const auto& information = answer.information;
    Json losses = Json::array();
    for (std::size_t k = 0; k < information.losses.alternatives.size(); ++k) {
        losses.push_back(loss_json(information.losses.alternatives[k]));
        losses.back()["design"] = experiment.alternatives[k].name;
    }
    Json nested = Json::array();
    for (const auto& row : answer.nested) {
        nested.push_back(loss_json(row.value));
        nested.back()["name"] = row.group.name;
    }
    Json document{{"unit", experiment.currency},
                  {"worlds", answer.worlds},
                  {"futures_per_world", answer.futures_per_world},
                  {"expected_losses", losses},
                  {"losses_corrected_for_luck", information.losses.is_corrected},
                  {"perfect_information", loss_json(information.losses.perfect_information)},
                  {"inputs", rows_json(experiment, information.inputs)},
                  {"groups", rows_json(experiment, information.groups)},
                  {"own_inputs", information.own_inputs},
                  {"nested", nested},
                  {"better_score", score_json(experiment, answer.score)},
                  {"pilot", answer.pilot ? pilot_json(experiment, answer.pilot_plan, *answer.pilot) : Json()}};
    // Text that is not UTF-8 is replaced rather than refused: a name must not cost the numbers.
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
