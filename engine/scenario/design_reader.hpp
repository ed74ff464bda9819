#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Reads the keys that [defaults] and an alternative share; what is missing stays as it is.
void take_design(const TomlTable& section, Alternative& design);

/// Reads which accounts get more or less attention than the policy gives them; the accounts must already stand in
/// `experiment`. What is missing stays as it is.
void take_attention_weights(const TomlTable& section, Alternative& design, const Experiment& experiment,
                            Reading& reading);

/// Reads the structure or the plan of an alternative; it needs one of them. The horizon and the structures must already
/// stand in `experiment`.
void take_structure(const TomlTable& section, Alternative& alternative, const Experiment& experiment, Reading& reading);

} // namespace kamsim
