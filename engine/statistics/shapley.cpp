#include "kamsim/statistics/shapley.hpp"

#include <bit>
#include <stdexcept>
#include <string>

namespace kamsim {

namespace {

constexpr Coalition first_player = 1;

void require_players(int players, int least)
{
    if (players < least || players > most_players) {
        throw std::invalid_argument("Shapley value: " + std::to_string(players) + " players; give "
                                    + std::to_string(least) + " to " + std::to_string(most_players));
    }
}

Coalition everybody(int players)
{
    return (Coalition{1} << players) - 1;
}

bool is_passed(Coalition coalition, int players, JoiningOrder order)
{
    switch (order) {
    case JoiningOrder::first_player_first: return coalition == 0 || (coalition & first_player) != 0;
    case JoiningOrder::first_player_last: return coalition == everybody(players) || (coalition & first_player) == 0;
    case JoiningOrder::any: break;
    }
    return true;
}

/// s! (n - s - 1)! / n!: share of the orders of n players in which these s stand before a certain one, all others
/// after.
double share_of_orders(int players, int before)
{
    double share = 1.0 / players;
    for (int k = 1; k <= before; ++k) {
        share *= static_cast<double>(k) / (players - k);
    }
    return share;
}

} // namespace

std::vector<ShapleyStep> shapley_steps(int players, int player, JoiningOrder order)
{
    require_players(players, 1);
    if (player < 0 || player >= players) {
        throw std::invalid_argument("Shapley value: there is no player " + std::to_string(player) + " among "
                                    + std::to_string(players));
    }
    const Coalition own = Coalition{1} << player;
    const bool is_bound = order != JoiningOrder::any;
    std::vector<ShapleyStep> steps;
    for (Coalition without = 0; without < everybody(players); ++without) {
        const Coalition with = without | own;
        if (with == without || !is_passed(without, players, order) || !is_passed(with, players, order)) {
            continue;
        }
        // A bound player has one place in all orders, and the others are ordered among themselves.
        const int before = std::popcount(is_bound ? without & ~first_player : without);
        const double share = is_bound && player == 0 ? 1.0 : share_of_orders(players - (is_bound ? 1 : 0), before);
        steps.push_back({without, with, share});
    }
    return steps;
}

std::vector<Coalition> passed_coalitions(int players, JoiningOrder order)
{
    require_players(players, 0);
    std::vector<Coalition> coalitions;
    for (Coalition coalition = 0; coalition <= everybody(players); ++coalition) {
        if (is_passed(coalition, players, order)) {
            coalitions.push_back(coalition);
        }
    }
    return coalitions;
}

double shapley_value(std::span<const ShapleyStep> steps, std::span<const double> worth)
{
    double value = 0.0;
    for (const ShapleyStep& step : steps) {
        if (step.with >= worth.size()) {
            throw std::invalid_argument("Shapley value: coalition " + std::to_string(step.with) + " has no worth among "
                                        + std::to_string(worth.size()));
        }
        value += step.share * (worth[step.with] - worth[step.without]);
    }
    return value;
}

} // namespace kamsim
