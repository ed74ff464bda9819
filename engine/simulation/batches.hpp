#pragma once

#include <cstdint>

namespace kamsim {

/// Super-blocks that each thread takes before they are put into the part at hand.
inline constexpr int super_blocks_per_thread = 8;

/// Bytes of replications after which a part is handed on in any case: bounds what is held.
inline constexpr std::int64_t largest_part = std::int64_t{16} << 20;

} // namespace kamsim
