#pragma once

#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

/// Verifies what must hold of every outcome: shapes, finite money, ledger lines that sum to the value, a baseline that
/// differs from itself by exactly 0, counts that agree with the number of replications.
/// @return what was verified, one short sentence each; travels in the result file
/// @throws std::logic_error naming the first thing that does not hold: the result must not be used
[[nodiscard]] std::vector<std::string> check_outcome(const Experiment& experiment, const Outcome& outcome);

} // namespace kamsim
