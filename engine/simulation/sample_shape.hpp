#pragma once

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/worlds.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "model/resolved.hpp"

namespace kamsim {

/// Managers to keep room for: the most that any world has.
[[nodiscard]] int manager_rows(const Experiment& experiment, const Worlds& worlds);

/// An outcome with its dimensions set, and arrays that do not grow with the replications.
[[nodiscard]] Outcome sample_shape(const Experiment& experiment, const ResolvedView& resolved, const Worlds& worlds);

} // namespace kamsim
