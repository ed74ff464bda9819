#pragma once

#include <string>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// What simulate() holds in memory, bytes, from the arrays that it allocates. Whole numbers, as doubles since a
/// mistaken scenario can ask for more than a whole number of bytes can say.
struct MemoryEstimate {
    double experiment = 0.0; ///< accounts, as read and as resolved for the equations; draws of the worlds
    double outcome = 0.0;    ///< what the caller gets: grows with alternatives x replications
    double threads = 0.0;    ///< state, sums and bins of all threads: grows with alternatives x accounts x years
    double batch = 0.0;      ///< what the threads hand in between two merges

    [[nodiscard]] double total() const { return experiment + outcome + threads + batch; }
};

/// @param threads as many as simulate() would use, at least 1
/// @param detail what is kept of each replication
[[nodiscard]] MemoryEstimate estimated_memory(const Experiment& experiment, int threads,
                                              RecordedDetail detail = RecordedDetail::ledgers);

/// What would lower the estimate most, in words.
[[nodiscard]] std::string memory_advice(const Experiment& experiment, const MemoryEstimate& estimate);

} // namespace kamsim
