#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Reads the keys that [defaults] and an alternative share; what is missing stays as it is.
void take_design(const TomlTable& section, Alternative& design);

/// Reads the structure or the plan of an alternative; it needs one of them. The horizon and the structures must already
/// stand in `experiment`.
void take_structure(const TomlTable& section, Alternative& alternative, const Experiment& experiment, Reading& reading);

} // namespace kamsim
