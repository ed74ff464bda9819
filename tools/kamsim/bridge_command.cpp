#include "kamsim/bridge_command.hpp"

#include <cstdint>
#include <iostream>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/account_differences.hpp"
#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/mechanism_bridge.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/named_alternatives.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/account_table.hpp"
#include "kamsim/report/bridge_export.hpp"
#include "kamsim/report/mechanism_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

constexpr std::int64_t rows_of_a_table = 15;
constexpr std::int64_t most_futures = 1'000'000;
constexpr std::int64_t most_threads = 1024;

enum class BridgeGrouping : std::uint8_t { line, account, mechanism };

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "bridge",
        .argument = "RESULT [A B]",
        .argument_noun = "result file",
        .least_arguments = 1,
        .most_arguments = 3,
        .purpose = "Says what the difference in value of two designs is made of, from design A to\n"
                   "design B: by line of the ledger, by account, or by mechanism, for which it\n"
                   "simulates designs that lie between the two. The parts add up to the difference.\n"
                   "Without A and B: from the baseline to the best other design.\n",
        .options =
            {
                {"by", "KIND", "line (default), account or mechanism"},
                {"top", "N", "with --by account: this many; others together (15)"},
                {"futures", "N", "with --by mechanism: of each design, 1024 without it"},
                {"threads", "N", "with --by mechanism: threads to use"},
                format_option,
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "bridge result.h5",
                "bridge result.h5 centralized matrix",
                "bridge result.h5 centralized matrix --by account --top 5",
                "bridge result.h5 none matrix --format json",
                "bridge result.h5 none matrix --by mechanism",
            },
        .closing = "docs/guide/compare.md and docs/guide/explain.md explain the figures.\n",
    };
    return declared;
}

/// The two designs, indices in the outcome.
struct Ends {
    int from = 0;
    int to = 0;
};

Ends chosen_ends(const CommandLine& line, const StoredResult& stored)
{
    const auto& experiment = stored.scenario.experiment;
    const auto& arguments = line.arguments();
    if (stored.outcome.alternatives < 2) {
        line.refuse("the result holds one design only, so that there is no difference to explain");
    }
    if (arguments.size() == 2) {
        line.refuse(fmt::format("from \"{}\" to which design? Name both, or none", arguments[1]));
    }
    if (arguments.size() == 1) {
        const int baseline = stored.outcome.baseline;
        return {baseline, best_other_than(stored.outcome, baseline).value_or(baseline)};
    }
    const Ends ends{alternative_named(line, "A", arguments[1], experiment),
                    alternative_named(line, "B", arguments[2], experiment)};
    require_different(line, experiment, ends.from, ends.to, "name two designs");
    return ends;
}

void print_lines(const StoredResult& stored, const Ends& ends, OutputFormat format)
{
    const auto& experiment = stored.scenario.experiment;
    const auto bridge = bridge_between(experiment, stored.outcome, ends.from, ends.to);
    switch (format) {
    case OutputFormat::table: print(bridge_table(bridge, experiment.currency, output_colour())); break;
    case OutputFormat::csv: print(bridge_csv(bridge, experiment)); break;
    case OutputFormat::json: print(bridge_json(bridge, experiment, stored.outcome)); break;
    }
}

void print_accounts(const StoredResult& stored, const Ends& ends, OutputFormat format, std::size_t top)
{
    const auto& experiment = stored.scenario.experiment;
    const auto differences =
        account_differences(experiment, stored.outcome, ends.to, ends.from, DifferenceGrouping::account);
    switch (format) {
    case OutputFormat::table: print(account_table(experiment, stored.outcome, differences, top)); break;
    case OutputFormat::csv: print(account_csv(experiment, differences, top)); break;
    case OutputFormat::json: print(account_json(experiment, stored.outcome, differences, top)); break;
    }
}

/// @return the exit code
int print_mechanisms(const StoredResult& stored, const Ends& ends, OutputFormat format, const CommandLine& line,
                     const Console& console)
{
    const auto& experiment = stored.scenario.experiment;
    const Interruption interruption;
    MechanismBridgeOptions options;
    options.futures = line.whole_number("futures", 2, most_futures).value_or(options.futures);
    options.threads = static_cast<int>(line.whole_number("threads", 1, most_threads).value_or(0));
    options.goes_on = [&] { return !interruption.is_requested(); };
    std::optional<MechanismBridge> bridge;
    {
        ProgressLine progress(console.shows_progress() ? Progress::shown : Progress::hidden);
        options.progress = [&](std::int64_t done, std::int64_t all) {
            progress.show(done * options.futures, all * options.futures);
        };
        bridge = bridge_by_mechanism(experiment, ends.from, ends.to, options);
    }
    if (!bridge) {
        std::cerr << "kamsim: interrupted before all designs were simulated; there is nothing to show.\n";
        return interruption.exit_code();
    }
    switch (format) {
    case OutputFormat::table: print(mechanism_table(*bridge, experiment.currency, output_colour())); break;
    case OutputFormat::csv: print(mechanism_csv(*bridge, experiment.currency)); break;
    case OutputFormat::json: print(mechanism_json(*bridge, experiment.currency)); break;
    }
    return exit_done;
}

void refuse_options_of_others(const CommandLine& line, BridgeGrouping grouping)
{
    if (line.has("top") && grouping != BridgeGrouping::account) {
        line.refuse("--top goes with --by account only; the others are shown whole");
    }
    for (const std::string_view option : {"futures", "threads"}) {
        if (line.has(option) && grouping != BridgeGrouping::mechanism) {
            line.refuse(fmt::format("--{} goes with --by mechanism only; the others simulate nothing", option));
        }
    }
}

int bridge_result(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const auto grouping = static_cast<BridgeGrouping>(line.choice("by", {"line", "account", "mechanism"}).value_or(0));
    refuse_options_of_others(line, grouping);
    constexpr std::int64_t all = std::numeric_limits<std::int32_t>::max();
    const auto default_top = format == OutputFormat::table ? rows_of_a_table : all;
    const auto top = static_cast<std::size_t>(line.whole_number("top", 1, all).value_or(default_top));
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    const auto ends = chosen_ends(line, stored);
    switch (grouping) {
    case BridgeGrouping::line: print_lines(stored, ends, format); break;
    case BridgeGrouping::account:
        require_kept_pair(line, stored.scenario.experiment, stored.outcome, ends.to, ends.from);
        print_accounts(stored, ends, format, top);
        break;
    case BridgeGrouping::mechanism: return print_mechanisms(stored, ends, format, line, console);
    }
    return exit_done;
}

} // namespace

int bridge_designs(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, bridge_result);
}

} // namespace kamsim::program
