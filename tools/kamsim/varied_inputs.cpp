#include "kamsim/varied_inputs.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/decision/varied_experiments.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario_source.hpp"

namespace kamsim::program {

namespace {

constexpr std::string_view evidence_word = "evidence";
constexpr std::int64_t look_futures = 1024;    // by which the best design is found
constexpr std::int64_t screening_futures = 64; // by which inputs of the evidence are chosen

std::optional<int> design_named(const CommandLine& line, const Experiment& experiment, const char* option)
{
    const auto name = line.text(option);
    if (!name) {
        return std::nullopt;
    }
    std::vector<std::string> known;
    for (const Alternative& alternative : experiment.alternatives) {
        known.push_back(alternative.name);
    }
    const auto found = std::find(known.begin(), known.end(), *name);
    if (found == known.end()) {
        line.refuse(fmt::format("--{}: there is no design \"{}\"{}; there is {}", option, *name,
                                did_you_mean(*name, known), quoted_list(known)));
    }
    return static_cast<int>(std::distance(known.begin(), found));
}

/// Indices of the scenario's designs; the second one may be missing.
StudyOutput chosen_output(const CommandLine& line, const Experiment& experiment, const StudyOptions& options)
{
    const auto of = design_named(line, experiment, "of");
    const auto against = design_named(line, experiment, "against");
    if (against && !of) {
        line.refuse("--against needs --of: the design whose value is studied");
    }
    if (of && against && *of == *against) {
        line.refuse("--of and --against name the same design; name two");
    }
    if (of) {
        return {*of, against};
    }
    Experiment certain = experiment;
    certain.uncertainty = {};
    return leading_difference(certain, look_futures, options);
}

std::vector<int> designs_of(const StudyOutput& output)
{
    return output.against ? std::vector{output.of, *output.against} : std::vector{output.of};
}

/// How many inputs --inputs evidence:N asks for.
std::optional<std::size_t> evidence_count(const CommandLine& line, std::string_view text)
{
    if (text == evidence_word) {
        return std::nullopt;
    }
    text.remove_prefix(evidence_word.size() + 1);
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || end != text.data() + text.size() || count == 0) {
        line.refuse(fmt::format("--inputs evidence:{}: write a number of inputs after the colon", text));
    }
    return count;
}

Experiment with_chosen_inputs(const CommandLine& line, const Experiment& experiment, const StudyOutput& output,
                              const StudyOptions& options)
{
    const auto text = line.text("inputs");
    if (!text) {
        return experiment;
    }
    if (*text != evidence_word && !text->starts_with(std::string(evidence_word) + ":")) {
        return with_inputs(experiment, line.list("inputs"));
    }
    const Experiment evidence = with_inputs_of_evidence(experiment);
    const auto count = evidence_count(line, *text);
    if (!count) {
        return evidence;
    }
    const StudyOutput here{0, output.against ? std::optional(1) : std::nullopt};
    return with_inputs(evidence, strongest_inputs(with_alternatives(evidence, designs_of(output)), here, *count,
                                                  screening_futures, options));
}

} // namespace

StudyOptions study_options(const CommandLine& line, const Interruption& interruption)
{
    StudyOptions options;
    options.threads = static_cast<int>(line.whole_number("threads", 1, 4096).value_or(0));
    options.goes_on = [&interruption] { return !interruption.is_requested(); };
    return options;
}

std::optional<VariedScenario> varied_scenario(const CommandLine& line, KeptDesigns kept, Console& console,
                                              const Interruption& interruption)
{
    auto scenario = scenario_of(line.arguments().front(), line.texts("set"), console);
    const StudyOptions options = study_options(line, interruption);
    StudyOutput output = chosen_output(line, scenario.experiment, options);
    const auto policies = line.has("policies") ? PolicyInputs::varied : PolicyInputs::left_as_given;
    try {
        Experiment experiment = scenario.experiment;
        if (kept == KeptDesigns::of_output && !interruption.is_requested()) {
            experiment = with_alternatives(experiment, designs_of(output));
            output = {0, output.against ? std::optional(1) : std::nullopt};
        }
        experiment = with_chosen_inputs(line, experiment, output, options);
        if (interruption.is_requested()) {
            return std::nullopt;
        }
        return VariedScenario{std::move(scenario), SensitivitySpace(std::move(experiment), policies), output};
    } catch (const std::invalid_argument& failure) {
        line.refuse(failure.what());
    }
}

} // namespace kamsim::program
