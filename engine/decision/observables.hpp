#pragma once

#include <vector>

#include "kamsim/decision/break_even.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// A figure that changes by less over the range of an input is not one by which the input can be observed.
inline constexpr double least_response = 0.02;

/// The measures behind all observables; to be kept by a study.
[[nodiscard]] std::vector<Measure> observed_measures();

/// The observables of a design at a point of a study that kept observed_measures().
/// @return by Observable; NaN where one is not defined
[[nodiscard]] std::vector<double> observables_at(const Experiment& experiment, const StudyValues& values,
                                                 std::int64_t point, int alternative);

} // namespace kamsim
