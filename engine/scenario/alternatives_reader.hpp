#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Writes the four built-in designs into a scenario that has neither [[alternatives]] nor [cross].
void take_default_alternatives(toml::table& document);

/// Reads [defaults], [[alternatives]], [cross], only_alternatives and baseline; the structures, the accounts and the
/// horizon must already stand in `experiment`.
void read_alternatives(const TomlTable& document, Experiment& experiment, Reading& reading);

} // namespace kamsim
