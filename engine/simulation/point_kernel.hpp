#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "kamsim/lanes/instruction_set.hpp"
#include "kamsim/model/worlds.hpp"
#include "kamsim/simulation/study.hpp"
#include "model/kernel.hpp"
#include "model/resolve.hpp"

namespace kamsim {

using MakeBlockKernel = BlockKernel* (*)(const ResolvedView&);

/// The kernel of an instruction set.
/// @throws std::invalid_argument where this processor does not support it
[[nodiscard]] MakeBlockKernel kernel_for(InstructionSet set);

/// Where the numbers of points come from.
struct PointSource {
    Experiment copy;  ///< certain; what `enter` changes
    EnterPoint enter; ///< may be empty
    std::string noun; ///< what a point is, for messages
};

/// The worlds of an experiment as points.
/// @param worlds must outlive the result
[[nodiscard]] PointSource point_source(const Worlds& worlds);

/// The numbers of the point at hand and the kernel that reads them. One object serves one thread.
class PointKernel {
public:
    /// @param manager_rows managers to keep room for, where another point has more of them
    PointKernel(PointSource source, MakeBlockKernel make_kernel, int manager_rows = 0);

    /// @throws std::invalid_argument where the experiment does not fit together at the point, naming it
    void enter(std::int64_t point);

    // Of the point entered last.
    [[nodiscard]] BlockKernel& kernel() { return *kernel_; }
    [[nodiscard]] const Experiment& experiment() const { return source_.copy; }
    [[nodiscard]] const ResolvedView& view() const { return resolved_->view(); }

private:
    PointSource source_;
    MakeBlockKernel make_kernel_;
    int manager_rows_;
    std::int64_t point_ = -1;
    std::unique_ptr<ResolvedExperiment> resolved_;
    std::unique_ptr<BlockKernel> kernel_;
};

} // namespace kamsim
