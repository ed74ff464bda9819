#pragma once

#include "lanes/elementary.hpp"
#include "model/kernel.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// Lane vectors that hold one quantity in all replications of a block.
inline constexpr int packs = replications_per_block / lane_width;

/// One quantity of one account, manager or programme in all replications of the block: pack i holds replications
/// i * lane_width and following.
struct alignas(64) Row {
    Lane pack[packs];

    [[nodiscard]] KAMSIM_INLINE Lane& operator[](int i) { return pack[i]; }
    [[nodiscard]] KAMSIM_INLINE const Lane& operator[](int i) const { return pack[i]; }
    KAMSIM_INLINE void fill(Lane value)
    {
        for (Lane& lane : pack) {
            lane = value;
        }
    }
};

} // namespace kamsim::KAMSIM_KERNEL
