#pragma once

#include <optional>

#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/results/run_plan.hpp"
#include "kamsim/run_options.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace kamsim::program {

/// Reads the scenario, tells what was read and what is doubtful in it.
/// @throws ScenarioError where it is wrong, or needs more memory than there is
[[nodiscard]] Scenario read_and_tell(const RunOptions& run, Console& console);

/// The lines above the answer, before the run.
/// @param looks of the run; it begins with as many replications as the first of them
void print_header(Scenario scenario, const std::optional<PlannedLooks>& looks, const RunOptions& run);

/// Simulates leaves with progress on a terminal, until the end or an interruption.
[[nodiscard]] LeafRange simulate_with_progress(const Scenario& scenario, const RunOptions& run, LeafRange leaves,
                                               const PartSink& sink, const SimulationOptions& options, Console& console,
                                               const Interruption& interruption);

} // namespace kamsim::program
