#pragma once

#include <string>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

// For other programs: what bridge_table (terminal.hpp) tells people.

/// One line of the ledger a row, then the rounding and the total, which they add up to. Numbers are exact; what is not
/// defined is empty.
[[nodiscard]] std::string bridge_csv(const Bridge& bridge, const Experiment& experiment);

/// The same as one JSON object; what is not defined is null.
[[nodiscard]] std::string bridge_json(const Bridge& bridge, const Experiment& experiment, const Outcome& outcome);

} // namespace kamsim
