#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// small_experiment() with many events, a switch of structure, and more replications.
[[nodiscard]] Experiment eventful_experiment();

/// A path of the catalogue, or "structures.<name>" for all structures but `none`, and its new value.
using Change = std::pair<const char*, double>;

/// Fails the running test where the catalogue has no such path.
void apply(Experiment& experiment, const std::string& path, double value);

[[nodiscard]] Experiment with(Experiment experiment, const std::vector<Change>& changes);

/// eventful_experiment() with these parameters at 0.
[[nodiscard]] Experiment without(const std::vector<const char*>& parameters);

} // namespace kamsim
