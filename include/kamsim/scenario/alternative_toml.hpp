#pragma once

#include <string>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// A design as an entry of [[alternatives]] that says everything about it, so that no [defaults] change it.
/// @param experiment whose structures and accounts the design names
/// @throws std::invalid_argument where a step of its plan is taken in place, or an account has extra hours or money:
///   no scenario can say so
[[nodiscard]] std::string alternative_toml(const Alternative& alternative, const Experiment& experiment);

} // namespace kamsim
