#include "simulation/super_blocks.hpp"

#include <algorithm>

namespace kamsim {

namespace {

std::int64_t rounded_up(std::int64_t number, std::int64_t divisor)
{
    return (number + divisor - 1) / divisor;
}

} // namespace

std::int64_t worlds_per_super_block(std::int64_t futures_per_world)
{
    const std::int64_t blocks_of_a_world = rounded_up(futures_per_world, replications_per_block);
    return std::max<std::int64_t>(1, blocks_per_super_block / blocks_of_a_world);
}

SuperBlocks::SuperBlocks(std::int64_t worlds, std::int64_t futures_per_world)
    : worlds_(worlds), futures_per_world_(futures_per_world)
{
    if (worlds > 1 && futures_per_world <= super_block_size) {
        worlds_per_super_block_ = worlds_per_super_block(futures_per_world);
        content_ = SuperBlockContent::whole_worlds;
    } else {
        parts_of_a_world_ = rounded_up(futures_per_world, super_block_size);
    }
}

std::int64_t SuperBlocks::count() const
{
    return rounded_up(worlds_, worlds_per_super_block_) * parts_of_a_world_;
}

SuperBlock SuperBlocks::at(std::int64_t index) const
{
    if (content_ == SuperBlockContent::whole_worlds) {
        const std::int64_t first_world = index * worlds_per_super_block_;
        const std::int64_t worlds = std::min(worlds_per_super_block_, worlds_ - first_world);
        return {first_world * futures_per_world_, static_cast<int>(worlds * futures_per_world_)};
    }
    const std::int64_t world = index / parts_of_a_world_;
    const std::int64_t first_future = index % parts_of_a_world_ * super_block_size;
    const auto futures = std::min<std::int64_t>(super_block_size, futures_per_world_ - first_future);
    return {world * futures_per_world_ + first_future, static_cast<int>(futures)};
}

} // namespace kamsim
