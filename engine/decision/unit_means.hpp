#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// Values of the independent units in the records of a part: replications or, where there are several futures in a
/// unit, the means of worlds.
/// @return [alternative][unit], kEUR, with the bits that an outcome has
[[nodiscard]] std::vector<std::vector<double>> unit_means(const ReplicationRecords& records, int alternatives,
                                                          std::int64_t futures_per_unit);

} // namespace kamsim
