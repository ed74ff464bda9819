#include "simulation/worker.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>

namespace kamsim {

Worker::Worker(const Workplace& workplace)
    : workplace_(workplace), experiment_(workplace.worlds.certain_copy()),
      recorder_(workplace.shape, workplace.bins, workplace.content, segments_of(experiment_.accounts), workplace.detail)
{}

void Worker::enter(std::int64_t world)
{
    if (world == world_) {
        return;
    }
    kernel_.reset(); // before the numbers that it reads
    workplace_.worlds.enter(world, experiment_);
    try {
        resolved_ = std::make_unique<ResolvedExperiment>(experiment_, workplace_.shape.managers);
    } catch (const std::invalid_argument& failure) {
        throw std::invalid_argument("world " + std::to_string(world)
                                    + ", one of the draws of what is uncertain: " + failure.what());
    }
    kernel_.reset(workplace_.make_kernel(resolved_->view()));
    world_ = world;
}

void Worker::hand_over_bins(std::vector<std::uint32_t>& counts)
{
    const auto& own = recorder_.bin_counts();
    std::transform(counts.begin(), counts.end(), own.begin(), counts.begin(), std::plus<>());
    recorder_.clear_bin_counts();
}

SuperBlockRecord Worker::simulate(const SuperBlock& super_block)
{
    const std::int64_t futures = workplace_.worlds.futures_per_world();
    const std::int64_t end = super_block.first_replication + super_block.replications;
    recorder_.begin_super_block();
    for (std::int64_t first = super_block.first_replication; first < end;) {
        const std::int64_t world = first / futures;
        const std::int64_t end_of_world = std::min(end, (world + 1) * futures);
        enter(world);
        for (; first < end_of_world; first = std::min(first + replications_per_block, end_of_world)) {
            const auto active = static_cast<int>(std::min<std::int64_t>(replications_per_block, end_of_world - first));
            recorder_.begin_block(static_cast<int>(first - super_block.first_replication), active);
            kernel_->run(static_cast<std::uint32_t>(first), recorder_);
            recorder_.end_block();
        }
        recorder_.end_world();
    }
    return recorder_.end_super_block(super_block.replications);
}

} // namespace kamsim
