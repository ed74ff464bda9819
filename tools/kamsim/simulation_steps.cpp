#include "kamsim/simulation_steps.hpp"

#include <chrono>
#include <iostream>

#include <fmt/format.h>

#include "kamsim/machine.hpp"
#include "kamsim/progress_line.hpp"
#include "kamsim/report/precision_text.hpp"
#include "kamsim/report/scenario_summary.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/scenario/warnings.hpp"

namespace kamsim::program {

namespace {

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

} // namespace

Scenario read_and_tell(const RunOptions& run, Console& console)
{
    auto scenario = read_scenario(run.scenario, run.overrides);
    tell_what_was_read(scenario, console);
    require_memory(scenario.experiment, run.detail, run.threads, run.scenario);
    for (const auto& warning : warnings_of(scenario.experiment)) {
        console.warn(warning_text(warning));
    }
    return scenario;
}

void print_header(Scenario scenario, const std::optional<PlannedLooks>& looks, const RunOptions& run)
{
    if (run.form != OutputForm::text) {
        return;
    }
    if (looks) {
        scenario.experiment.replications = looks->replications.front();
    }
    std::cout << run_header(scenario.experiment) << (looks ? precision_request(looks->replications) : "") << "\n"
              << std::flush;
}

LeafRange simulate_with_progress(const Scenario& scenario, const RunOptions& run, LeafRange leaves,
                                 const PartSink& sink, const SimulationOptions& options, Console& console,
                                 const Interruption& interruption)
{
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    ProgressLine line(console.shows_progress() ? Progress::shown : Progress::hidden);
    SimulationOptions with_progress = options;
    with_progress.threads = run.threads;
    with_progress.progress = [&](std::int64_t done, std::int64_t all) { line.show(done, all); };
    with_progress.goes_on = [&] { return !interruption.is_requested(); };
    const LeafRange done = simulate_parts(scenario.experiment, leaves, sink, with_progress);
    const SampleLeaves sample(scenario.experiment);
    console.detail(fmt::format("simulated {} replications in {:.3g} s on {} threads, instruction set {}",
                               sample.first_replication(done.end) - sample.first_replication(done.first),
                               std::chrono::duration<double>(Clock::now() - start).count(), used_threads(run.threads),
                               name(best_instruction_set())));
    return done;
}

} // namespace kamsim::program
