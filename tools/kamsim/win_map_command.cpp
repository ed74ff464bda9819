#include "kamsim/win_map_command.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/win_map_text.hpp"
#include "kamsim/results/result_reader.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "win-map",
        .argument = "RESULT",
        .argument_noun = "result file",
        .purpose = "Says how robust the designs of a result are to what is not known, and in which\n"
                   "worlds which of them wins: as rules that other worlds confirm, as a small tree\n"
                   "and as a map. The scenario needs [uncertainty].\n",
        .options =
            {
                {"target", "KEUR", "the value to reach; else: not worse than the baseline"},
                {"format", "FORMAT", "table (default), csv (robustness only) or json"},
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "win-map result.h5",
                "win-map result.h5 --target 25000",
                "win-map result.h5 --format json | jq .boxes",
            },
        .closing = "docs/guide/robustness.md explains what the figures mean.\n",
    };
    return declared;
}

std::optional<double> target_of(const CommandLine& line)
{
    const auto text = line.text("target");
    if (!text) {
        return std::nullopt;
    }
    double target = 0.0;
    const auto* end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, target);
    if (error != std::errc{} || stop != end || !std::isfinite(target)) {
        line.refuse(fmt::format("--target \"{}\": give a number of thousands, for example 25000", *text));
    }
    return target;
}

int tell_wins(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    const auto target = target_of(line);
    const auto stored = read_result(line.arguments().front());
    console.detail(fmt::format("read {} (kamsim {})", line.arguments().front(), stored.program_version));
    const auto& experiment = stored.scenario.experiment;
    constexpr std::int64_t fewest_worlds = 32;
    if (stored.outcome.worlds < fewest_worlds || stored.outcome.world_inputs.empty()) {
        throw UsageError(fmt::format(
            "{} has {}; a map takes at least {} worlds and an input that all accounts share. Name what is not known "
            "under [uncertainty.inputs] of the scenario, or try: kamsim run SCENARIO --set uncertainty=evidence --out "
            "FILE",
            line.arguments().front(), stored.outcome.worlds == 1 ? "nothing uncertain" : "too little uncertain",
            fewest_worlds));
    }
    const auto robustness = robustness_of(stored.outcome, target, comparison_level);
    if (format == OutputFormat::csv) {
        print(robustness_csv(experiment, robustness));
        return exit_done;
    }
    const auto map = map_of_wins(experiment, stored.outcome);
    print(format == OutputFormat::json ? win_map_json(experiment, robustness, map)
                                       : win_map_text(experiment, robustness, map));
    return exit_done;
}

} // namespace

int map_wins(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, tell_wins);
}

} // namespace kamsim::program
