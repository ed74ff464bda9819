#pragma once

#include <functional>
#include <optional>

#include "kamsim/decision/precision.hpp"
#include "kamsim/results/run_plan.hpp"
#include "kamsim/run_options.hpp"
#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim::program {

/// When the run is looked at, by the precision that its scenario asks for: once at its end where the command line
/// settles the size. Empty where nothing is asked for, and for a part of a run.
[[nodiscard]] std::optional<PlannedLooks> planned_looks(const Scenario& scenario, const RunOptions& run);

/// Makes the scenario ask for as many replications as there may be.
void lengthen(Scenario& scenario, const PlannedLooks& looks);

/// Leaves of the sample that a look needs.
[[nodiscard]] std::int64_t leaves_at(const Experiment& experiment, std::int64_t replications);

/// What one look says, recorded for whoever wants details.
[[nodiscard]] PrecisionReport judge_look(const PlannedLooks& looks, std::size_t look, const Outcome& outcome,
                                         Console& console);

} // namespace kamsim::program
