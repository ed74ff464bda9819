#include "results/resolved_uncertainty.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<NamedValue<UncertainTarget>, 5> target_names{{
    {"model_parameter", UncertainTarget::model_parameter},
    {"structure_parameter", UncertainTarget::structure_parameter},
    {"discount_rate", UncertainTarget::discount_rate},
    {"account_number", UncertainTarget::account_number},
    {"account_flag", UncertainTarget::account_flag},
}};

constexpr std::array<NamedValue<UncertainScope>, 2> scope_names{{
    {"all", UncertainScope::all},
    {"each", UncertainScope::each},
}};

template <class Enumeration, std::size_t count>
Enumeration value_of(const std::array<NamedValue<Enumeration>, count>& names, const Json& json)
{
    const auto word = json.get<std::string>();
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& named) { return named.name == word; });
    if (found == names.end()) {
        throw std::invalid_argument("there is no \"" + word + "\" of what is uncertain");
    }
    return found->value;
}

/// Numbers of a distribution, in the order of the struct.
struct Numbers {
    Json operator()(const NormalDistribution& d) const { return {d.mean, d.standard_deviation}; }
    Json operator()(const LognormalDistribution& d) const { return {d.median, d.log_standard_deviation}; }
    Json operator()(const UniformDistribution& d) const { return {d.low, d.high}; }
    Json operator()(const TriangularDistribution& d) const { return {d.low, d.mode, d.high}; }
    Json operator()(const PertDistribution& d) const { return {d.low, d.mode, d.high}; }
    Json operator()(const BetaDistribution& d) const { return {d.alpha, d.beta, d.low, d.high}; }
    Json operator()(const DiscreteDistribution& d) const { return Json::array({d.values, d.weights}); }
    Json operator()(const QuantileDistribution& d) const { return Json::array({d.probabilities, d.values}); }
};

Distribution distribution_of(DistributionFamily family, const Json& n)
{
    const auto number = [&n](std::size_t k) { return n.at(k).get<double>(); };
    const auto list = [&n](std::size_t k) { return n.at(k).get<std::vector<double>>(); };
    switch (family) {
    case DistributionFamily::normal: return NormalDistribution{number(0), number(1)};
    case DistributionFamily::lognormal: return LognormalDistribution{number(0), number(1)};
    case DistributionFamily::uniform: return UniformDistribution{number(0), number(1)};
    case DistributionFamily::triangular: return TriangularDistribution{number(0), number(1), number(2)};
    case DistributionFamily::pert: return PertDistribution{number(0), number(1), number(2)};
    case DistributionFamily::beta: return BetaDistribution{number(0), number(1), number(2), number(3)};
    case DistributionFamily::discrete: return DiscreteDistribution{list(0), list(1)};
    case DistributionFamily::quantiles: break;
    }
    return QuantileDistribution{list(0), list(1)};
}

Json bound(double value)
{
    return std::isinf(value) ? Json(nullptr) : Json(value);
}

double bound_of(const Json& json, double infinite)
{
    return json.is_null() ? infinite : json.get<double>();
}

std::string entry_name(const UncertainInput& input)
{
    switch (input.target) {
    case UncertainTarget::model_parameter: return model_catalogue()[input.entry].path;
    case UncertainTarget::structure_parameter: return structure_catalogue()[input.entry].name;
    case UncertainTarget::account_number: return std::string(number_columns[input.entry].name);
    case UncertainTarget::account_flag: return std::string(flag_columns[input.entry].name);
    case UncertainTarget::discount_rate: break;
    }
    return "discount_rate";
}

template <class Entries, class Name>
std::size_t index_in(const Entries& entries, const std::string& name, Name name_of)
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return name_of(entry) == name; });
    if (found == entries.end()) {
        throw std::invalid_argument("there is no \"" + name + "\" that could be uncertain");
    }
    return static_cast<std::size_t>(found - entries.begin());
}

std::size_t entry_of(UncertainTarget target, const std::string& name)
{
    const auto by_name = [](const auto& entry) { return entry.name; };
    switch (target) {
    case UncertainTarget::model_parameter:
        return index_in(model_catalogue(), name, [](const ModelEntry& entry) { return entry.path; });
    case UncertainTarget::structure_parameter: return index_in(structure_catalogue(), name, by_name);
    case UncertainTarget::account_number: return index_in(number_columns, name, by_name);
    case UncertainTarget::account_flag: return index_in(flag_columns, name, by_name);
    case UncertainTarget::discount_rate: break;
    }
    return 0;
}

Json input_json(const UncertainInput& input, const Experiment& experiment)
{
    Json structures = Json::array();
    for (const int structure : input.structures) {
        structures.push_back(experiment.structures.at(static_cast<std::size_t>(structure)).name);
    }
    return {{"name", input.name},
            {"target", name_in(target_names, input.target)},
            {"entry", entry_name(input)},
            {"structures", std::move(structures)},
            {"segment", input.segment},
            {"account", input.account},
            {"distribution", distribution_name(input.distribution)},
            {"numbers", std::visit(Numbers{}, input.distribution)},
            {"as", name_in(application_names, input.application)},
            {"scope", name_in(scope_names, input.scope)},
            {"minimum", bound(input.minimum)},
            {"maximum", bound(input.maximum)}};
}

UncertainInput input_of(const Json& json, const Experiment& experiment)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    UncertainInput input;
    input.name = json.at("name").get<std::string>();
    input.target = value_of(target_names, json.at("target"));
    input.entry = entry_of(input.target, json.at("entry").get<std::string>());
    for (const auto& structure : json.at("structures")) {
        input.structures.push_back(static_cast<int>(index_in(experiment.structures, structure.get<std::string>(),
                                                             [](const Structure& one) { return one.name; })));
    }
    input.segment = json.at("segment").get<std::string>();
    input.account = json.at("account").get<std::string>();
    input.distribution =
        distribution_of(value_of(distribution_family_names, json.at("distribution")), json.at("numbers"));
    input.application = value_of(application_names, json.at("as"));
    input.scope = value_of(scope_names, json.at("scope"));
    input.minimum = bound_of(json.at("minimum"), -infinity);
    input.maximum = bound_of(json.at("maximum"), infinity);
    return input;
}

} // namespace

Json uncertainty_json(const Experiment& experiment)
{
    const Uncertainty& uncertainty = experiment.uncertainty;
    Json inputs = Json::array();
    for (const UncertainInput& input : uncertainty.inputs) {
        inputs.push_back(input_json(input, experiment));
    }
    Json correlations = Json::array();
    for (const RankCorrelation& pair : uncertainty.correlations) {
        correlations.push_back({{"inputs", {pair.first, pair.second}}, {"rank", pair.rank}});
    }
    return {{"design", name_in(world_design_names, uncertainty.design)},
            {"futures_per_world", uncertainty.futures_per_world},
            {"inputs", std::move(inputs)},
            {"correlations", std::move(correlations)}};
}

void read_uncertainty(const Json& json, Experiment& experiment)
{
    Uncertainty& uncertainty = experiment.uncertainty;
    uncertainty.design = value_of(world_design_names, json.at("design"));
    uncertainty.futures_per_world = json.at("futures_per_world").get<std::int64_t>();
    for (const auto& input : json.at("inputs")) {
        uncertainty.inputs.push_back(input_of(input, experiment));
    }
    for (const auto& pair : json.at("correlations")) {
        uncertainty.correlations.push_back({pair.at("inputs").at(0).get<std::size_t>(),
                                            pair.at("inputs").at(1).get<std::size_t>(), pair.at("rank").get<double>()});
    }
}

} // namespace kamsim
