#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace kamsim {

/// In which orders the players of a game may join. Where the first player must stand before or after all others, the
/// orders that are left count alike (Faigle and Kern 1992).
enum class JoiningOrder : std::uint8_t { any, first_player_first, first_player_last };

inline constexpr int most_players = 20;

/// Some players of a game: bit k stands for player k.
using Coalition = std::uint32_t;

/// A player joins a coalition.
struct ShapleyStep {
    Coalition without = 0;
    Coalition with = 0;
    double share = 0.0; ///< of all orders
};

/// Every coalition that a player meets in some order, the smallest number first: the first step is that of joining
/// first, the last one that of joining last. The shares add up to 1.
/// @throws std::invalid_argument where there are not 1 to most_players players, or not this one
[[nodiscard]] std::vector<ShapleyStep> shapley_steps(int players, int player, JoiningOrder order = JoiningOrder::any);

/// The coalitions that some order passes, nobody and everybody included, the smallest number first.
/// @throws std::invalid_argument where there are not 0 to most_players players
[[nodiscard]] std::vector<Coalition> passed_coalitions(int players, JoiningOrder order = JoiningOrder::any);

/// What a player adds on average over all orders (Shapley 1953). Over all players it adds up to what everybody is worth
/// more than nobody; it is exactly 0 for a player who adds nothing to any coalition.
/// @param worth by coalition; those that no order passes are not read
/// @throws std::invalid_argument where a coalition of the steps is beyond the end of `worth`
[[nodiscard]] double shapley_value(std::span<const ShapleyStep> steps, std::span<const double> worth);

} // namespace kamsim
