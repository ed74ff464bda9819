#include "scenario/precision_reader.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "kamsim/scenario/limits.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim {

namespace {

PrecisionTarget target_of(const TomlTable& section, std::string_view absolute, std::string_view relative)
{
    return {section.number(absolute), section.number(relative)};
}

std::vector<MeasureTarget> measures_of(const TomlTable& section)
{
    std::vector<std::string> known;
    for (const MeasureDeclaration& declaration : measure_catalogue()) {
        known.emplace_back(declaration.name);
    }
    std::vector<MeasureTarget> targets;
    for (const auto& [name, half_width] : section.named_numbers("measures")) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
            section.error("measures", fmt::format("there is no measure \"{}\"{}; kamsim measures lists them", name,
                                                  did_you_mean(name, known)));
        } else {
            targets.push_back({static_cast<Measure>(std::distance(known.begin(), found)), half_width});
        }
    }
    return targets;
}

std::optional<SelectionTarget> selection_of(const TomlTable& section, const Experiment& experiment)
{
    const auto probability = section.number("probability_of_correct_selection");
    const auto indifference = section.number("indifference");
    const bool has_probability = section.node("probability_of_correct_selection") != nullptr;
    const bool has_indifference = section.node("indifference") != nullptr;
    if (has_probability != has_indifference) {
        section.error(has_probability ? "probability_of_correct_selection" : "indifference",
                      "\"probability_of_correct_selection\" and \"indifference\", the least lead that matters, belong "
                      "together; give both");
    }
    const auto designs = static_cast<double>(experiment.alternatives.size());
    if (probability && *probability * designs <= 1.0) {
        section.error("probability_of_correct_selection",
                      fmt::format("\"{}\" is {}, not more than the chance of a guess among {} designs",
                                  section.path_of("probability_of_correct_selection"), *probability, designs));
        return std::nullopt;
    }
    return probability && indifference ? std::optional(SelectionTarget{*probability, *indifference}) : std::nullopt;
}

std::int64_t most_of(const TomlTable& section, const Experiment& experiment)
{
    const std::int64_t first = experiment.replications;
    const auto given = section.whole_number("most_replications");
    if (given && *given < first) {
        section.error("most_replications",
                      fmt::format("\"{}\" is {}, fewer than the {} replications that the run begins with",
                                  section.path_of("most_replications"), *given, first));
    }
    return given.value_or(std::min(most_replications, default_most_times * first));
}

void check_together(const TomlTable& section, const PrecisionContract& contract, const Experiment& experiment)
{
    const bool asks_for_selection =
        section.node("probability_of_correct_selection") != nullptr || section.node("indifference") != nullptr;
    if (!contract.difference.is_given() && !contract.value.is_given() && !asks_for_selection
        && section.node("measures") == nullptr) {
        section.error("", "nothing is asked for; give \"difference\", \"value\", \"measures\" or "
                          "\"probability_of_correct_selection\"");
    }
    const bool needs_two = contract.difference.is_given() || asks_for_selection;
    if (needs_two && experiment.alternatives.size() < 2) {
        section.error("", "there is one alternative only, and so no difference");
    }
    const Uncertainty& uncertainty = experiment.uncertainty;
    if (!uncertainty.inputs.empty() && uncertainty.design == WorldDesign::latin_hypercube) {
        section.error("", "the points of a Latin hypercube depend on how many worlds there are, so a run cannot go on "
                          "until something holds; write uncertainty.design = \"sobol\"");
    }
}

} // namespace

std::optional<PrecisionContract> read_precision(const TomlTable& document, const Experiment& experiment,
                                                Reading& reading)
{
    const std::optional<TomlTable> section = document.table("precision");
    if (!section) {
        return std::nullopt;
    }
    const auto errors = reading.diagnostics.errors().size();
    PrecisionContract contract;
    contract.difference = target_of(*section, "difference", "relative_difference");
    contract.value = target_of(*section, "value", "relative_value");
    contract.measures = measures_of(*section);
    contract.selection = selection_of(*section, experiment);
    contract.confidence = section->number("confidence").value_or(contract.confidence);
    contract.most_replications = most_of(*section, experiment);
    section->reject_unknown_keys();
    if (reading.diagnostics.errors().size() == errors) {
        check_together(*section, contract, experiment);
    }
    return contract;
}

} // namespace kamsim
