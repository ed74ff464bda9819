#pragma once

#include <string>

#include "kamsim/decision/variance_reduction.hpp"

namespace kamsim {

/// A table of variance ratios with their intervals, and what they mean, at most terminal_width columns wide.
[[nodiscard]] std::string variance_reduction_table(const Experiment& experiment, const VarianceReduction& reduction);

/// The same as one JSON object.
[[nodiscard]] std::string variance_reduction_json(const Experiment& experiment, const VarianceReduction& reduction);

} // namespace kamsim
