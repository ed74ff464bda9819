#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "support/lane_probe.hpp"

namespace kamsim {
namespace {

using Counter = std::array<std::uint32_t, 4>;
using Key = std::array<std::uint32_t, 2>;

/// The generator's authors' own implementation.
Counter random123(const Counter& counter, const Key& key)
{
    const philox4x32_ctr_t words =
        philox4x32_R(10, {{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    return {words.v[0], words.v[1], words.v[2], words.v[3]};
}

std::uint64_t joined(std::uint32_t low, std::uint32_t high)
{
    return (std::uint64_t{high} << 32U) | low;
}

/// Lane words of `count` replications from counter[2] on; the other words of the counter are common to all.
std::vector<std::uint32_t> lane_words(const LaneProbe& probe, const Counter& counter, const Key& key, std::size_t count)
{
    std::vector<std::uint32_t> words(4 * count);
    probe.philox(joined(key[0], key[1]), counter[2], joined(counter[0], counter[1]), counter[3] >> 8U,
                 counter[3] & 0xFFU, words.data(), count);
    return words;
}

struct KnownAnswer {
    Counter counter;
    Key key;
    Counter words;
};

/// The three vectors of Random123's kat_vectors for philox4x32 of ten rounds.
constexpr std::array<KnownAnswer, 3> known_answers{{
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
}};

Counter random_counter(std::mt19937_64& generator)
{
    const std::uint64_t low = generator();
    const std::uint64_t high = generator();
    return {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32U), static_cast<std::uint32_t>(high),
            static_cast<std::uint32_t>(high >> 32U)};
}

Key random_key(std::mt19937_64& generator)
{
    const std::uint64_t bits = generator();
    return {static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32U)};
}

TEST(Philox, GivesTheKnownAnswers)
{
    for (const KnownAnswer& answer : known_answers) {
        EXPECT_EQ(philox4x32_10(answer.counter, answer.key), answer.words);
    }
}

TEST(Philox, GivesTheKnownAnswersInEveryLane)
{
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        for (const KnownAnswer& answer : known_answers) {
            // The vector's replication stands in lane `lane` of a row that starts that much earlier.
            for (std::uint32_t lane = 0; lane < 8; ++lane) {
                Counter counter = answer.counter;
                counter[2] -= lane;
                const auto words = lane_words(probe, counter, answer.key, 8);
                for (std::size_t word = 0; word < 4; ++word) {
                    EXPECT_EQ(words[lane * 4 + word], answer.words.at(word)) << "lane " << lane << " word " << word;
                }
            }
        }
    }
}

TEST(Philox, AgreesWithRandom123)
{
    std::mt19937_64 generator(1);
    for (int trial = 0; trial < 200'000; ++trial) {
        const Counter counter = random_counter(generator);
        const Key key = random_key(generator);
        ASSERT_EQ(philox4x32_10(counter, key), random123(counter, key)) << "trial " << trial;
    }
}

TEST(Philox, LanesAgreeWithRandom123)
{
    constexpr std::size_t count = 64;
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        std::mt19937_64 generator(2);
        for (int trial = 0; trial < 5'000; ++trial) {
            Counter counter = random_counter(generator);
            const Key key = random_key(generator);
            const auto words = lane_words(probe, counter, key, count);
            for (std::size_t k = 0; k < count; ++k, ++counter[2]) {
                const Counter expected = random123(counter, key);
                for (std::size_t word = 0; word < 4; ++word) {
                    ASSERT_EQ(words[k * 4 + word], expected.at(word)) << "trial " << trial << " lane " << k;
                }
            }
        }
    }
}

TEST(Philox, LanesCountReplicationsPastTheEndOfTheWord)
{
    const Counter counter{1, 2, 0xFFFFFFFC, 3};
    const Key key{4, 5};
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const auto words = lane_words(lane_probe(set), counter, key, 8);
        Counter at = counter;
        for (std::size_t k = 0; k < 8; ++k, ++at[2]) {
            EXPECT_EQ(words[k * 4], random123(at, key)[0]) << "lane " << k;
        }
    }
}

} // namespace
} // namespace kamsim
