#pragma once

#include <cstdint>
#include <vector>

namespace kamsim {

/// Sizes of a sample at which it is looked at, settled beforehand: `first` rounded up to a multiple of `step`, then
/// half as much again each time, and at last the largest multiple that is not above `most` (or the first size, where
/// that is larger). So a sample ends at most half as much again above what it needs, after few looks.
/// @throws std::invalid_argument where first or step are below 1
[[nodiscard]] std::vector<std::int64_t> look_sizes(std::int64_t first, std::int64_t most, std::int64_t step);

} // namespace kamsim
