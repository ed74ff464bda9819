#pragma once

#include <string>
#include <string_view>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

/// A comparison as one JSON object, indented, ended by a line feed. Keys, in order: `alternatives`, `baseline`,
/// `verdict`, `replications`, `seed`, `version`, `account_periods`, `seconds`, `unit`.
///
/// Money is in the experiment's unit (`unit`). `measures` gives for each measure its mean in the last period in which
/// it is taken: the last of the horizon or, for a yearly measure, the end of the last year. What is undefined is null.
/// Where something is uncertain, `worlds` and `futures_per_world` follow, and each alternative has
/// `share_of_worlds_best` and `knowledge`: the spread of value and difference between worlds and within them, and the
/// kind of the intervals of means.
/// `programme_return` is the mean difference for each unit of discounted programme spending, null for the baseline and
/// where nothing is spent. `seconds` is null for an outcome that was read from a file. `account_periods` counts
/// replications x accounts x periods x alternatives. Two runs of the same scenario and seed differ in `seconds` alone.
/// A comparison with details also has `interval_level`, `tail`, `target`, `pairs`, and `details` of each alternative.
/// @param version of the program
[[nodiscard]] std::string comparison_json(const Experiment& experiment, const Outcome& outcome,
                                          const Comparison& comparison, std::string_view version);

} // namespace kamsim
