#pragma once

#include <cstdint>

#include "kamsim/model/segments.hpp"
#include "simulation/point_kernel.hpp"
#include "simulation/recorder.hpp"
#include "simulation/super_blocks.hpp"

namespace kamsim {

/// What all workers of a simulation share.
struct Workplace {
    const Worlds& worlds;
    const Outcome& shape; ///< an outcome with its dimensions set
    const MeasureBins& bins;
    SuperBlockContent content;
    MakeBlockKernel make_kernel;
    RecordedDetail detail;
    Segments segments; ///< of the accounts
};

/// Simulates super-blocks, on one thread.
class Worker {
public:
    explicit Worker(const Workplace& workplace);

    /// @throws std::invalid_argument where a world does not fit together, naming it
    [[nodiscard]] SuperBlockRecord simulate(const SuperBlock& super_block);

    /// Adds the counts of what was simulated since the last call.
    void hand_over_bins(std::vector<std::uint32_t>& counts);

private:
    const Workplace& workplace_;
    PointKernel world_kernel_;
    Recorder recorder_;
};

} // namespace kamsim
