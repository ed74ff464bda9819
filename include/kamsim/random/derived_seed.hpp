#pragma once

#include <cstdint>

namespace kamsim {

/// A seed of its own for part `number` of something with a seed: luck that shares nothing with that of other parts.
/// @param purpose what the seed is for; other purposes give other seeds
[[nodiscard]] std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t number, std::uint32_t purpose);

} // namespace kamsim
