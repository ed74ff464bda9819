#pragma once

#include <cstdint>

#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim {

/// Makes the scenario one whose number of replications was asked for on the command line.
void ask_for(Scenario& scenario, std::int64_t replications);

} // namespace kamsim
