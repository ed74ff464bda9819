#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Fills parameters and structures with the catalogue's defaults, money in the scenario's currency.
void take_catalogue_defaults(double currency_per_euro, Experiment& experiment, Reading& reading);

/// Gives every entry of [parameters] its whole path as key, however it was nested, so that files can be laid over one
/// another; an error for one that is there twice.
void flatten_parameters(toml::table& document, Diagnostics& diagnostics);

/// Reads [parameters], which is flat already.
void read_parameters(const TomlTable& document, Experiment& experiment, Reading& reading);

/// Reads [structures]: changes of the built-in structures first, then new ones on top of them.
void read_structures(const TomlTable& document, Experiment& experiment, Reading& reading);

} // namespace kamsim
