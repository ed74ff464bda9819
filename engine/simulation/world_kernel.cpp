#include "simulation/world_kernel.hpp"

#include <stdexcept>
#include <string>

namespace kamsim {

WorldKernel::WorldKernel(const Worlds& worlds, MakeBlockKernel make_kernel, int manager_rows)
    : worlds_(worlds), make_kernel_(make_kernel), manager_rows_(manager_rows), experiment_(worlds.certain_copy())
{}

void WorldKernel::enter(std::int64_t world)
{
    if (world == world_) {
        return;
    }
    kernel_.reset(); // before the numbers that it reads
    worlds_.enter(world, experiment_);
    try {
        resolved_ = std::make_unique<ResolvedExperiment>(experiment_, manager_rows_);
    } catch (const std::invalid_argument& failure) {
        throw std::invalid_argument("world " + std::to_string(world)
                                    + ", one of the draws of what is uncertain: " + failure.what());
    }
    kernel_.reset(make_kernel_(resolved_->view()));
    world_ = world;
}

} // namespace kamsim
