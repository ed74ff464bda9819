#pragma once

#include <cstdint>

#include "kamsim/results/result_reader.hpp"

namespace kamsim::test {

/// The small outcome as if it had been read from a file.
[[nodiscard]] StoredResult small_result(std::int64_t replications, int managers);

} // namespace kamsim::test
