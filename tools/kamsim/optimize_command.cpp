#include "kamsim/optimize_command.hpp"

#include <filesystem>
#include <iostream>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/design_search.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/named_alternatives.hpp"
#include "kamsim/new_files.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/optimisation_text.hpp"
#include "kamsim/scenario/design_writer.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

enum class SearchForm : std::uint8_t { text, json };

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "optimize",
        .argument = "SEARCH",
        .argument_noun = "file of a search",
        .purpose = "Searches for the best design of a scenario: what may be decided, what is sought\n"
                   "and what has to be kept to stand in the file SEARCH. Designs are tried on the\n"
                   "same luck; the best are simulated again on luck that the search has not seen,\n"
                   "and set against the designs of the scenario.\n",
        .options =
            {
                {"write", "FILE", "a new scenario that adds the design found, to be run"},
                {"set", "PATH=VALUE", "change an entry or a parameter; may be repeated",
                 OptionDeclaration::Use::repeated},
                {"threads", "N", "threads to use; no number depends on it"},
                {"format", "FORMAT", "text (default) or json"},
                {"quiet", "", "no warnings, no progress"},
            },
        .examples =
            {
                "optimize search.toml",
                "optimize search.toml --write best.toml",
                "optimize search.toml --format json > found.json",
            },
        .closing = "docs/formats/optimise.md lists the keys of the file, docs/guide/optimise.md\n"
                   "explains what the figures mean.\n",
    };
    return declared;
}

void write_best(const std::filesystem::path& file, const OptimisationPlan& plan, const FactorSpace& space,
                const DesignSearch& found)
{
    const auto folder = file.parent_path().empty() ? std::filesystem::path(".") : file.parent_path();
    const auto& coordinates = found.trials[found.finalists[found.chosen].trial].coordinates;
    AddedDesign added;
    added.base = name_from(folder, plan.scenario);
    added.comment = fmt::format("The best design of a search for one in place of {}.",
                                plan.design.find('\n') == std::string::npos ? plan.design : "an alternative");
    added.design = plan.design;
    added.best = design_at(plan, space, coordinates).alternatives.front();
    added.best.name = free_name(plan.design + "_best", space.base().experiment);
    added.overrides = plan.overrides;
    added.settings = space.settings_at(coordinates);
    write_new_files(folder, {{file.filename().string(), scenario_with(added, space.base())}});
}

DesignSearch search(const CommandLine& line, const OptimisationPlan& plan, const FactorSpace& space, Console& console,
                    const Interruption& interruption)
{
    ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
    DesignSearchOptions options;
    options.threads = static_cast<int>(line.whole_number("threads", 1, 1024).value_or(0));
    options.goes_on = [&] { return !interruption.is_requested(); };
    options.progress = [&](std::int64_t done, std::int64_t all) {
        progress.show(done * plan.futures, all * plan.futures);
    };
    return search_designs(plan, space, options);
}

void require_new(const std::filesystem::path& file)
{
    if (std::filesystem::exists(file)) {
        throw UsageError(fmt::format("--write {}: the file is there already; name another one", file.string()));
    }
}

int find_best(const CommandLine& line, Console& console)
{
    const auto form = static_cast<SearchForm>(line.choice("format", {"text", "json"}).value_or(0));
    const auto write = line.text("write");
    if (write) {
        require_new(*write);
    }
    const auto plan = read_optimisation(line.arguments().front(), line.texts("set"));
    if (write && plan.objectives.size() > 1) {
        line.refuse("--write writes one design, and a search with several objectives finds many; give one objective");
    }
    const FactorSpace space(plan.scenario, plan.overrides, plan.variables);
    for (const std::string& warning : space.warnings()) {
        console.warn(warning);
    }
    const Interruption interruption;
    const auto found = search(line, plan, space, console, interruption);
    print(form == SearchForm::json ? optimisation_json(plan, space, found)
                                   : optimisation_text(plan, space, found, output_colour()));
    if (found.was_interrupted) {
        return interruption.exit_code();
    }
    if (found.finalists.empty()) {
        return exit_failed;
    }
    if (write) {
        write_best(*write, plan, space, found);
        if (form == SearchForm::text) {
            print(fmt::format("\nWrote {0}. Next: kamsim run {0}\n", *write));
        }
    }
    return exit_done;
}

} // namespace

int optimize(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, find_best);
}

} // namespace kamsim::program
