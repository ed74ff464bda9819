#pragma once

#include <span>
#include <string>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// The experiment with the catalogue's parameters uncertain by the ranges of their evidence, in place of what the
/// scenario says of uncertainty: of the model and of the structures that stand today or in a design. What the scenario
/// holds is the most likely value; money follows its range as a factor. What it holds outside of the range stays.
[[nodiscard]] Experiment with_inputs_of_evidence(const Experiment& experiment);

/// The experiment with these of its uncertain inputs alone, in its order; their rank correlations are kept.
/// @throws std::invalid_argument where there is no such input, with the one that was probably meant
[[nodiscard]] Experiment with_inputs(const Experiment& experiment, std::span<const std::string> names);

/// The experiment with these of its alternatives alone, in this order, the last one its baseline.
/// @throws std::invalid_argument where one is unknown or named twice, or none is
[[nodiscard]] Experiment with_alternatives(const Experiment& experiment, std::span<const int> alternatives);

} // namespace kamsim
