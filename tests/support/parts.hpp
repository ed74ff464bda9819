#pragma once

#include <functional>

#include "kamsim/simulation/simulate.hpp"

namespace kamsim {

/// Simulates as simulate() does, and shows each part before it is merged.
[[nodiscard]] Outcome simulate_and_see(const Experiment& experiment, const SimulationOptions& options,
                                       const std::function<void(const SamplePart&)>& see);

} // namespace kamsim
