#pragma once

#include <cstdint>
#include <memory>

#include "kamsim/model/worlds.hpp"
#include "model/kernel.hpp"
#include "model/resolve.hpp"

namespace kamsim {

using MakeBlockKernel = BlockKernel* (*)(const ResolvedView&);

/// The numbers of the world at hand and the kernel that reads them. One object serves one thread.
class WorldKernel {
public:
    /// @param worlds must outlive this object
    /// @param manager_rows managers to keep room for, where another world has more of them
    WorldKernel(const Worlds& worlds, MakeBlockKernel make_kernel, int manager_rows = 0);

    /// @throws std::invalid_argument where the world does not fit together, naming it
    void enter(std::int64_t world);

    // Of the world entered last.
    [[nodiscard]] BlockKernel& kernel() { return *kernel_; }
    [[nodiscard]] const Experiment& experiment() const { return experiment_; }
    [[nodiscard]] const ResolvedView& view() const { return resolved_->view(); }

private:
    const Worlds& worlds_;
    MakeBlockKernel make_kernel_;
    int manager_rows_;
    Experiment experiment_; ///< certain: that of the world at hand
    std::int64_t world_ = -1;
    std::unique_ptr<ResolvedExperiment> resolved_;
    std::unique_ptr<BlockKernel> kernel_;
};

} // namespace kamsim
