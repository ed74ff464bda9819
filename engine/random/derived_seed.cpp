#include "kamsim/random/derived_seed.hpp"

#include "kamsim/random/draws.hpp"

namespace kamsim {

std::uint64_t derived_seed(std::uint64_t seed, std::uint64_t number, std::uint32_t purpose)
{
    const auto words =
        philox4x32_10({static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(number >> 32), 0, purpose},
                      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return (static_cast<std::uint64_t>(words[1]) << 32) | words[0];
}

} // namespace kamsim
