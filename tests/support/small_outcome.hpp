#pragma once

#include <cstdint>

#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim::test {

/// A scenario of two alternatives, three accounts and six quarters that was never read from a file.
[[nodiscard]] Scenario small_scenario(std::int64_t replications);

/// The ledger line of one replication of `small_outcome`, kEUR.
[[nodiscard]] double small_ledger(int alternative, std::int64_t replication, int line);

/// An outcome of the shape of `small_scenario` whose numbers all differ and which does not contradict itself. It was
/// not simulated.
[[nodiscard]] Outcome small_outcome(const Scenario& scenario, int managers);

} // namespace kamsim::test
