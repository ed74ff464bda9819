#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>

#include "kamsim/lanes/instruction_set.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

struct SimulationOptions {
    int threads = 0; ///< 0: what OpenMP offers
    /// Replications between two looks at the other options, a multiple of 256; 0: eight times 256 for each thread, or
    /// 256 with accounts. Worlds of few futures fill it less than whole. No number depends on it.
    std::int64_t replications_per_batch = 0;
    std::optional<InstructionSet>
        instruction_set{}; ///< empty: the best that this processor has. No number depends on it.
    /// What the parts hold of each replication. No number depends on it.
    RecordedDetail detail = RecordedDetail::ledgers;
    /// Called from one thread, outside parallel regions: replications up to which the sample is done, and all.
    std::function<void(std::int64_t done, std::int64_t all)> progress{};
    /// Asked before each super-block (up to 256 replications), by several threads at once. False ends the run early:
    /// what has begun is finished, up to whole leaves.
    std::function<bool()> goes_on{};
    /// Asked after each batch: whether a part is to be handed on now. Large parts are in any case.
    std::function<bool()> part_is_due{};
};

/// Takes a part of the sample; called from one thread, outside parallel regions, in order.
using PartSink = std::function<void(SamplePart&&)>;

/// Thrown where the run was to end before anything was finished.
class SimulationStopped : public std::runtime_error {
public:
    explicit SimulationStopped(std::int64_t replications);
};

/// Simulates every alternative of the experiment in the replications of these leaves, in the same worlds and on the
/// same luck, and hands them on in parts. A part is a pure function of the experiment and its leaves.
/// @return leaves that were finished and handed on: fewer at the end where the run was ended early
/// @throws std::invalid_argument where the experiment, the leaves or the options do not fit
[[nodiscard]] LeafRange simulate_parts(const Experiment& experiment, LeafRange leaves, const PartSink& sink,
                                       const SimulationOptions& options = {});

/// Simulates every alternative of the experiment in the same worlds and on the same luck.
/// @return of a run that was ended early, the outcome of a run that asked for as many replications as were finished,
///   bit for bit; of uncertain experiments whole worlds are finished. (Points of a Latin hypercube and the dimension
///   of the managers, where their load is uncertain, are those of all worlds asked for.)
/// @throws std::invalid_argument where the experiment or the options do not fit
/// @throws SimulationStopped where `goes_on` said no before anything was finished
/// @throws std::runtime_error where a replication has no finite value
[[nodiscard]] Outcome simulate(const Experiment& experiment, const SimulationOptions& options = {});

} // namespace kamsim
