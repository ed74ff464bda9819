#include "kamsim/show_command.hpp"

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/comparison_text.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/json.hpp"
#include "kamsim/report/sweep_text.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/results/sweep_table.hpp"
#include "kamsim/terminal.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "show",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Prints again what kamsim run found and kept in the file RESULT: the verdict, the\n"
                   "tables, what was assumed, what was checked, and where it all came from. Of a\n"
                   "sweep: which design wins how often, and the points.\n",
        .options =
            {
                {"json", "", "print the JSON object of kamsim run --json, or of kamsim sweep"},
                {"csv", "", "of a sweep: print a row for each point and design"},
                {"top", "N", "of a sweep: points in the table (20)"},
                {"scenario", "", "print the scenario that was run, byte for byte"},
                {"quiet", "", "print the verdict only"},
            },
        .examples =
            {
                "show result.h5",
                "show result.h5 --json | jq .verdict",
                "show result.h5 --scenario > again.toml",
                "show sweep.h5 --csv",
            },
        .closing = "kamsim compare RESULT shows any measure of it. docs/formats/results.md describes\n"
                   "the file.\n",
    };
    return declared;
}

std::vector<std::string> input_lines(const std::vector<InputFile>& inputs)
{
    std::vector<std::string> lines;
    for (const auto& input : inputs) {
        lines.push_back(fmt::format("{} (XXH3 {})", input.path, input.hash));
    }
    return lines;
}

std::string next_block(const std::string& text)
{
    return text.empty() ? text : "\n" + text;
}

std::string whole_text(const StoredResult& stored, const Comparison& comparison, Colour colour)
{
    const auto& scenario = stored.scenario;
    const std::vector<std::string> program{
        fmt::format("kamsim {} ({})", stored.program_version, stored.program_revision)};
    return run_header(scenario.experiment) + next_block(comparison_text(scenario, stored.outcome, comparison, colour))
           + next_block(bulleted_list("Checked", stored.checks)) + next_block(bulleted_list("Written by", program))
           + next_block(bulleted_list("From", input_lines(scenario.inputs)))
           + next_block(bulleted_list("Set on the command line", scenario.overrides));
}

int show_sweep(const CommandLine& line)
{
    const auto table = read_sweep(line.arguments().front());
    if (line.has("scenario")) {
        line.refuse("--scenario is for results of a run; a sweep has another scenario at each point");
    }
    print(line.has("json")  ? sweep_json(table)
          : line.has("csv") ? sweep_csv(table)
                            : sweep_text(table, line.whole_number("top", 1, most_sweep_points).value_or(20)));
    return exit_done;
}

int show_result(const CommandLine& line, Console& console)
{
    if (line.has("json") + line.has("scenario") + line.has("csv") > 1) {
        line.refuse("--json, --csv and --scenario exclude each other");
    }
    if (is_sweep_file(line.arguments().front())) {
        return show_sweep(line);
    }
    if (line.has("csv") || line.has("top")) {
        line.refuse("--csv and --top are for sweeps; kamsim export writes the tables of a result");
    }
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    if (line.has("scenario")) {
        print(stored.scenario.text);
        return exit_done;
    }
    auto comparison = compare(stored.scenario.experiment, stored.outcome);
    // The run may have searched further than its outcome shows, for example for the size at which a programme pays.
    comparison.verdict.sentence = stored.verdict;
    if (line.has("json")) {
        print(comparison_json(stored.scenario.experiment, stored.outcome, comparison, stored.program_version));
    } else {
        print(console.is_quiet() ? verdict_paragraph(comparison, output_colour())
                                 : whole_text(stored, comparison, output_colour()));
    }
    return exit_done;
}

} // namespace

int show(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, show_result);
}

} // namespace kamsim::program
