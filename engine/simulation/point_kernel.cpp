#include "simulation/point_kernel.hpp"

#include <stdexcept>
#include <utility>

namespace kamsim {

MakeBlockKernel kernel_for(InstructionSet set)
{
    if (!is_supported(set)) {
        throw std::invalid_argument("this processor does not support " + std::string(name(set))
                                    + "; leave the instruction set open for the best that it has");
    }
    switch (set) {
    case InstructionSet::x86_64_v4: return kernel_v4::make_block_kernel;
    case InstructionSet::x86_64_v3: return kernel_v3::make_block_kernel;
    case InstructionSet::x86_64_v2: break;
    }
    return kernel_v2::make_block_kernel;
}

PointSource point_source(const Worlds& worlds)
{
    return {worlds.certain_copy(), [&worlds](std::int64_t world, Experiment& copy) { worlds.enter(world, copy); },
            "world"};
}

PointKernel::PointKernel(PointSource source, MakeBlockKernel make_kernel, int manager_rows)
    : source_(std::move(source)), make_kernel_(make_kernel), manager_rows_(manager_rows)
{}

void PointKernel::enter(std::int64_t point)
{
    if (point == point_) {
        return;
    }
    kernel_.reset(); // before the numbers that it reads
    point_ = -1;     // should what follows fail
    if (source_.enter) {
        source_.enter(point, source_.copy);
    }
    try {
        resolved_ = std::make_unique<ResolvedExperiment>(source_.copy, manager_rows_);
    } catch (const std::invalid_argument& failure) {
        throw std::invalid_argument(source_.noun + " " + std::to_string(point)
                                    + ", one of the settings of what is not certain: " + failure.what());
    }
    kernel_.reset(make_kernel_(resolved_->view()));
    point_ = point;
}

} // namespace kamsim
