#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Fills parameters and structures with the catalogue's defaults, money in the scenario's currency.
void take_catalogue_defaults(double currency_per_euro, Experiment& experiment, Reading& reading);

/// Reads [parameters]: any path of the catalogue, as a quoted key or as nested tables.
void read_parameters(TomlTable& document, Experiment& experiment, Reading& reading);

/// Reads [structures]: changes of the built-in structures first, then new ones on top of them.
void read_structures(TomlTable& document, Experiment& experiment, Reading& reading);

} // namespace kamsim
