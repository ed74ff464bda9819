#pragma once

#include <optional>

#include "kamsim/model/experiment.hpp"
#include "kamsim/scenario/precision_contract.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Reads [precision]. To be called last, when the replications of the experiment are settled.
/// @return empty where nothing is asked for
[[nodiscard]] std::optional<PrecisionContract> read_precision(const TomlTable& document, const Experiment& experiment,
                                                              Reading& reading);

} // namespace kamsim
