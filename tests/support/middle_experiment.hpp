#pragma once

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// 200 synthetic accounts (20 of them prospects), 28 quarters, four alternatives: no programme, early-stage by eight
/// factors with matched managers, matrix that turns centralized in its fourth year, and a programme that is given up.
[[nodiscard]] Experiment middle_experiment();

} // namespace kamsim
