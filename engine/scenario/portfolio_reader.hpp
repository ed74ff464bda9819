#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Reads [portfolio]: the accounts, their stakeholders, and the currency, and resolves every default of an account.
/// Periods a year must already stand in `experiment`.
/// @return the currency's units per euro, for the catalogue's money
double read_portfolio(const TomlTable& document, Experiment& experiment, Reading& reading);

} // namespace kamsim
