#include <cmath>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/replay_difference.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

Event event(int period, EventKind kind, int account)
{
    Event result;
    result.period = period;
    result.kind = kind;
    result.account = account;
    return result;
}

AlternativeReplay told(std::vector<Event> events, std::vector<double> account_value, double value)
{
    AlternativeReplay one{};
    one.events = std::move(events);
    one.accounts = static_cast<int>(account_value.size());
    one.account_value = std::move(account_value);
    one.value = value;
    return one;
}

TEST(ReplayDifference, NamesWhatOneAloneHasAndWhereTheyPart)
{
    const auto first = told({event(0, EventKind::cells_won, 1), event(2, EventKind::renewed, 0)}, {5.0, 3.0}, 7.0);
    const auto second = told({event(0, EventKind::cells_won, 1), event(2, EventKind::lost, 0)}, {1.0, 3.5}, 4.5);
    const auto difference = compare_replays(first, second);
    EXPECT_EQ(difference.parts_in, 2);
    EXPECT_EQ(difference.of_first, std::vector<std::size_t>{1});
    ASSERT_TRUE(difference.first_fate.has_value());
    EXPECT_EQ(*difference.first_fate, second.events[1]);
    EXPECT_FALSE(difference.first_fate_is_of_first);
    EXPECT_EQ(difference.of_second, std::vector<std::size_t>{1});
    ASSERT_EQ(difference.accounts.size(), 2U);
    EXPECT_EQ(difference.accounts[0].account, 0);
    EXPECT_EQ(difference.accounts[0].difference(), 4.0);
    EXPECT_EQ(difference.accounts[1].difference(), -0.5);
    EXPECT_EQ(difference.unshared_first, -1.0);
    EXPECT_EQ(difference.unshared_second, 0.0);
}

// The same event with other numbers: they part there, and both have it.
TEST(ReplayDifference, OtherNumbersPartButAreInBoth)
{
    auto felt = event(1, EventKind::service_failed, 0);
    felt.satisfaction = -0.2;
    auto softened = felt;
    softened.satisfaction = -0.1;
    const auto difference = compare_replays(told({felt}, {0.0}, 0.0), told({softened}, {0.0}, 0.0));
    EXPECT_EQ(difference.parts_in, 1);
    EXPECT_TRUE(difference.of_first.empty());
    EXPECT_TRUE(difference.of_second.empty());
}

TEST(ReplayDifference, EqualOnesPartNowhere)
{
    const auto one = told({event(1, EventKind::lost, 0)}, {2.0}, 2.0);
    EXPECT_FALSE(compare_replays(one, one).parts_in.has_value());
    EXPECT_FALSE(compare_replays(one, one).first_fate.has_value());
    const auto longer = told({event(1, EventKind::lost, 0), event(3, EventKind::won_back, 0)}, {2.0}, 2.0);
    EXPECT_EQ(compare_replays(one, longer).parts_in, 3);
    EXPECT_THROW((void)compare_replays(one, told({}, {1.0, 1.0}, 2.0)), std::invalid_argument);
}

TEST(ReplayDifference, AccountsAndWhatIsNotSharedOutAddUpToTheDifference)
{
    const Experiment experiment = small_experiment();
    const std::vector<int> both{2, 0};
    const auto replayed = replay(experiment, 5, both);
    const auto difference = compare_replays(replayed.alternatives[0], replayed.alternatives[1]);
    double sum = difference.unshared_first - difference.unshared_second;
    for (const AccountInBoth& one : difference.accounts) {
        sum += one.difference();
    }
    const double expected = replayed.alternatives[0].value - replayed.alternatives[1].value;
    EXPECT_NEAR(sum, expected, 1e-9 * std::fabs(expected));
}

} // namespace
} // namespace kamsim
