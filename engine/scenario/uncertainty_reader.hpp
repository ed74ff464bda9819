#pragma once

#include "kamsim/model/experiment.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Reads `uncertainty`: "evidence", or a table of what is uncertain, how it hangs together and how many worlds are
/// drawn. To be called last, since it looks at structures, accounts and alternatives; it sets the replications.
void read_uncertainty(const TomlTable& document, double currency_per_euro, Experiment& experiment, Reading& reading);

} // namespace kamsim
