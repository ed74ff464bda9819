#pragma once

#include <cstdint>
#include <memory>

#include "kamsim/model/worlds.hpp"
#include "model/kernel.hpp"
#include "model/resolve.hpp"
#include "simulation/recorder.hpp"
#include "simulation/super_blocks.hpp"

namespace kamsim {

using MakeBlockKernel = BlockKernel* (*)(const ResolvedView&);

/// What all workers of a simulation share.
struct Workplace {
    const Worlds& worlds;
    const Outcome& shape; ///< an outcome with its dimensions set
    const MeasureBins& bins;
    SuperBlockContent content;
    MakeBlockKernel make_kernel;
    RecordedDetail detail;
};

/// Simulates super-blocks, on one thread: holds the numbers of the world at hand, its kernel and a recorder.
class Worker {
public:
    explicit Worker(const Workplace& workplace);

    /// @throws std::invalid_argument where a world does not fit together, naming it
    [[nodiscard]] SuperBlockRecord simulate(const SuperBlock& super_block);

    /// Adds the counts of what was simulated since the last call.
    void hand_over_bins(std::vector<std::uint32_t>& counts);

private:
    void enter(std::int64_t world);

    const Workplace& workplace_;
    Experiment experiment_; ///< certain: that of the world at hand
    std::int64_t world_ = -1;
    std::unique_ptr<ResolvedExperiment> resolved_;
    std::unique_ptr<BlockKernel> kernel_;
    Recorder recorder_;
};

} // namespace kamsim
