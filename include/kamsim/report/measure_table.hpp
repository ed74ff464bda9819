#pragma once

#include <string>

#include "kamsim/decision/measure_figures.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

// Each function tells the same figures (measure_figures) and throws what it throws.

/// For people: at one time a row for each measure, at several times a table for each measure with a row for each time.
/// Means with half of their intervals, alternatives side by side, in blocks where they are many; 80 columns.
[[nodiscard]] std::string measure_table(const Experiment& experiment, const Outcome& outcome,
                                        const MeasureSelection& selection);

/// For other programs: one figure a row, with names, unit, period (counted from 1) and its end in years, kind of
/// interval. Numbers are exact; what is not defined is empty.
[[nodiscard]] std::string measure_csv(const Experiment& experiment, const Outcome& outcome,
                                      const MeasureSelection& selection);

/// The same as one JSON object; what is not defined is null.
[[nodiscard]] std::string measure_json(const Experiment& experiment, const Outcome& outcome,
                                       const MeasureSelection& selection);

} // namespace kamsim
