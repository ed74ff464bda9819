#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Writes the four built-in designs into a scenario that has no [[alternatives]] of its own.
void take_default_alternatives(toml::table& document);

/// Reads [defaults], [[alternatives]] and baseline; the structures must already stand in `experiment`.
void read_alternatives(TomlTable& document, Experiment& experiment, Reading& reading);

} // namespace kamsim
