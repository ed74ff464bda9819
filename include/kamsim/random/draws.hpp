#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kamsim {

/// Four words of Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011): a pure function of counter and key.
[[nodiscard]] std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                                         std::array<std::uint32_t, 2> key);

/// Uniform on (0, 1): the middle of the word's cell of width 2^-32, so 0 and 1 never occur.
[[nodiscard]] double uniform_of(std::uint32_t word);

/// Standard normal by inverse CDF (Wichura 1988, AS 241): monotone in the uniform, absolute error below 1e-9.
/// @param uniform in (0, 1)
[[nodiscard]] double normal_of(double uniform);

/// Number of an account or segment in the luck: XXH64 of its id, so that it does not depend on the row.
[[nodiscard]] std::uint64_t entity_number(std::string_view id);

/// What a draw is for. Values are group * 4 + word: four purposes share one Philox block.
enum class Purpose : std::uint32_t {
    // per account and period
    demand = 0,
    relationship = 1,
    satisfaction = 2,
    observe = 3,
    failure = 4,
    won_cells = 5,
    lost_cells = 6,
    renewal = 7,
    champion_exit = 8,
    review = 9,
    // per account, once
    frailty = 12,
    observation_bias = 13,
    // per manager and period; once
    manager_exit = 32,
    new_skill = 33,
    skill = 36,
    // per segment and period
    market = 64,
    // per programme and period
    rebuild = 96,
    abandon = 97,
    // per world: of a shared input (the entity is its dimension), and of an account's own
    world_shared = 128,
    world_order = 129,
    world_place = 130,
    world_account = 132,
    // of the bits of a Sobol point, whose counter is made otherwise
    world_scramble = 136,
};

/// The period of draws that are made once per entity.
inline constexpr std::uint32_t once = 0xFFFFFF;

/// Philox group of a purpose: the low byte of the counter's last word.
[[nodiscard]] constexpr std::uint32_t group_of(Purpose purpose)
{
    return static_cast<std::uint32_t>(purpose) / 4;
}

/// The uniform of one draw (docs/model.md, eq. 75). The alternative is not an argument: all see the same luck.
[[nodiscard]] double draw(std::uint64_t seed, std::uint32_t replication, std::uint64_t entity, std::uint32_t period,
                          Purpose purpose);

} // namespace kamsim
