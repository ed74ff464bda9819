#pragma once

#include <nlohmann/json.hpp>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// What is uncertain, with its distributions, as an object of the resolved parameters. Bounds that are infinite are
/// null.
[[nodiscard]] nlohmann::ordered_json uncertainty_json(const Experiment& experiment);

/// The other way round, into an experiment whose structures are read.
/// @throws std::invalid_argument or an exception of the JSON library where it is damaged
void read_uncertainty(const nlohmann::ordered_json& json, Experiment& experiment);

} // namespace kamsim
