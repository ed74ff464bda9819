#pragma once

#include <cstdint>

#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// Super-blocks that each thread takes before they are put into the part at hand; with accounts in each replication
/// few, since they are large.
constexpr int super_blocks_per_thread(RecordedDetail detail)
{
    return holds_accounts(detail) ? 1 : 8;
}

/// Bytes of replications after which a part is handed on in any case: bounds what is held.
inline constexpr std::int64_t largest_part = std::int64_t{16} << 20;

} // namespace kamsim
