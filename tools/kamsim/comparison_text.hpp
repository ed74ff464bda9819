#pragma once

#include <string>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim::program {

/// The answer as `run` gives it and `show` repeats it: verdict, tables, bridge, whom to win first, assumptions.
[[nodiscard]] std::string comparison_text(const Scenario& scenario, const Outcome& outcome,
                                          const Comparison& comparison, Colour colour);

} // namespace kamsim::program
