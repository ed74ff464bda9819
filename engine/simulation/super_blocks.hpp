#pragma once

#include <cstdint>

#include "kamsim/simulation/sample_part.hpp"
#include "simulation/recorder.hpp"

namespace kamsim {

struct SuperBlock {
    std::int64_t first_replication = 0;
    int replications = 0;
};

/// Whole worlds in a super-block; 1 where a world needs one or more of its own.
[[nodiscard]] std::int64_t worlds_per_super_block(std::int64_t futures_per_world);

/// How replications are cut into super-blocks: several whole worlds in each where they are small, else parts of one.
/// A block, the replications that advance in lock step, never holds two worlds; so the last block of a world may be
/// part-filled. A leaf is one super-block, or those of one large world.
class SuperBlocks {
public:
    SuperBlocks(std::int64_t worlds, std::int64_t futures_per_world);

    [[nodiscard]] std::int64_t count() const;
    /// @param index from 0 on; super-blocks follow one another
    [[nodiscard]] SuperBlock at(std::int64_t index) const;
    /// Super-blocks of one leaf, from index leaf * per_leaf() on.
    [[nodiscard]] std::int64_t per_leaf() const { return worlds_ == 1 ? 1 : parts_of_a_world_; }
    [[nodiscard]] SuperBlockContent content() const { return content_; }

private:
    std::int64_t worlds_;
    std::int64_t futures_per_world_;
    std::int64_t worlds_per_super_block_ = 1;
    std::int64_t parts_of_a_world_ = 1;
    SuperBlockContent content_ = SuperBlockContent::part_of_a_world;
};

} // namespace kamsim
