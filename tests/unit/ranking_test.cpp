#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/ranking.hpp"

namespace kamsim {
namespace {

using testing::ElementsAre;

/// One replication's column of an [account][lane] array, with rubbish in the other lanes.
class Column {
public:
    static constexpr int stride = 3;

    explicit Column(const std::vector<double>& values) : values_(values.size() * stride, -77.0)
    {
        for (std::size_t k = 0; k < values.size(); ++k) {
            values_[k * stride + 1] = values[k];
        }
    }
    double* data() { return values_.data() + 1; }

    [[nodiscard]] std::vector<double> values() const
    {
        std::vector<double> result;
        for (std::size_t k = 1; k < values_.size(); k += stride) {
            result.push_back(values_[k]);
        }
        return result;
    }
    /// Whether the neighbouring lanes were left alone.
    [[nodiscard]] bool neighbours_untouched() const
    {
        for (std::size_t k = 0; k < values_.size(); ++k) {
            if (k % stride != 1 && values_[k] != -77.0) {
                return false;
            }
        }
        return true;
    }

private:
    std::vector<double> values_;
};

struct Choice {
    std::vector<double> chosen;
    std::vector<int> order;
};

Choice choose(const std::vector<double>& scores, int wanted)
{
    const int count = static_cast<int>(scores.size());
    Column from(scores);
    Column to(std::vector<double>(scores.size(), 9.0));
    std::vector<int> order(scores.size());
    const int taken = choose_best(from.data(), count, Column::stride, wanted, to.data(), order.data());
    EXPECT_TRUE(to.neighbours_untouched());
    order.resize(static_cast<std::size_t>(taken));
    return {to.values(), order};
}

TEST(ChooseBest, TakesTheLargestScoresInOrder)
{
    const Choice choice = choose({1.0, 5.0, 3.0, 4.0, 2.0}, 3);
    EXPECT_THAT(choice.chosen, ElementsAre(0, 1, 1, 1, 0));
    EXPECT_THAT(choice.order, ElementsAre(1, 3, 2));
}

TEST(ChooseBest, GivesTiesToTheFirstInTheFile)
{
    const Choice choice = choose({2.0, 7.0, 2.0, 2.0, 7.0}, 3);
    EXPECT_THAT(choice.chosen, ElementsAre(1, 1, 0, 0, 1));
    EXPECT_THAT(choice.order, ElementsAre(1, 4, 0));
}

TEST(ChooseBest, NeverTakesNegativeScores)
{
    const Choice choice = choose({-1.0, 0.0, -1.0, 3.0}, 4);
    EXPECT_THAT(choice.chosen, ElementsAre(0, 1, 0, 1));
    EXPECT_THAT(choice.order, ElementsAre(3, 1));
}

TEST(ChooseBest, MayTakeNobodyOrEverybody)
{
    EXPECT_THAT(choose({1.0, 2.0}, 0).chosen, ElementsAre(0, 0));
    EXPECT_THAT(choose({1.0, 2.0}, 5).order, ElementsAre(1, 0));
    EXPECT_THAT(choose({-1.0, -1.0}, 1).chosen, ElementsAre(0, 0));
}

struct Assignment {
    std::vector<double> managers;
    std::vector<int> load;
};

Assignment assign(const std::vector<int>& order, const std::vector<double>& today, std::vector<double> effectiveness,
                  int capacity, bool matched)
{
    const int managers = static_cast<int>(effectiveness.size());
    Column skills(effectiveness);
    Column held(today);
    std::vector<int> load(effectiveness.size(), 99);
    assign_managers(order.data(), static_cast<int>(order.size()),
                    {skills.data(), Column::stride, managers, capacity, matched}, held.data(), Column::stride,
                    load.data());
    EXPECT_TRUE(held.neighbours_untouched());
    return {held.values(), load};
}

TEST(AssignManagers, BalancedGivesEachToTheManagerWithTheFewest)
{
    const Assignment dealt = assign({2, 0, 1, 3}, {-1, -1, -1, -1}, {1.0, 9.0, 5.0}, 2, false);
    EXPECT_THAT(dealt.managers, ElementsAre(1, 2, 0, 0));
    EXPECT_THAT(dealt.load, ElementsAre(2, 1, 1));
}

TEST(AssignManagers, KeepsTheManagerOfAnIncumbent)
{
    const Assignment dealt = assign({0, 1, 2, 3}, {-1, 0, 0, -1}, {1.0, 1.0}, 2, false);
    EXPECT_THAT(dealt.managers, ElementsAre(1, 0, 0, 1));
    EXPECT_THAT(dealt.load, ElementsAre(2, 2));
}

TEST(AssignManagers, MatchedGivesTheBestAccountToTheMostEffectiveWithRoom)
{
    const Assignment dealt = assign({3, 1, 0, 2}, {-1, -1, -1, -1}, {0.5, 0.9, 0.7}, 2, true);
    EXPECT_THAT(dealt.managers, ElementsAre(2, 1, 2, 1));
    EXPECT_THAT(dealt.load, ElementsAre(0, 2, 2));
}

TEST(AssignManagers, MatchedGivesTiesToTheLowestNumber)
{
    EXPECT_THAT(assign({0, 1}, {-1, -1}, {0.7, 0.7}, 1, true).managers, ElementsAre(0, 1));
}

TEST(AssignManagers, MatchedFallsBackToTheFewestWhereAllAreFull)
{
    // Incumbents may hold more than the capacity.
    const Assignment dealt = assign({0, 1, 2, 3}, {0, 0, 1, -1}, {0.9, 0.5}, 1, true);
    EXPECT_THAT(dealt.managers, ElementsAre(0, 0, 1, 1));
}

TEST(AssignManagers, LeavesAccountsAloneThatWereNotChosen)
{
    EXPECT_THAT(assign({2}, {-1, 1, -1}, {1.0, 1.0}, 1, false).managers, ElementsAre(-1, 1, 0));
}

struct Funding {
    std::vector<double> funded;
    double left = 0.0;
};

Funding fund(const std::vector<double>& priorities, const std::vector<double>& needs, double pool)
{
    Column first(priorities);
    Column needed(needs);
    Column paid(std::vector<double>(needs.size(), 0.0));
    std::vector<int> order(needs.size());
    const double left = fund_in_order(first.data(), needed.data(), static_cast<int>(needs.size()), Column::stride, pool,
                                      paid.data(), order.data());
    EXPECT_TRUE(paid.neighbours_untouched());
    return {paid.values(), left};
}

TEST(FundInOrder, PaysTheMostUrgentInFullAndTheLastInPart)
{
    const Funding paid = fund({1.0, 3.0, 2.0}, {10.0, 10.0, 10.0}, 25.0);
    EXPECT_THAT(paid.funded, ElementsAre(5.0, 10.0, 10.0));
    EXPECT_EQ(paid.left, 0.0);
}

TEST(FundInOrder, LeavesWhatNobodyNeeds)
{
    const Funding paid = fund({1.0, 3.0, 2.0}, {0.0, 4.0, 5.0}, 25.0);
    EXPECT_THAT(paid.funded, ElementsAre(0.0, 4.0, 5.0));
    EXPECT_EQ(paid.left, 16.0);
}

TEST(FundInOrder, GivesTiesToTheFirstInTheFile)
{
    EXPECT_THAT(fund({2.0, 2.0, 2.0}, {4.0, 4.0, 4.0}, 6.0).funded, ElementsAre(4.0, 2.0, 0.0));
}

TEST(FundInOrder, NeverPaysFromAnEmptyPool)
{
    const Funding paid = fund({1.0, 2.0}, {4.0, 4.0}, 0.0);
    EXPECT_THAT(paid.funded, ElementsAre(0.0, 0.0));
    EXPECT_EQ(paid.left, 0.0);
}

} // namespace
} // namespace kamsim
