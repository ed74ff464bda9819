#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Reads title and [simulation].
void read_simulation(const TomlTable& document, Experiment& experiment, Reading& reading);

/// Reads [today] and [firm]; the structures must already stand in `experiment`.
void read_today(const TomlTable& document, Experiment& experiment, Reading& reading);
void read_firm(const TomlTable& document, Experiment& experiment);

/// Names of the structures, in the order of their indices.
[[nodiscard]] std::vector<std::string> structure_names(const Experiment& experiment);

} // namespace kamsim
