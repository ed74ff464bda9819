#pragma once

#include <string>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// Everything that an experiment was resolved to but its accounts and seed, as one JSON object: settings, all catalogue
/// values by path, structures, alternatives, today and firm (docs/formats/results.md). Numbers round-trip exactly.
[[nodiscard]] std::string resolved_parameters_json(const Experiment& experiment);

} // namespace kamsim
