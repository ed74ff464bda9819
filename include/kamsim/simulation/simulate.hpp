#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stdexcept>

#include "kamsim/lanes/instruction_set.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

/// Replications that finished together, in order; valid during the call of the sink only.
struct ReplicationBatch {
    std::int64_t first_replication = 0;
    std::int64_t replications = 0;
    /// [alternative][replication of the batch][line], kEUR, net present.
    std::span<const double> ledger;
};

struct SimulationOptions {
    int threads = 0; ///< 0: what OpenMP offers
    /// Replications between two merges, a multiple of 256: what is held in memory and handed to the sink at once; 0:
    /// eight times 256 for each thread. Worlds of few futures fill it less than whole. No number depends on it.
    std::int64_t replications_per_batch = 0;
    std::optional<InstructionSet>
        instruction_set{}; ///< empty: the best that this processor has. No number depends on it.
    std::function<void(const ReplicationBatch&)> sink{}; ///< called from one thread, outside parallel regions, in order
    std::function<void(std::int64_t done, std::int64_t all)> progress{}; ///< likewise
    /// Asked before each super-block (up to 256 replications), by several threads at once. False ends the run early:
    /// what has begun is finished, and the outcome holds the replications up to there.
    std::function<bool()> goes_on{};
};

/// Thrown where the run was to end before anything was finished.
class SimulationStopped : public std::runtime_error {
public:
    explicit SimulationStopped(std::int64_t replications);
};

/// Simulates every alternative of the experiment in the same worlds and on the same luck.
/// @return of a run that was ended early, the outcome of a run that asked for as many replications as were finished,
///   bit for bit; of uncertain experiments whole worlds are finished. (Points of a Latin hypercube and the dimension
///   of the managers, where their load is uncertain, are those of all worlds asked for.)
/// @throws std::invalid_argument where the experiment or the options do not fit
/// @throws SimulationStopped where `goes_on` said no before anything was finished
/// @throws std::runtime_error where a replication has no finite value
[[nodiscard]] Outcome simulate(const Experiment& experiment, const SimulationOptions& options = {});

} // namespace kamsim
