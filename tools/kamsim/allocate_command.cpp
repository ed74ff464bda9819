#include "kamsim/allocate_command.hpp"

#include <charconv>
#include <filesystem>
#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/allocation.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/named_alternatives.hpp"
#include "kamsim/new_files.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/allocation_text.hpp"
#include "kamsim/scenario/limits.hpp"
#include "kamsim/scenario_source.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "allocate",
        .argument = "FILE",
        .argument_noun = "scenario or result file",
        .purpose = "Says what one more hour and one more thousand are worth at each key account of a\n"
                   "design in the scenario (or result) FILE, looks for the split of managers' hours\n"
                   "and of the investment budget that is worth most, and judges it on fresh luck\n"
                   "against the attention policies that have names.\n",
        .options =
            {
                {"design", "NAME", "the design (needed where several have a programme)"},
                {"futures", "N", "futures of each variant in the search (512)"},
                {"fresh", "N", "futures for the judgement, on fresh luck (8192)"},
                {"rounds", "N", "most steps of the search (6)"},
                {"least-key-share", "P", "leave out accounts key for less of the time (0.1)"},
                {"write", "FILE", "write a new scenario with the split, for kamsim run"},
                {"threads", "N", "threads to use; no number depends on it"},
                {"set", "PATH=VALUE", "change an entry or a parameter; may be repeated",
                 OptionDeclaration::Use::repeated},
                format_option,
                {"quiet", "", "no warnings, no progress"},
            },
        .examples =
            {
                "allocate scenario.toml --design matrix",
                "allocate scenario.toml --design matrix --write split.toml",
                "allocate result.h5 --design matrix --format json",
            },
        .closing = "docs/guide/allocation.md explains the figures and the search.\n",
    };
    return declared;
}

/// The design that is named, or the only one that has a programme.
int design_of(const CommandLine& line, const Experiment& experiment)
{
    if (const auto name = line.text("design")) {
        return alternative_named(line, "--design", *name, experiment);
    }
    std::vector<int> programmes;
    for (std::size_t k = 0; k < experiment.alternatives.size(); ++k) {
        for (const PlannedStructure& step : experiment.alternatives[k].plan) {
            if (experiment.structures[static_cast<std::size_t>(step.structure)].is_programme) {
                programmes.push_back(static_cast<int>(k));
                break;
            }
        }
    }
    if (programmes.size() != 1) {
        line.refuse(programmes.empty() ? "no design has a programme, so there is no attention to share out"
                                       : "several designs have a programme; name one with --design");
    }
    return programmes.front();
}

double share_of(const CommandLine& line, std::string_view option, double otherwise)
{
    const auto text = line.text(option);
    if (!text) {
        return otherwise;
    }
    double share = 0.0;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, share);
    if (error != std::errc{} || stop != end || !(share >= 0.0 && share <= 1.0)) {
        line.refuse(fmt::format("--{} takes a share between 0 and 1, not {}", option, *text));
    }
    return share;
}

AllocationRequest request_of(const CommandLine& line, const Experiment& experiment)
{
    AllocationRequest request;
    request.design = design_of(line, experiment);
    request.search_futures = line.whole_number("futures", 2, most_replications).value_or(request.search_futures);
    request.fresh_futures = line.whole_number("fresh", 2, most_replications).value_or(request.fresh_futures);
    request.most_rounds = static_cast<int>(line.whole_number("rounds", 1, 100).value_or(request.most_rounds));
    request.least_key_share = share_of(line, "least-key-share", request.least_key_share);
    return request;
}

/// Where the new scenario is to stand, checked before the work.
std::optional<std::filesystem::path> new_scenario(const CommandLine& line)
{
    const auto name = line.text("write");
    if (!name) {
        return std::nullopt;
    }
    if (is_result_file(line.arguments().front())) {
        line.refuse(fmt::format("--write {}: the new scenario extends a scenario file, and {} is a result; name the "
                                "scenario",
                                *name, line.arguments().front()));
    }
    if (line.has("set")) {
        line.refuse(fmt::format("--write {}: the new scenario extends the file, which knows nothing of --set; write "
                                "the change into the file",
                                *name));
    }
    const std::filesystem::path path = std::filesystem::absolute(*name);
    if (std::filesystem::exists(std::filesystem::symlink_status(path))) {
        line.refuse(fmt::format("--write: {} is there already and is not overwritten; name another file", *name));
    }
    return path;
}

void write_split(const CommandLine& line, const std::filesystem::path& path, const Experiment& experiment,
                 const Allocation& allocation)
{
    const auto base =
        std::filesystem::proximate(std::filesystem::absolute(line.arguments().front()), path.parent_path());
    write_new_files(path.parent_path(),
                    {{path.filename().string(), split_scenario(experiment, allocation, base.generic_string())}});
}

int allocate_by(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const auto path = new_scenario(line);
    const auto scenario = scenario_of(line.arguments().front(), line.texts("set"), console);
    const auto& experiment = scenario.experiment;
    const auto request = request_of(line, experiment);
    const Interruption interruption;
    std::optional<Allocation> allocation;
    try {
        ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
        AllocationOptions options;
        options.threads = static_cast<int>(line.whole_number("threads", 1, 1024).value_or(0));
        options.goes_on = [&] { return !interruption.is_requested(); };
        options.progress = [&](std::int64_t done, std::int64_t most) { progress.show(done, most); };
        allocation = allocate_attention(experiment, request, options);
    } catch (const SimulationStopped&) {
        std::cerr << "kamsim: interrupted; nothing was found yet, and nothing is kept.\n";
        return interruption.exit_code();
    } catch (const std::invalid_argument& failure) {
        throw UsageError(failure.what());
    }
    switch (format) {
    case OutputFormat::table: print(allocation_text(experiment, *allocation, output_colour())); break;
    case OutputFormat::csv: print(allocation_csv(experiment, *allocation)); break;
    case OutputFormat::json: print(allocation_json(experiment, *allocation)); break;
    }
    if (path) {
        write_split(line, *path, experiment, *allocation);
        if (format == OutputFormat::table) {
            print(fmt::format("\nThe split is in {0}. To run it: kamsim run {0}\n", line.text("write").value()));
        }
    }
    return exit_done;
}

} // namespace

int allocate(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, allocate_by);
}

} // namespace kamsim::program
