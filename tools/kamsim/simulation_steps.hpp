#pragma once

#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/run_options.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace kamsim::program {

/// Reads the scenario, tells what was read and what is doubtful in it.
/// @throws ScenarioError where it is wrong, or needs more memory than there is
[[nodiscard]] Scenario read_and_tell(const RunOptions& run, Console& console);

/// The lines above the answer, before the run.
void print_header(const Scenario& scenario, const RunOptions& run);

/// Simulates leaves with progress on a terminal, until the end or an interruption.
[[nodiscard]] LeafRange simulate_with_progress(const Scenario& scenario, const RunOptions& run, LeafRange leaves,
                                               const PartSink& sink, const SimulationOptions& options, Console& console,
                                               const Interruption& interruption);

} // namespace kamsim::program
