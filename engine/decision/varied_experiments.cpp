#include "kamsim/decision/varied_experiments.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/number_range.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim {

namespace {

constexpr auto families = static_cast<std::size_t>(built_in_structure_count);

/// A number of the experiment, and what the catalogue says of it.
struct EvidenceOfNumber {
    double given = 0.0;
    double default_value = 0.0;
    double low = 0.0;
    double high = 0.0;
    Unit unit{};
    Domain domain{};
};

bool is_money(Unit unit)
{
    return unit == Unit::money || unit == Unit::money_per_year;
}

/// Its range is meant as 5 to 95 % (docs/model.md, eq. 80). Money is in the scenario's currency, so its range is taken
/// as a factor on what stands there.
std::optional<UncertainInput> evidence_input(const EvidenceOfNumber& number)
{
    const bool as_factor = is_money(number.unit) && number.default_value > 0.0;
    const double scale = as_factor ? number.default_value : 1.0;
    const double low = number.low / scale;
    const double high = number.high / scale;
    const double mode = as_factor ? 1.0 : number.given;
    if (!(low < high) || mode < low || mode > high || (as_factor && number.given == 0.0)) {
        return std::nullopt;
    }
    UncertainInput input;
    input.distribution = pert_from_range(low, mode, high);
    input.application = as_factor ? UncertainApplication::factor : UncertainApplication::value;
    const NumberRange range = range_of(number.domain);
    input.minimum = as_factor ? 0.0 : range.least;
    input.maximum = as_factor ? input.maximum : range.greatest;
    return input;
}

std::vector<bool> structures_in_use(const Experiment& experiment)
{
    std::vector<bool> used(experiment.structures.size(), false);
    used[static_cast<std::size_t>(experiment.today.structure)] = true;
    for (const Alternative& alternative : experiment.alternatives) {
        for (const PlannedStructure& step : alternative.plan) {
            used[static_cast<std::size_t>(step.structure)] = true;
        }
    }
    return used;
}

/// The built-in structure that a structure shares most numbers with: itself, or the one that it was made from.
std::size_t family_of(const Experiment& experiment, std::size_t structure)
{
    if (structure < families) {
        return structure;
    }
    const auto shared_numbers = [&](std::size_t built_in) {
        return std::count_if(structure_catalogue().begin(), structure_catalogue().end(), [&](const auto& entry) {
            return experiment.structures[structure].parameters.*entry.member
                   == experiment.structures[built_in].parameters.*entry.member;
        });
    };
    std::size_t nearest = 1;
    for (std::size_t built_in = 2; built_in < families; ++built_in) {
        nearest = shared_numbers(built_in) > shared_numbers(nearest) ? built_in : nearest;
    }
    return nearest;
}

/// One input for all structures in use of a family that hold the same number.
void add_structure_inputs(const Experiment& experiment, std::size_t family, std::vector<UncertainInput>& inputs)
{
    const auto used = structures_in_use(experiment);
    for (std::size_t entry = 0; entry < structure_catalogue().size(); ++entry) {
        const StructureEntry& parameter = structure_catalogue()[entry];
        std::vector<bool> is_taken(experiment.structures.size(), false);
        for (std::size_t structure = 1; structure < experiment.structures.size(); ++structure) {
            const double given = experiment.structures[structure].parameters.*parameter.member;
            if (!used[structure] || is_taken[structure] || family_of(experiment, structure) != family) {
                continue;
            }
            auto input = evidence_input({given, parameter.defaults[family], parameter.low[family],
                                         parameter.high[family], parameter.unit, parameter.domain});
            if (!input) {
                continue;
            }
            for (std::size_t other = structure; other < experiment.structures.size(); ++other) {
                if (used[other] && family_of(experiment, other) == family
                    && experiment.structures[other].parameters.*parameter.member == given) {
                    input->structures.push_back(static_cast<int>(other));
                    is_taken[other] = true;
                }
            }
            input->name = fmt::format("structures.{}.{}", experiment.structures[structure].name, parameter.name);
            input->target = UncertainTarget::structure_parameter;
            input->entry = entry;
            inputs.push_back(std::move(*input));
        }
    }
}

} // namespace

Experiment with_inputs_of_evidence(const Experiment& experiment)
{
    Experiment result = experiment;
    result.uncertainty = {};
    auto& inputs = result.uncertainty.inputs;
    for (std::size_t entry = 0; entry < model_catalogue().size(); ++entry) {
        const ModelEntry& parameter = model_catalogue()[entry];
        auto input = evidence_input({parameter.value_in(experiment.parameters), parameter.default_value, parameter.low,
                                     parameter.high, parameter.unit, parameter.domain});
        if (input) {
            input->name = parameter.path;
            input->target = UncertainTarget::model_parameter;
            input->entry = entry;
            inputs.push_back(std::move(*input));
        }
    }
    for (std::size_t family = 1; family < families; ++family) {
        add_structure_inputs(experiment, family, inputs);
    }
    result.uncertainty.futures_per_world = result.replications; // one world's worth: it is entered point by point
    return result;
}

Experiment with_inputs(const Experiment& experiment, std::span<const std::string> names)
{
    Experiment result = experiment;
    auto& uncertainty = result.uncertainty;
    uncertainty.inputs.clear();
    uncertainty.correlations.clear();
    std::vector<std::string> known;
    std::vector<std::optional<std::size_t>> place;
    for (const UncertainInput& input : experiment.uncertainty.inputs) {
        known.push_back(input.name);
        const bool is_kept = std::find(names.begin(), names.end(), input.name) != names.end();
        place.push_back(is_kept ? std::optional(uncertainty.inputs.size()) : std::nullopt);
        if (is_kept) {
            uncertainty.inputs.push_back(input);
        }
    }
    for (const std::string& name : names) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            throw std::invalid_argument(fmt::format("\"{}\" is no uncertain input{}", name, did_you_mean(name, known)));
        }
    }
    for (const RankCorrelation& correlation : experiment.uncertainty.correlations) {
        if (place[correlation.first] && place[correlation.second]) {
            uncertainty.correlations.push_back(
                {*place[correlation.first], *place[correlation.second], correlation.rank});
        }
    }
    return result;
}

Experiment with_alternatives(const Experiment& experiment, std::span<const int> alternatives)
{
    Experiment result = experiment;
    result.alternatives.clear();
    for (const int alternative : alternatives) {
        const bool is_known = alternative >= 0 && alternative < static_cast<int>(experiment.alternatives.size());
        if (!is_known || std::count(alternatives.begin(), alternatives.end(), alternative) != 1) {
            throw std::invalid_argument("designs to be compared must be designs of the experiment, each named once");
        }
        result.alternatives.push_back(experiment.alternatives[static_cast<std::size_t>(alternative)]);
    }
    if (result.alternatives.empty()) {
        throw std::invalid_argument("there is nothing to be studied without a design");
    }
    result.baseline = static_cast<int>(result.alternatives.size()) - 1;
    return result;
}

} // namespace kamsim
