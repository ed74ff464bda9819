#include "kamsim/run_command.hpp"

#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "kamsim/answer.hpp"
#include "kamsim/command.hpp"
#include "kamsim/console.hpp"
#include "kamsim/decision/money_text.hpp"
#include "kamsim/diagnosis.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/kept_run.hpp"
#include "kamsim/machine.hpp"
#include "kamsim/rank_steps.hpp"
#include "kamsim/results/sample_size.hpp"
#include "kamsim/run_looks.hpp"
#include "kamsim/run_options.hpp"
#include "kamsim/simulation/part_merger.hpp"
#include "kamsim/simulation_steps.hpp"

namespace kamsim::program {

namespace {

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

/// Simulates look by look until the contract holds, or the run is interrupted.
/// @return what the last look said; empty where the run was interrupted
std::optional<PrecisionReport> simulate_looks(const Scenario& scenario, const PlannedLooks& looks,
                                              const RunOptions& run, PartMerger& merger, Console& console,
                                              const Interruption& interruption)
{
    std::optional<PrecisionReport> report;
    LeafRange leaves;
    for (std::size_t look = 0; look < looks.replications.size() && !(report && report->holds); ++look) {
        leaves = {leaves.end, leaves_at(scenario.experiment, looks.replications[look])};
        const auto merge = [&](SamplePart&& part) { merger.add(part); };
        if (simulate_with_progress(scenario, run, leaves, merge, {}, console, interruption) != leaves) {
            return std::nullopt;
        }
        report = judge_look(looks, look, merger.so_far(), console);
    }
    return report;
}

/// A run whose answer is printed and not kept.
int run_in_memory(const RunOptions& run, Console& console, const Interruption& interruption)
{
    const auto start = std::chrono::steady_clock::now();
    auto scenario = read_and_tell(run, console);
    const auto looks = planned_looks(scenario, run);
    print_header(scenario, looks, run);
    if (looks) {
        lengthen(scenario, *looks);
        require_memory(scenario.experiment, run.detail, run.threads, run.scenario);
    }
    PartMerger merger(scenario.experiment);
    std::optional<PrecisionReport> precision;
    if (looks) {
        precision = simulate_looks(scenario, *looks, run, merger, console, interruption);
    } else {
        const auto merge = [&](SamplePart&& part) { merger.add(part); };
        static_cast<void>(
            simulate_with_progress(scenario, run, all_leaves(scenario.experiment), merge, {}, console, interruption));
    }
    if (merger.replications() == 0) {
        throw SimulationStopped(scenario.experiment.replications);
    }
    const bool is_whole = looks ? precision.has_value() : merger.replications() == scenario.experiment.replications;
    if (is_whole && merger.replications() < scenario.experiment.replications) {
        ask_for(scenario, merger.replications());
    }
    auto outcome = merger.finish();
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    auto answer = answer_of(scenario, outcome);
    answer.comparison.precision = precision;
    if (is_whole) {
        add_break_even_size(scenario.experiment, run, interruption, answer.comparison);
    } else {
        tell_interruption(scenario.experiment, outcome, run);
    }
    print_answer(scenario, run, outcome, answer);
    if (run.form == OutputForm::text) {
        std::cout << "\nNothing was written. To keep every number of this run, add --out FILE.h5.\n";
    }
    return interruption.is_requested() ? interruption.exit_code() : exit_done;
}

/// Ranks meet in the folder of a file; what needs none is done by one process.
void require_out(const CommandLine& line, const RunOptions& run, const Ranks& ranks)
{
    if (ranks.are_several() && !run.result_file) {
        line.refuse(fmt::format("{} processes were started together, and need a file to meet at: add --out FILE.h5, "
                                "or start one process",
                                ranks.count()));
    }
}

int run_alone_or_together(const RunOptions& run, Console& console, Ranks& ranks)
{
    const Interruption interruption;
    try {
        if (run.diagnoses) {
            return diagnose(run, console, interruption);
        }
        return run.result_file ? run_kept(run, console, interruption, ranks)
                               : run_in_memory(run, console, interruption);
    } catch (const SimulationStopped& stopped) {
        std::cerr << fmt::format("kamsim: interrupted, {}; nothing was written.\n", stopped.what());
        return interruption.exit_code();
    }
}

} // namespace

int run(const std::vector<std::string>& arguments)
{
    return run_ranks(run_declaration(), arguments, [](const CommandLine& line, Console& console, Ranks& ranks) {
        const auto options = read_run_options(line);
        require_no_part(line, ranks);
        require_out(line, options, ranks);
        return run_alone_or_together(options, console, ranks);
    });
}

} // namespace kamsim::program
