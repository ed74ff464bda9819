#include "kamsim/run_options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>

#include <fmt/format.h>

namespace kamsim::program {

namespace {

constexpr std::int64_t most_threads = 1024;
/// Scenarios are TOML, whose whole numbers have a sign and 64 bits.
constexpr auto largest_number = std::numeric_limits<std::int64_t>::max();

OutputForm output_form(const CommandLine& line)
{
    if (line.has("json")) {
        return OutputForm::json;
    }
    return line.has("quiet") ? OutputForm::verdict_only : OutputForm::text;
}

std::vector<std::string> overrides_of(const CommandLine& line)
{
    auto overrides = line.texts("set");
    if (const auto replications = line.whole_number("replications", 1, largest_number)) {
        overrides.push_back(fmt::format("replications={}", *replications));
    }
    if (const auto worlds = line.whole_number("worlds", 2, largest_number)) {
        overrides.push_back(fmt::format("uncertainty.worlds={}", *worlds));
    }
    if (const auto seed = line.whole_number("seed", 0, largest_number)) {
        overrides.push_back(fmt::format("seed={}", *seed));
    }
    return overrides;
}

/// The file of a run to go on with says everything else that a run is of.
void read_resumption(const CommandLine& line, RunOptions& run)
{
    constexpr std::array taken{"out", "replications", "worlds", "seed", "set", "part", "detail"};
    const auto other = std::find_if(taken.begin(), taken.end(), [&](const char* option) { return line.has(option); });
    if (!line.arguments().empty() || other != taken.end()) {
        line.refuse(fmt::format("--resume goes on with the scenario of its run, so {} cannot be given with it",
                                line.arguments().empty() ? fmt::format("--{}", *other) : "a scenario"));
    }
    run.result_file = *line.text("resume");
    run.resume = true;
    run.extend = line.whole_number("extend", 1, largest_number);
}

} // namespace

std::optional<RunPart> part_of(const CommandLine& line)
{
    const auto text = line.text("part");
    if (!text) {
        return std::nullopt;
    }
    RunPart part;
    const char* const end = text->data() + text->size();
    const auto number = std::from_chars(text->data(), end, part.number);
    const bool has_slash = number.ec == std::errc{} && number.ptr != end && *number.ptr == '/';
    const auto of = has_slash ? std::from_chars(number.ptr + 1, end, part.of) : number;
    if (!has_slash || of.ec != std::errc{} || of.ptr != end || part.number < 1 || part.of < part.number) {
        line.refuse(fmt::format("--part {} is no part; write for example --part 2/3, the second of three", *text));
    }
    return part;
}

const CommandDeclaration& run_declaration()
{
    static const CommandDeclaration declaration{
        .name = "run",
        .argument = "FILE",
        .argument_noun = "scenario",
        .least_arguments = 0,
        .purpose = "Simulates every design of the scenario FILE on the same luck, compares them and\n"
                   "says which is best. Nothing is written unless --out asks for it. What a run\n"
                   "with --out has finished survives whatever ends it, and --resume goes on.\n",
        .options =
            {
                {"out", "FILE", "keep every number in an HDF5 (netCDF-4) file"},
                {"resume", "RESULT", "go on with a run that was stopped or killed"},
                {"extend", "N", "with --resume: add N futures to a finished result"},
                {"part", "I/N", "only part I of N; kamsim merge puts all together"},
                {"commit", "SECONDS", "bring results to disk this often (10)"},
                {"detail", "KIND", "accounts, or paths: keep more of every future"},
                {"diagnose", "", "measure what variance reduction brings, and no more"},
                {"replications", "N", "number of futures, in place of the scenario's"},
                {"worlds", "N", "number of draws of what is uncertain"},
                {"seed", "N", "seed of all luck, in place of the scenario's"},
                {"threads", "N", "threads to use; no number depends on it"},
                {"set", "PATH=VALUE", "change an entry or a parameter; may be repeated",
                 OptionDeclaration::Use::repeated},
                {"json", "", "print one JSON object and nothing else"},
                {"quiet", "", "print the verdict only: no tables, warnings, progress"},
            },
        .examples =
            {
                "run scenario.toml",
                "run scenario.toml --replications 60000 --out result.h5",
                "run --resume result.h5",
                "run --resume result.h5 --extend 40000",
                "run scenario.toml --set retention.save=0.7",
                "run scenario.toml --set alternatives.matrix.key_accounts=12",
                "run scenario.toml --json | jq '.alternatives[] | {name, value}'",
            },
        .closing = "docs/formats/scenario.md describes the scenario, docs/formats/results.md the\n"
                   "result file.\n",
    };
    return declaration;
}

RunOptions read_run_options(const CommandLine& line)
{
    RunOptions run;
    run.overrides = overrides_of(line);
    run.size = line.has("replications") || line.has("worlds") ? RunSize::as_told : RunSize::by_scenario;
    run.form = output_form(line);
    if (const auto file = line.text("out")) {
        run.result_file = *file;
    }
    run.part = part_of(line);
    run.commit_every = line.seconds("commit").value_or(run.commit_every);
    if (line.has("resume")) {
        read_resumption(line, run);
    } else if (line.has("extend")) {
        line.refuse("--extend adds to a finished result; name it: --resume RESULT --extend N");
    } else if (line.arguments().empty()) {
        line.refuse("no scenario was given");
    } else {
        run.scenario = line.arguments().front();
    }
    if (const auto detail = line.choice("detail", {"accounts", "paths"})) {
        run.detail = *detail == 0 ? RecordedDetail::accounts : RecordedDetail::paths;
    }
    if ((run.part || line.has("commit") || line.has("detail")) && !run.result_file) {
        line.refuse("--part, --commit and --detail need a file: --out RESULT");
    }
    run.diagnoses = line.has("diagnose");
    if (run.diagnoses && (run.result_file || run.size == RunSize::as_told)) {
        line.refuse("--diagnose writes no file and has a size of its own; leave --out, --resume, --replications and "
                    "--worlds out");
    }
    run.threads = static_cast<int>(line.whole_number("threads", 1, most_threads).value_or(0));
    return run;
}

} // namespace kamsim::program
