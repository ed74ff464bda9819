#include "kamsim/targets_command.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/break_even_targets.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/named_alternatives.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/target_text.hpp"
#include "kamsim/scenario_source.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

constexpr int most_years = 50;
constexpr std::int64_t most_futures = 1'000'000;
constexpr std::int64_t most_threads = 1024;

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "targets",
        .argument = "FILE",
        .argument_noun = "scenario or result file",
        .purpose = "Says what a design would have to reach to pay for itself by a year, against\n"
                   "another design: how large its benefits, how small its cost, how strong its\n"
                   "effects, how large the portfolio; each alone, and as what would be seen. It\n"
                   "simulates anew, on the luck and in the worlds of the scenario's own run.\n",
        .options =
            {
                {"year", "N[,N...]", "years, from 1 on; without it the horizon"},
                {"alternative", "NAMES", "these designs, with commas between them"},
                {"against", "NAME", "another design than the baseline"},
                {"futures", "N", "futures of each design at each step, 1024 without it"},
                {"set", "PATH=VALUE", "change an entry or a parameter; may be repeated",
                 OptionDeclaration::Use::repeated},
                {"threads", "N", "threads to use; no number depends on it"},
                format_option,
                {"quiet", "", "no warnings, no progress"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "targets scenario.toml",
                "targets result.h5 --year 3,5 --alternative matrix",
                "targets scenario.toml --against none --format json",
            },
        .closing = "docs/guide/targets.md explains.\n",
    };
    return declared;
}

std::vector<int> chosen_years(const CommandLine& line, const Experiment& experiment)
{
    if (!line.has("year")) {
        return {std::max(1, experiment.periods / experiment.periods_per_year)};
    }
    std::vector<int> years;
    for (const auto& text : line.list("year")) {
        int year = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
        if (error != std::errc{} || end != text.data() + text.size() || year < 1 || year > most_years) {
            line.refuse(fmt::format("--year: \"{}\" is no whole number from 1 to {}", text, most_years));
        }
        years.push_back(year);
    }
    return years;
}

std::vector<int> chosen_designs(const CommandLine& line, const Experiment& experiment, int against)
{
    std::vector<int> designs;
    for (const auto& name : line.list("alternative")) {
        designs.push_back(alternative_named(line, "--alternative", name, experiment));
        require_different(line, experiment, designs.back(), against, "name another design with --against");
        if (is_without_programme(experiment, designs.back())) {
            line.refuse(fmt::format("\"{}\" has no programme that could pay for itself", name));
        }
    }
    for (int design = 0; !line.has("alternative") && design < std::ssize(experiment.alternatives); ++design) {
        if (design != against && !is_without_programme(experiment, design)) {
            designs.push_back(design);
        }
    }
    if (designs.empty()) {
        line.refuse("no design but the one it is to pay against has a programme");
    }
    return designs;
}

void print_targets(const CommandLine& line, const Experiment& experiment, const std::vector<BreakEvenTargets>& found)
{
    switch (output_format(line)) {
    case OutputFormat::csv: print(target_csv(found, experiment.currency)); return;
    case OutputFormat::json: print(target_json(found, experiment.currency)); return;
    case OutputFormat::table: break;
    }
    for (const BreakEvenTargets& targets : found) {
        print(target_table(targets, experiment.currency, output_colour()) + "\n");
    }
    print(target_rules(found));
}

/// Finished ones alone where it is interrupted.
std::vector<BreakEvenTargets> find_all(const CommandLine& line, const Console& console, const Experiment& experiment,
                                       const Interruption& interruption)
{
    const auto name = line.text("against");
    const int against = name ? alternative_named(line, "--against", *name, experiment) : experiment.baseline;
    const auto years = chosen_years(line, experiment);
    const auto designs = chosen_designs(line, experiment, against);
    ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
    BreakEvenTargetOptions options;
    options.futures = line.whole_number("futures", 2, most_futures).value_or(options.futures);
    options.threads = static_cast<int>(line.whole_number("threads", 1, most_threads).value_or(0));
    options.goes_on = [&] { return !interruption.is_requested(); };
    std::vector<BreakEvenTargets> found;
    const auto all = static_cast<std::int64_t>(years.size() * designs.size());
    for (const int year : years) {
        for (const int design : designs) {
            const std::int64_t before = std::ssize(found);
            options.progress = [&](std::int64_t done, std::int64_t most) {
                progress.show((before * most + done) * 2 * options.futures, all * most * 2 * options.futures);
            };
            auto targets = find_break_even_targets(experiment, design, against, year, options);
            if (!targets) {
                return found;
            }
            found.push_back(std::move(*targets));
        }
    }
    return found;
}

int tell_targets(const CommandLine& line, Console& console)
{
    static_cast<void>(output_format(line)); // is refused before the work
    const Scenario scenario = scenario_of(line.arguments().front(), line.texts("set"), console);
    const Interruption interruption;
    const auto found = find_all(line, console, scenario.experiment, interruption);
    if (interruption.is_requested()) {
        std::cerr << "kamsim: interrupted; what is printed is what was finished.\n";
    }
    if (!found.empty()) {
        print_targets(line, scenario.experiment, found);
    }
    return interruption.is_requested() ? interruption.exit_code() : exit_done;
}

} // namespace

int find_targets(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, tell_targets);
}

} // namespace kamsim::program
