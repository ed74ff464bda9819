#include "kamsim/win_map_command.hpp"

#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/command_line.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/sweep_map.hpp"
#include "kamsim/new_files.hpp"
#include "kamsim/output_format.hpp"
#include "kamsim/report/sweep_map_report.hpp"
#include "kamsim/report/win_map_text.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/results/sweep_table.hpp"

namespace kamsim::program {

namespace {

const CommandDeclaration& declaration()
{
    static const CommandDeclaration declared{
        .name = "win-map",
        .argument = "RESULT",
        .argument_noun = "result file of a run or a sweep",
        .purpose = "Of a run: says how robust its designs are to what is not known, and in which\n"
                   "worlds which of them wins: as rules that other worlds confirm, as a small tree\n"
                   "and as a map. The scenario needs [uncertainty].\n"
                   "Of a sweep: says which design is worth most where, and how surely.\n",
        .options =
            {
                {"target", "KEUR", "of a run: the value to reach; else: that of the baseline"},
                {"across", "FACTOR", "of a sweep: what runs across; else the first that varies"},
                {"up", "FACTOR", "of a sweep: what runs up; else the next that varies"},
                {"picture", "FILE", "of a sweep: also draw the map into a new SVG file"},
                {"threads", "N", "of a sweep: threads to use; no number depends on it"},
                {"format", "FORMAT", "table (default), csv (of a run: robustness) or json"},
                {"quiet", "", "no warnings"},
                {"verbose", "", "say what is read, on the standard error"},
            },
        .examples =
            {
                "win-map result.h5",
                "win-map result.h5 --target 25000",
                "win-map result.h5 --format json | jq .boxes",
                "win-map sweep.h5 --across size --picture sizes.svg",
            },
        .closing = "docs/guide/robustness.md explains what the figures of a run mean,\n"
                   "docs/guide/sweep.md those of a sweep.\n",
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

void draw(const CommandLine& line, const SweepTable& table, const SweepMap& map)
{
    if (const auto picture = line.text("picture")) {
        const std::filesystem::path file(*picture);
        write_new_files(file.has_parent_path() ? file.parent_path() : std::filesystem::path("."),
                        {{file.filename().string(), sweep_map_picture(table, map)}});
    }
}

int tell_wins_of_sweep(const CommandLine& line, Console& console)
{
    const auto format = output_format(line);
    if (line.has("target")) {
        line.refuse("--target is for the result of a run");
    }
    const auto threads = static_cast<int>(line.whole_number("threads", 1, 1024).value_or(0));
    const auto table = read_sweep(line.arguments().front());
    console.detail(fmt::format("read {}: {} points", line.arguments().front(), table.points));
    const auto map = [&] {
        try {
            return map_of_sweep(table, {line.text("across"), line.text("up")}, threads);
        } catch (const std::invalid_argument& failure) {
            throw UsageError(fmt::format("{}: {}", line.arguments().front(), failure.what()));
        }
    }();
    draw(line, table, map);
    print(format == OutputFormat::json  ? sweep_map_json(table, map)
          : format == OutputFormat::csv ? sweep_map_csv(table, map)
                                        : sweep_map_text(table, map));
    return exit_done;
}

int tell_wins_of_run(const CommandLine& line, Console& console)
{
    for (const auto* const option : {"across", "up", "picture", "threads"}) {
        if (line.has(option)) {
            line.refuse(fmt::format("--{} is for the result of a sweep", option));
        }
    }
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

int tell_wins(const CommandLine& line, Console& console)
{
    return is_sweep_file(line.arguments().front()) ? tell_wins_of_sweep(line, console)
                                                   : tell_wins_of_run(line, console);
}

} // namespace

int map_wins(const std::vector<std::string>& arguments)
{
    return run_command(declaration(), arguments, tell_wins);
}

} // namespace kamsim::program
