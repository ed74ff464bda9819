#pragma once

#include <cstdint>

#include "kamsim/random/draws.hpp"

namespace kamsim {

/// A seed of other luck than that of `seed`.
/// @param purpose what it is for: the last word of the counter
[[nodiscard]] inline std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t number, std::uint32_t purpose)
{
    const auto words =
        philox4x32_10({static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), 0, purpose},
                      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return (static_cast<std::uint64_t>(words[1]) << 32) | words[0];
}

} // namespace kamsim
