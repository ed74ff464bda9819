#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "support/lane_probe.hpp"
#include "support/purposes.hpp"

namespace kamsim {
namespace {

TEST(Draws, EveryPurposeHasAWordOfItsOwn)
{
    std::set<std::uint32_t> numbers;
    for (const NamedPurpose& purpose : all_purposes) {
        EXPECT_TRUE(numbers.insert(static_cast<std::uint32_t>(purpose.purpose)).second) << purpose.name;
        EXPECT_LT(group_of(purpose.purpose), 256U) << purpose.name;
    }
}

TEST(Draws, PurposesStandWhereTheModelSaysTheyDo)
{
    const std::map<std::string, std::tuple<std::uint32_t, std::uint32_t>> places{
        {"demand", {0, 0}},         {"relationship", {0, 1}},    {"satisfaction", {0, 2}},
        {"observe", {0, 3}},        {"failure", {1, 0}},         {"won_cells", {1, 1}},
        {"lost_cells", {1, 2}},     {"renewal", {1, 3}},         {"champion_exit", {2, 0}},
        {"review", {2, 1}},         {"frailty", {3, 0}},         {"observation_bias", {3, 1}},
        {"manager_exit", {8, 0}},   {"new_skill", {8, 1}},       {"skill", {9, 0}},
        {"market", {16, 0}},        {"rebuild", {24, 0}},        {"abandon", {24, 1}},
        {"world_shared", {32, 0}},  {"world_order", {32, 1}},    {"world_place", {32, 2}},
        {"world_account", {33, 0}}, {"world_scramble", {34, 0}},
    };
    ASSERT_EQ(places.size(), all_purposes.size());
    for (const NamedPurpose& purpose : all_purposes) {
        const auto [group, word] = places.at(purpose.name);
        EXPECT_EQ(group_of(purpose.purpose), group) << purpose.name;
        EXPECT_EQ(static_cast<std::uint32_t>(purpose.purpose) % 4, word) << purpose.name;
    }
}

TEST(Draws, EntitiesOfDifferentKindsShareNoGroup)
{
    // A manager's number may equal an account's, and the programme's is 0.
    std::map<std::uint32_t, EntityKind> owner;
    for (const NamedPurpose& purpose : all_purposes) {
        const auto [place, is_new] = owner.emplace(group_of(purpose.purpose), purpose.kind);
        EXPECT_TRUE(is_new || place->second == purpose.kind) << purpose.name;
    }
}

TEST(Draws, AreTheWordOfTheBlockAtTheCounter)
{
    const std::uint64_t seed = 0x0123456789ABCDEF;
    const std::uint64_t entity = 0xFEDCBA9876543210;
    for (const NamedPurpose& purpose : all_purposes) {
        const std::uint32_t last = (7U << 8U) | group_of(purpose.purpose);
        const auto words = philox4x32_10({0x76543210, 0xFEDCBA98, 42, last}, {0x89ABCDEF, 0x01234567});
        EXPECT_EQ(draw(seed, 42, entity, 7, purpose.purpose),
                  uniform_of(words.at(static_cast<std::uint32_t>(purpose.purpose) % 4)))
            << purpose.name;
    }
}

/// 64 draws of neighbouring replications.
std::vector<double> row_of_draws(std::uint64_t seed, std::uint64_t entity, std::uint32_t period, Purpose purpose,
                                 std::uint32_t first = 0)
{
    std::vector<double> row(64);
    for (std::uint32_t k = 0; k < row.size(); ++k) {
        row[k] = draw(seed, first + k, entity, period, purpose);
    }
    return row;
}

int equal_places(const std::vector<double>& a, const std::vector<double>& b)
{
    int equal = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        equal += a[k] == b[k] ? 1 : 0;
    }
    return equal;
}

TEST(Draws, DependOnEveryOneOfTheirArguments)
{
    const std::uint64_t high_bit = std::uint64_t{1} << 63U;
    for (const NamedPurpose& named : all_purposes) {
        const Purpose purpose = named.purpose;
        SCOPED_TRACE(named.name);
        const auto row = row_of_draws(1, 5, 3, purpose);
        EXPECT_EQ(equal_places(row, row_of_draws(1, 5, 3, purpose)), 64);
        EXPECT_EQ(equal_places(row, row_of_draws(2, 5, 3, purpose)), 0);
        EXPECT_EQ(equal_places(row, row_of_draws(1 + high_bit, 5, 3, purpose)), 0);
        EXPECT_EQ(equal_places(row, row_of_draws(1, 6, 3, purpose)), 0);
        EXPECT_EQ(equal_places(row, row_of_draws(1, 5 + high_bit, 3, purpose)), 0);
        EXPECT_EQ(equal_places(row, row_of_draws(1, 5, 4, purpose)), 0);
        EXPECT_EQ(equal_places(row, row_of_draws(1, 5, once, purpose)), 0);
        EXPECT_EQ(equal_places(row, row_of_draws(1, 5, 3, purpose, 64)), 0);
        for (const NamedPurpose& other : all_purposes) {
            EXPECT_EQ(equal_places(row, row_of_draws(1, 5, 3, other.purpose)), other.purpose == purpose ? 64 : 0)
                << other.name;
        }
    }
}

TEST(Draws, LanesGiveTheSame)
{
    constexpr std::size_t count = 64;
    std::array<std::uint32_t, 4 * count> words{};
    std::array<std::uint32_t, count> of_purpose{};
    std::array<double, count> uniforms{};
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        for (const NamedPurpose& named : all_purposes) {
            for (const std::uint32_t period : {0U, 27U, once}) {
                const std::uint64_t entity = entity_number(named.name);
                probe.philox(99, 1000, entity, period, group_of(named.purpose), words.data(), count);
                for (std::size_t k = 0; k < count; ++k) {
                    of_purpose.at(k) = words.at(4 * k + static_cast<std::uint32_t>(named.purpose) % 4);
                }
                probe.uniform_of(of_purpose.data(), uniforms.data(), count);
                for (std::uint32_t k = 0; k < count; ++k) {
                    ASSERT_EQ(uniforms.at(k), draw(99, 1000 + k, entity, period, named.purpose)) << named.name;
                }
            }
        }
    }
}

TEST(Uniform, IsTheMiddleOfTheWordsCell)
{
    EXPECT_EQ(uniform_of(0), 0x1p-33);
    EXPECT_EQ(uniform_of(1), 3 * 0x1p-33);
    EXPECT_EQ(uniform_of(0x7FFFFFFF), 0.5 - 0x1p-33);
    EXPECT_EQ(uniform_of(0x80000000), 0.5 + 0x1p-33);
    EXPECT_EQ(uniform_of(0xFFFFFFFF), 1.0 - 0x1p-33);
}

TEST(Uniform, IsTheSameInLanes)
{
    constexpr std::uint32_t stride = 0xFFF1; // odd, so that low bits vary
    for (const InstructionSet set : supported_instruction_sets()) {
        SCOPED_TRACE(name(set));
        const LaneProbe probe = lane_probe(set);
        std::vector<std::uint32_t> words(1U << 16U);
        std::vector<double> uniforms(words.size());
        for (std::uint32_t k = 0; k < words.size(); ++k) {
            words[k] = k * stride;
        }
        words.front() = 0;
        words.back() = 0xFFFFFFFF;
        probe.uniform_of(words.data(), uniforms.data(), words.size());
        for (std::size_t k = 0; k < words.size(); ++k) {
            ASSERT_EQ(uniforms[k], uniform_of(words[k]));
        }
    }
}

TEST(EntityNumber, IsXxh64)
{
    // Vectors that xxHash implementations publish, seed 0.
    EXPECT_EQ(entity_number(""), 0xEF46DB3751D8E999U);
    EXPECT_EQ(entity_number("a"), 0xD24EC4F1A98C6E5BU);
    EXPECT_EQ(entity_number("abc"), 0x44BC2CF5AD770999U);
    EXPECT_EQ(entity_number("xxhash"), 0x32DD38952C4BC720U);
    EXPECT_EQ(entity_number("Nobody inspects the spammish repetition"), 0xFBCEA83C8A378BF1U);
}

TEST(EntityNumber, ReadsTheWholeIdAndNothingElse)
{
    const std::string text = "account 12 and more";
    EXPECT_EQ(entity_number(std::string_view(text).substr(0, 10)), entity_number("account 12"));
    EXPECT_NE(entity_number(std::string_view("a\0b", 3)), entity_number(std::string_view("a\0c", 3)));
}

} // namespace
} // namespace kamsim
