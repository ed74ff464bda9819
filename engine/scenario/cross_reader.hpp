#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Makes each value of [cross] a table of its own, { key = value }, which is read like an alternative. Values keep
/// their places in the file.
void spread_cross(toml::table& document);

/// Adds every combination of [cross], which is spread already, to the alternatives, in the order of the declared keys;
/// the last one changes fastest.
void read_cross(const TomlTable& document, const Alternative& defaults, Experiment& experiment, Reading& reading);

} // namespace kamsim
