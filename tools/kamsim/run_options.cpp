#include "kamsim/run_options.hpp"

#include <cstdint>
#include <limits>

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

} // namespace

const CommandDeclaration& run_declaration()
{
    static const CommandDeclaration declaration{
        .name = "run",
        .argument = "FILE",
        .argument_noun = "scenario",
        .purpose = "Simulates every design of the scenario FILE on the same luck, compares them and\n"
                   "says which is best. Nothing is written unless --out asks for it.\n",
        .options =
            {
                {"out", "FILE", "keep every number in an HDF5 (netCDF-4) file"},
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
    run.scenario = line.arguments().front();
    run.overrides = overrides_of(line);
    run.form = output_form(line);
    if (const auto file = line.text("out")) {
        run.result_file = *file;
    }
    run.threads = static_cast<int>(line.whole_number("threads", 1, most_threads).value_or(0));
    return run;
}

} // namespace kamsim::program
