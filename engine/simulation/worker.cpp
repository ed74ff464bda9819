#include "simulation/worker.hpp"

#include <algorithm>
#include <functional>

namespace kamsim {

Worker::Worker(const Workplace& workplace)
    : workplace_(workplace),
      world_kernel_(point_source(workplace.worlds), workplace.make_kernel, workplace.shape.managers),
      recorder_(workplace.shape, workplace.bins, workplace.content, workplace.segments, workplace.detail)
{}

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
        world_kernel_.enter(world);
        for (; first < end_of_world; first = std::min(first + replications_per_block, end_of_world)) {
            const auto active = static_cast<int>(std::min<std::int64_t>(replications_per_block, end_of_world - first));
            recorder_.begin_block(static_cast<int>(first - super_block.first_replication), active);
            world_kernel_.kernel().run(static_cast<std::uint32_t>(first), recorder_);
            recorder_.end_block();
        }
        recorder_.end_world();
    }
    return recorder_.end_super_block(super_block.replications);
}

} // namespace kamsim
