#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "kamsim/statistics/shapley.hpp"

namespace kamsim {
namespace {

using Worth = double (*)(Coalition);

std::vector<double> worth_of(int players, Worth worth)
{
    std::vector<double> result;
    for (Coalition coalition = 0; coalition < (Coalition{1} << players); ++coalition) {
        result.push_back(worth(coalition));
    }
    return result;
}

std::vector<double> values_of(int players, const std::vector<double>& worth, JoiningOrder order = JoiningOrder::any)
{
    std::vector<double> values;
    for (int player = 0; player < players; ++player) {
        values.push_back(shapley_value(shapley_steps(players, player, order), worth));
    }
    return values;
}

/// By going through all orders.
std::vector<double> values_by_orders(int players, const std::vector<double>& worth, JoiningOrder order)
{
    std::vector<int> joining(static_cast<std::size_t>(players));
    std::iota(joining.begin(), joining.end(), 0);
    std::vector<double> sums(joining.size());
    double orders = 0.0;
    do {
        if ((order == JoiningOrder::first_player_first && joining.front() != 0)
            || (order == JoiningOrder::first_player_last && joining.back() != 0)) {
            continue;
        }
        orders += 1.0;
        Coalition before = 0;
        for (const int player : joining) {
            const Coalition after = before | (Coalition{1} << player);
            sums[static_cast<std::size_t>(player)] += worth[after] - worth[before];
            before = after;
        }
    } while (std::next_permutation(joining.begin(), joining.end()));
    for (double& sum : sums) {
        sum /= orders;
    }
    return sums;
}

/// A game without any pattern.
double rugged(Coalition coalition)
{
    return std::sin(3.0 + 7.0 * coalition) + std::popcount(coalition);
}

TEST(Shapley, SharesThePairOfGloves)
{
    // One player has a left glove, two have a right one each; a pair is worth 1 (Shapley and Shubik 1969).
    const auto values = values_of(3, worth_of(3, [](Coalition all) { return (all & 1U) && (all & 6U) ? 1.0 : 0.0; }));
    EXPECT_NEAR(values[0], 2.0 / 3.0, 1e-15);
    EXPECT_NEAR(values[1], 1.0 / 6.0, 1e-15);
    EXPECT_NEAR(values[2], 1.0 / 6.0, 1e-15);
}

TEST(Shapley, SharesTheRunway)
{
    // Airport game (Littlechild and Owen 1973): those who need a piece of the runway share its cost equally.
    const auto cost = [](Coalition all) { return all & 4U ? 3.0 : all & 2U ? 2.0 : all & 1U ? 1.0 : 0.0; };
    const auto values = values_of(3, worth_of(3, cost));
    EXPECT_NEAR(values[0], 1.0 / 3.0, 1e-15);
    EXPECT_NEAR(values[1], 1.0 / 3.0 + 1.0 / 2.0, 1e-15);
    EXPECT_NEAR(values[2], 1.0 / 3.0 + 1.0 / 2.0 + 1.0, 1e-15);
}

TEST(Shapley, IsTheMeanOverAllOrders)
{
    constexpr int players = 6;
    const auto worth = worth_of(players, rugged);
    for (const auto order : {JoiningOrder::any, JoiningOrder::first_player_first, JoiningOrder::first_player_last}) {
        const auto values = values_of(players, worth, order);
        const auto expected = values_by_orders(players, worth, order);
        for (std::size_t player = 0; player < values.size(); ++player) {
            EXPECT_NEAR(values[player], expected[player], 1e-13) << player;
        }
        EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0), worth.back() - worth.front(), 1e-13);
    }
}

TEST(Shapley, GivesExactlyNothingToWhoAddsNothing)
{
    const auto values = values_of(5, worth_of(5, [](Coalition all) { return rugged(all & ~Coalition{4}); }));
    EXPECT_EQ(values[2], 0.0);
    EXPECT_NE(values[1], 0.0);
}

TEST(Shapley, MeetsFirstWhoJoinsFirstAndLastWhoJoinsLast)
{
    const auto any = shapley_steps(4, 2);
    EXPECT_EQ(any.front().without, 0U);
    EXPECT_EQ(any.back().with, 15U);
    const auto bound = shapley_steps(4, 2, JoiningOrder::first_player_first);
    EXPECT_EQ(bound.front().without, 1U);
    EXPECT_EQ(bound.back().with, 15U);
    EXPECT_EQ(passed_coalitions(4, JoiningOrder::first_player_first).size(), 9U);
    EXPECT_EQ(passed_coalitions(4, JoiningOrder::first_player_last).size(), 9U);
    EXPECT_EQ(passed_coalitions(8).size(), 256U);
    EXPECT_EQ(passed_coalitions(0), std::vector<Coalition>{0});
}

TEST(Shapley, RefusesWhatIsNoGame)
{
    EXPECT_THROW(static_cast<void>(shapley_steps(0, 0)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(shapley_steps(3, 3)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(passed_coalitions(most_players + 1)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(shapley_value(shapley_steps(3, 0), std::vector<double>(7))), std::invalid_argument);
}

} // namespace
} // namespace kamsim
