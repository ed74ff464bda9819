#pragma once

#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/run_options.hpp"

namespace kamsim::program {

/// `kamsim run --diagnose`: what variance reduction brings on the scenario, in place of its answer.
/// @return the exit code
/// @throws SimulationStopped where it was interrupted
[[nodiscard]] int diagnose(const RunOptions& run, Console& console, const Interruption& interruption);

} // namespace kamsim::program
