#include "kamsim/value_of_information_command.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/information_text.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "value-of-information",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Says what better knowledge would be worth to the choice between the designs of a\n"
                   "result whose scenario has [uncertainty]: of everything, of each uncertain input\n"
                   "and of those of a mechanism; of a better health score; of a trial.\n",
        .options =
            {
                {"group", "INPUTS", "inputs to be learned together, with commas between",
                 OptionDeclaration::Use::repeated},
                {"nested", "NAME", "check this input or group by nested simulation", OptionDeclaration::Use::repeated},
                {"health-score", "", "what a health score with less noise is worth (simulates)"},
                {"pilot", "PLAN", "what a trial is worth (simulates): accounts=N,quarters=N"},
                format_option,
                {"quiet", "", "no progress"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "value-of-information result.h5",
                "value-of-information result.h5 --nested retention.leaving_base",
                "value-of-information result.h5 --health-score",
                "value-of-information result.h5 --pilot accounts=12,quarters=4,cost=5",
            },
        .closing = "A trial may also name cost=KEUR for an account and design=NAME.\n"
                   "docs/guide/value-of-information.md explains what the figures mean.\n",
    };
    return declared;
}

/// Names of the shared inputs, in the order of their coordinates.
std::vector<std::string> input_names(const Experiment& experiment)
{
    std::vector<std::string> names;
    for (const auto input : shared_inputs(experiment.uncertainty)) {
        names.push_back(experiment.uncertainty.inputs[input].name);
    }
    return names;
}

InputGroup group_of(const CommandLine& line, std::string_view option, const std::vector<std::string>& members,
                    const std::vector<std::string>& known)
{
    InputGroup group;
    for (const auto& member : members) {
        const auto found = std::find(known.begin(), known.end(), member);
        if (found == known.end()) {
            line.refuse(fmt::format("--{}: there is no input \"{}\" that all accounts share{}", option, member,
                                    did_you_mean(member, known)));
        }
        group.name += (group.name.empty() ? "" : " + ") + member;
        group.inputs.push_back(static_cast<std::size_t>(std::distance(known.begin(), found)));
    }
    return group;
}

std::vector<std::string> parts_between_commas(const std::string& text)
{
    std::vector<std::string> parts;
    for (std::size_t first = 0; first <= text.size();) {
        const auto end = std::min(text.find(',', first), text.size());
        parts.push_back(text.substr(first, end - first));
        first = end + 1;
    }
    return parts;
}

std::vector<InputGroup> asked_groups(const CommandLine& line, const Experiment& experiment)
{
    auto groups = groups_by_mechanism(experiment);
    for (const auto& text : line.texts("group")) {
        groups.push_back(group_of(line, "group", parts_between_commas(text), input_names(experiment)));
    }
    return groups;
}

/// A mechanism by its name, a group as it was given, or an input.
InputGroup nested_group(const CommandLine& line, const std::string& text, const Experiment& experiment)
{
    for (const auto& group : groups_by_mechanism(experiment)) {
        if (group.name == text) {
            return group;
        }
    }
    return group_of(line, "nested", parts_between_commas(text), input_names(experiment));
}

double number_in(const CommandLine& line, std::string_view key, std::string_view text, double least, double most)
{
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !(number >= least && number <= most)) {
        line.refuse(fmt::format("--pilot: {} is a number from {} to {}, not \"{}\"", key, least, most, text));
    }
    return number;
}

int design_named(const CommandLine& line, std::string_view name, const Experiment& experiment)
{
    std::vector<std::string> known;
    std::transform(experiment.alternatives.begin(), experiment.alternatives.end(), std::back_inserter(known),
                   [](const Alternative& alternative) { return alternative.name; });
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
        line.refuse(fmt::format("--pilot: there is no design \"{}\"{}", name, did_you_mean(name, known)));
    }
    return static_cast<int>(std::distance(known.begin(), found));
}

/// The trial that was asked for, and others of half, twice and four times its size.
PilotPlan asked_pilot(const CommandLine& line, const StoredResult& stored)
{
    const auto& experiment = stored.scenario.experiment;
    PilotPlan plan;
    plan.alternative = best_other_than(stored.outcome, experiment.baseline).value_or(experiment.baseline);
    std::optional<int> accounts;
    std::optional<double> quarters;
    for (const auto& part : line.list("pilot")) {
        const auto sign = part.find('=');
        const auto key = part.substr(0, sign);
        const auto value = sign == std::string::npos ? std::string() : part.substr(sign + 1);
        if (key == "accounts") {
            accounts = static_cast<int>(number_in(line, key, value, 1.0, 10'000.0));
        } else if (key == "quarters") {
            quarters = number_in(line, key, value, 0.25, 4.0 * experiment.periods / experiment.periods_per_year);
        } else if (key == "cost") {
            plan.cost_of_account = number_in(line, key, value, 0.0, 1e9);
        } else if (key == "design") {
            plan.alternative = design_named(line, value, experiment);
        } else {
            line.refuse(fmt::format("--pilot: \"{}\" is not one of accounts, quarters, cost and design", key));
        }
    }
    if (!accounts || !quarters) {
        line.refuse("--pilot: say how many accounts for how long, for example accounts=12,quarters=4");
    }
    plan.periods = std::max(1, rounded_periods(*quarters / 4.0, experiment.periods_per_year));
    plan.accounts = {std::max(1, *accounts / 2), *accounts, 2 * *accounts, 4 * *accounts};
    plan.accounts.erase(std::unique(plan.accounts.begin(), plan.accounts.end()), plan.accounts.end());
    return plan;
}

/// What needs simulations. False where the user stopped them.
bool simulate_values(const CommandLine& line, const StoredResult& stored, InformationAnswer& answer,
                     const StudyOptions& options)
{
    const auto& experiment = stored.scenario.experiment;
    for (const auto& text : line.texts("nested")) {
        const auto group = nested_group(line, text, experiment);
        const auto value = nested_value(experiment, group, {}, comparison_level, options);
        if (!value) {
            return false;
        }
        answer.nested.push_back({group, *value});
    }
    if (line.has("health-score")) {
        answer.score = value_of_better_score(experiment, {}, comparison_level, options);
        if (answer.score.empty()) {
            return false;
        }
    }
    if (line.has("pilot")) {
        answer.pilot_plan = asked_pilot(line, stored);
        const auto chances =
            loss_chances(experiment, stored.outcome, answer.pilot_plan.alternative, answer.pilot_plan.periods, options);
        if (chances.empty()) {
            return false;
        }
        answer.pilot = value_of_pilot(chances, world_leads(stored.outcome), answer.pilot_plan, comparison_level);
    }
    return true;
}

void require_worlds(const CommandLine& line, const Outcome& outcome)
{
    constexpr std::int64_t fewest_worlds = 8;
    if (outcome.worlds < fewest_worlds) {
        throw UsageError(fmt::format(
            "{} has {}; the value of information takes at least {} worlds. Name what is not known under "
            "[uncertainty.inputs] of the scenario, or try: kamsim run SCENARIO --set uncertainty=evidence --out FILE",
            line.arguments().front(), outcome.worlds == 1 ? "nothing uncertain" : "few worlds", fewest_worlds));
    }
}

int tell_values(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    require_worlds(line, stored.outcome);
    const auto& experiment = stored.scenario.experiment;
    InformationAnswer answer;
    answer.worlds = stored.outcome.worlds;
    answer.futures_per_world = stored.outcome.futures_per_world;
    answer.information =
        value_of_information(experiment, stored.outcome, asked_groups(line, experiment), comparison_level);
    const Interruption interruption;
    {
        ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
        StudyOptions options;
        options.goes_on = [&] { return !interruption.is_requested(); };
        options.progress = [&](std::int64_t done, std::int64_t all) { progress.show(done, all); };
        if (!simulate_values(line, stored, answer, options)) {
            return interruption.exit_code();
        }
    }
    switch (format) {
    case OutputFormat::table: print(information_text(experiment, answer)); break;
    case OutputFormat::csv: print(information_csv(experiment, answer)); break;
    case OutputFormat::json: print(information_json(experiment, answer)); break;
    }
    return exit_done;
}

} // namespace

int value_information(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, tell_values);
}

} // namespace kamsim::program
