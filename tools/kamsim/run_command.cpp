#include "kamsim/run_command.hpp"

#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "kamsim/command.hpp"
#include "kamsim/comparison_text.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/break_even_size.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/machine.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/json.hpp"
#include "kamsim/report/scenario_summary.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/results/checks.hpp"
#include "kamsim/results/result_writer.hpp"
#include "kamsim/run_options.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/scenario/warnings.hpp"
#include "kamsim/simulation/part_merger.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/terminal.hpp"
#include "kamsim/version.hpp"

namespace kamsim::program {

namespace {

Outcome simulate_with_progress(const Scenario& scenario, const RunOptions& run, std::optional<ResultWriter>& writer,
                               Console& console, const Interruption& interruption)
{
    ProgressLine line(console.shows_progress() ? Progress::shown : Progress::hidden);
    SimulationOptions options;
    options.threads = run.threads;
    options.progress = [&](std::int64_t done, std::int64_t all) { line.show(done, all); };
    options.goes_on = [&] { return !interruption.is_requested(); };
    PartMerger merger(scenario.experiment);
    const auto take = [&](SamplePart&& part) {
        merger.add(part);
        if (writer) {
            writer->append(part.first_replication, part.records);
        }
    };
    static_cast<void>(simulate_parts(scenario.experiment, all_leaves(scenario.experiment), take, options));
    if (merger.replications() == 0) {
        throw SimulationStopped(scenario.experiment.replications);
    }
    auto outcome = merger.finish();
    console.detail(fmt::format("simulated {} replications on {} threads, instruction set {}", outcome.replications,
                               used_threads(run.threads), name(best_instruction_set())));
    return outcome;
}

void tell_what_was_read(const Scenario& scenario, Console& console)
{
    for (const auto& input : scenario.inputs) {
        console.detail(fmt::format("read {} (XXH3 {})", input.path, input.hash));
    }
    for (const auto& override : scenario.overrides) {
        console.detail(fmt::format("set {}", override));
    }
    for (const auto& assumption : scenario.assumptions) {
        console.record(fmt::format("assumed {}", assumption));
    }
}

void print_where_it_is_kept(const RunOptions& run)
{
    std::cout << (run.result_file ? fmt::format("\nEvery number of this run is in {}.\n", run.result_file->string())
                                  : "\nNothing was written. To keep every number of this run, add --out FILE.h5.\n");
}

/// Where no programme pays, the verdict goes on to say at what size of the portfolio one would.
void add_break_even_size(const Experiment& experiment, const RunOptions& run, const Interruption& interruption,
                         Comparison& comparison)
{
    const bool has_programme = comparison.alternatives.size() > 1;
    const bool none_is_best =
        comparison.verdict.best == comparison.baseline && is_without_programme(experiment, comparison.baseline);
    if (!has_programme || !none_is_best) {
        return;
    }
    BreakEvenSizeOptions options;
    options.threads = run.threads;
    options.goes_on = [&] { return !interruption.is_requested(); };
    const auto size = find_break_even_size(experiment, options);
    if (interruption.is_requested()) {
        std::cerr << "kamsim: interrupted in the search for the size at which a programme would pay; the comparison is "
                     "complete\n";
        return;
    }
    comparison.verdict.sentence += " " + break_even_size_sentence(experiment, size);
}

void print_result(const Scenario& scenario, const RunOptions& run, const Outcome& outcome, const Comparison& comparison)
{
    switch (run.form) {
    case OutputForm::json: std::cout << comparison_json(scenario.experiment, outcome, comparison, version()); break;
    case OutputForm::verdict_only: std::cout << verdict_paragraph(comparison, output_colour()); break;
    case OutputForm::text: print(comparison_text(scenario, outcome, comparison, output_colour())); break;
    }
}

/// Said on both streams: whoever reads the answer later must know, and whoever stopped the run sees that it was heard.
void tell_interruption(const Experiment& experiment, const Outcome& outcome, const RunOptions& run)
{
    const auto where = fmt::format("after {} of {} futures", grouped(static_cast<double>(outcome.replications), 0),
                                   grouped(static_cast<double>(experiment.replications), 0));
    std::cerr << fmt::format("kamsim: interrupted {}; the answer is of these\n", where);
    if (run.form == OutputForm::text) {
        std::cout << fmt::format("Interrupted {}; all below is of these.\n\n", where);
    }
}

int run_scenario(const RunOptions& run, Console& console, const Interruption& interruption)
{
    const auto scenario = read_scenario(run.scenario, run.overrides);
    tell_what_was_read(scenario, console);
    require_memory(scenario.experiment, run.threads, run.scenario);
    for (const auto& warning : warnings_of(scenario.experiment)) {
        console.warn(warning_text(warning));
    }
    std::optional<ResultWriter> writer;
    if (run.result_file) {
        writer.emplace(*run.result_file, scenario);
    }
    if (run.form == OutputForm::text) {
        std::cout << run_header(scenario.experiment) << "\n" << std::flush;
    }
    const auto outcome = simulate_with_progress(scenario, run, writer, console, interruption);
    const bool is_whole = outcome.replications == scenario.experiment.replications;
    if (!is_whole) {
        tell_interruption(scenario.experiment, outcome, run);
    }
    const auto checks = check_outcome(scenario.experiment, outcome);
    auto comparison = compare(scenario.experiment, outcome);
    if (is_whole) {
        add_break_even_size(scenario.experiment, run, interruption, comparison);
    }
    print_result(scenario, run, outcome, comparison);
    if (writer) {
        // After the printing: a full disk then costs the file, not the answer.
        std::cout.flush();
        writer->finish(outcome, checks, comparison.verdict.sentence);
        console.detail(fmt::format("wrote {}", run.result_file->string()));
    }
    if (run.form == OutputForm::text) {
        print_where_it_is_kept(run);
    }
    return interruption.is_requested() ? interruption.exit_code() : exit_done;
}

} // namespace

int run(const std::vector<std::string>& arguments)
{
    return run_command(run_declaration(), arguments, [](const CommandLine& line, Console& console) {
        const auto options = read_run_options(line);
        const Interruption interruption;
        try {
            return run_scenario(options, console, interruption);
        } catch (const SimulationStopped& stopped) {
            std::cerr << "kamsim: interrupted, " << stopped.what() << "; nothing was written.\n";
            return interruption.exit_code();
        }
    });
}

} // namespace kamsim::program
