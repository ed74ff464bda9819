#include "kamsim/select_command.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iostream>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/design_selection.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/selection_text.hpp"
#include "kamsim/scenario/limits.hpp"
#include "kamsim/scenario/nearest_name.hpp"
#include "kamsim/scenario_source.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

enum class SelectionForm : std::uint8_t { text, json };

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "select",
        .argument = "FILE",
        .argument_noun = "scenario or result file",
        .purpose = "Finds the design of highest mean value in the scenario (or result) FILE from as\n"
                   "few futures as that takes: all designs meet the same luck, and one that falls\n"
                   "behind is given up and not simulated on.\n",
        .options =
            {
                {"indifference", "MONEY", "least lead that matters, in thousands (required)"},
                {"confidence", "P", "chance of choosing the best then (0.95)"},
                {"first-stage", "N", "futures of each design before the first look (512)"},
                {"max-replications", "N", "futures of a design at most (1048576)"},
                {"among", "NAMES", "these designs only, with commas between them"},
                {"seed", "N", "seed of all luck, in place of the scenario's"},
                {"threads", "N", "threads to use; no number depends on it"},
                {"set", "PATH=VALUE", "change an entry or a parameter; may be repeated",
                 OptionDeclaration::Use::repeated},
                {"format", "FORMAT", "text (default) or json"},
            },
        .examples =
            {
                "select scenario.toml --indifference 500",
                "select scenario.toml --indifference 200 --confidence 0.99",
                "select scenario.toml --indifference 500 --among matrix,centralized",
            },
        .closing = "docs/guide/precision.md explains the guarantee and what it costs.\n",
    };
    return declared;
}

double number_of(const CommandLine& line, std::string_view option, double otherwise)
{
    const auto text = line.text(option);
    if (!text) {
        return otherwise;
    }
    double number = 0.0;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, number);
    if (error != std::errc{} || stop != end || !std::isfinite(number)) {
        line.refuse(fmt::format("--{} {} is no number", option, *text));
    }
    return number;
}

std::vector<int> chosen_designs(const CommandLine& line, const Experiment& experiment)
{
    std::vector<std::string> known;
    std::transform(experiment.alternatives.begin(), experiment.alternatives.end(), std::back_inserter(known),
                   [](const Alternative& alternative) { return alternative.name; });
    std::vector<int> designs;
    for (const auto& name : line.list("among")) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
            line.refuse(fmt::format("--among: there is no design \"{}\"{}", name, did_you_mean(name, known)));
        }
        designs.push_back(static_cast<int>(std::distance(known.begin(), found)));
    }
    std::sort(designs.begin(), designs.end());
    designs.erase(std::unique(designs.begin(), designs.end()), designs.end());
    return designs;
}

SelectionRequest request_of(const CommandLine& line, const Experiment& experiment)
{
    SelectionRequest request;
    if (!line.has("indifference")) {
        line.refuse("--indifference MONEY is missing: the least lead in value that matters, in thousands of the "
                    "scenario's currency");
    }
    request.indifference = number_of(line, "indifference", 0.0);
    if (!(request.indifference > 0.0)) {
        line.refuse("--indifference must be above 0; a lead of nothing takes endless futures to see");
    }
    if (line.has("among")) {
        request.among = chosen_designs(line, experiment);
    }
    const auto designs = line.has("among") ? request.among.size() : experiment.alternatives.size();
    if (designs < 2) {
        line.refuse("there is one design only, and nothing to select from");
    }
    request.confidence = number_of(line, "confidence", request.confidence);
    const double guess = 1.0 / static_cast<double>(designs);
    if (!(request.confidence > guess && request.confidence < 1.0)) {
        line.refuse(fmt::format("--confidence must be above {:.3g}, the chance of a guess, and below 1", guess));
    }
    request.first_stage = line.whole_number("first-stage", 1, most_replications).value_or(request.first_stage);
    request.most_replications =
        line.whole_number("max-replications", 1, most_replications).value_or(request.most_replications);
    return request;
}

std::vector<std::string> overrides_of(const CommandLine& line)
{
    auto overrides = line.texts("set");
    if (const auto seed = line.whole_number("seed", 0, std::numeric_limits<std::int64_t>::max())) {
        overrides.push_back(fmt::format("seed={}", *seed));
    }
    return overrides;
}

int select_by(const CommandLine& line, Console& console)
{
    const auto form = static_cast<SelectionForm>(line.choice("format", {"text", "json"}).value_or(0));
    const auto scenario = scenario_of(line.arguments().front(), overrides_of(line), console);
    const auto& experiment = scenario.experiment;
    const auto request = request_of(line, experiment);
    const Interruption interruption;
    ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
    SelectionOptions options;
    options.threads = static_cast<int>(line.whole_number("threads", 1, 1024).value_or(0));
    options.goes_on = [&] { return !interruption.is_requested(); };
    options.progress = [&](std::int64_t done, std::int64_t most) { progress.show(done, most); };
    if (form == SelectionForm::text) {
        print(selection_header(experiment, request));
        options.eliminated = [&](const DesignElimination& elimination) {
            print(elimination_line(experiment, elimination));
            std::cout.flush();
        };
    }
    try {
        const auto selection = select_design(experiment, request, options);
        print(form == SelectionForm::json ? selection_json(experiment, selection)
                                          : selection_answer(experiment, selection, output_colour()));
        return selection.end == SelectionEnd::interrupted ? interruption.exit_code() : exit_done;
    } catch (const SimulationStopped&) {
        std::cerr << "kamsim: interrupted before the first stage was finished; nothing can be said yet.\n";
        return interruption.exit_code();
    }
}

} // namespace

int select_best(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, select_by);
}

} // namespace kamsim::program
