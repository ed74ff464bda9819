#pragma once

namespace kamsim {

/// Super-blocks that each thread takes before results are merged and handed to the sink.
inline constexpr int super_blocks_per_thread = 8;

} // namespace kamsim
