#pragma once

#include "kamsim/decision/break_even_targets.hpp"
#include "kamsim/model/structure.hpp"

namespace kamsim {

/// Moves the parameters of a programme to a position of an effect. The size of the portfolio is no parameter of it.
void apply_effect(TargetEffect effect, double position, StructureParameters& parameters);

} // namespace kamsim
