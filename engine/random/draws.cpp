#include "kamsim/random/draws.hpp"

#include <xxhash.h>

#include "lanes/scalar_math.hpp"

namespace kamsim {

std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key)
{
    constexpr std::uint64_t multiplier_0 = 0xD2511F53;
    constexpr std::uint64_t multiplier_1 = 0xCD9E8D57;
    constexpr std::uint32_t weyl_0 = 0x9E3779B9;
    constexpr std::uint32_t weyl_1 = 0xBB67AE85;
    constexpr int rounds = 10;

    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t product_0 = multiplier_0 * counter[0];
        const std::uint64_t product_1 = multiplier_1 * counter[2];
        counter = {
            static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product_1),
            static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product_0)};
        key[0] += weyl_0;
        key[1] += weyl_1;
    }
    return counter;
}

double uniform_of(std::uint32_t word)
{
    return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

double normal_of(double uniform)
{
    return scalar::normal_of(uniform);
}

std::uint64_t entity_number(std::string_view id)
{
    return XXH64(id.data(), id.size(), 0);
}

double draw(std::uint64_t seed, std::uint32_t replication, std::uint64_t entity, std::uint32_t period, Purpose purpose)
{
    const auto words = philox4x32_10({static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32),
                                      replication, (period << 8) | group_of(purpose)},
                                     {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)});
    return uniform_of(words[static_cast<std::uint32_t>(purpose) % 4]);
}

} // namespace kamsim
