#include "results/stored_precision.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "results/stored_file.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::optional<double>& number)
{
    return number ? Json(*number) : Json();
}

Json json_of(const PrecisionTarget& target)
{
    return {{"absolute", json_of(target.absolute)}, {"relative", json_of(target.relative)}};
}

PrecisionTarget target_of(const Json& json)
{
    const auto number = [&](const char* key) {
        const Json& found = json.at(key);
        return found.is_null() ? std::nullopt : std::optional(found.get<double>());
    };
    return {number("absolute"), number("relative")};
}

Measure measure_named(const std::string& name)
{
    const auto found = std::find_if(measure_catalogue().begin(), measure_catalogue().end(),
                                    [&](const MeasureDeclaration& declaration) { return declaration.name == name; });
    if (found == measure_catalogue().end()) {
        throw Damage(fmt::format("there is no measure \"{}\"", name));
    }
    return found->measure;
}

} // namespace

std::string precision_json(const PrecisionContract& contract)
{
    Json measures = Json::array();
    for (const MeasureTarget& target : contract.measures) {
        const char* const name = measure_catalogue()[static_cast<std::size_t>(target.measure)].name;
        measures.push_back({{"measure", name}, {"half_width", target.half_width}});
    }
    Json json{{"difference", json_of(contract.difference)},
              {"value", json_of(contract.value)},
              {"measures", measures},
              {"selection", nullptr},
              {"confidence", contract.confidence},
              {"most_replications", contract.most_replications}};
    if (contract.selection) {
        json["selection"] = {{"probability", contract.selection->probability},
                             {"indifference", contract.selection->indifference}};
    }
    return json.dump();
}

PrecisionContract precision_of(const std::string& text)
{
    const Json json = Json::parse(text);
    PrecisionContract contract;
    contract.difference = target_of(json.at("difference"));
    contract.value = target_of(json.at("value"));
    for (const Json& target : json.at("measures")) {
        contract.measures.push_back(
            {measure_named(target.at("measure").get<std::string>()), target.at("half_width").get<double>()});
    }
    if (const Json& selection = json.at("selection"); !selection.is_null()) {
        contract.selection = {selection.at("probability").get<double>(), selection.at("indifference").get<double>()};
    }
    contract.confidence = json.at("confidence").get<double>();
    contract.most_replications = json.at("most_replications").get<std::int64_t>();
    return contract;
}

} // namespace kamsim
