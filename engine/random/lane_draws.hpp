#pragma once

#include "kamsim/random/draws.hpp"
#include "lanes/elementary.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// Four words of Philox4x32-10 for `lane_width` consecutive replications; each word in the low half of its lane.
struct PhiloxWords {
    Bits word[4];
};

/// @param first replication of the first lane
KAMSIM_INLINE PhiloxWords philox(std::uint64_t seed, std::uint32_t first, std::uint64_t entity, std::uint32_t period,
                                 std::uint32_t group)
{
    const Bits multiplier_0(0xD2511F53);
    const Bits multiplier_1(0xCD9E8D57);
    Bits c0(entity & 0xFFFFFFFF);
    Bits c1(entity >> 32);
    Bits c2(first);
    for (int i = 0; i < lane_width; ++i) {
        c2.value[i] = static_cast<std::uint32_t>(first + static_cast<std::uint32_t>(i));
    }
    Bits c3((period << 8) | group);
    std::uint32_t key_0 = static_cast<std::uint32_t>(seed);
    std::uint32_t key_1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        // The upper halves of c1 and c3 carry rubbish from the products; multiplication reads low halves only.
        const Bits product_0 = multiply_low_words(multiplier_0, c0);
        const Bits product_1 = multiply_low_words(multiplier_1, c2);
        c0 = (product_1 >> 32) ^ c1 ^ Bits(key_0);
        c1 = product_1;
        c2 = (product_0 >> 32) ^ c3 ^ Bits(key_1);
        c3 = product_0;
        key_0 += 0x9E3779B9;
        key_1 += 0xBB67AE85;
    }
    const Bits low(0xFFFFFFFF);
    return {{c0 & low, c1 & low, c2 & low, c3 & low}};
}

/// The middle of the word's cell of width 2^-32; exact.
KAMSIM_INLINE Lane uniform_of(Bits word)
{
    const Lane whole = lane_of(word | Bits(0x4330000000000000)) - Lane(0x1p52);
    return (whole + Lane(0.5)) * Lane(0x1p-32);
}

} // namespace kamsim::KAMSIM_KERNEL
