// The best split of a budget among saturating returns, against closed forms and against its own conditions.

#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/best_split.hpp"

namespace kamsim {
namespace {

double marginal_at(const SaturatingReturn& one, double x)
{
    return one.marginal * std::exp(-one.rate * (x - one.at));
}

double used(const std::vector<SaturatingReturn>& returns, const std::vector<double>& split)
{
    double sum = 0.0;
    for (std::size_t k = 0; k < returns.size(); ++k) {
        sum += returns[k].duration * split[k];
    }
    return sum;
}

TEST(BestSplit, GivesTheLogarithmOfTheRatioMoreToTheBetterOfTwo)
{
    // a e^(-kx) equal: x2 - x1 = ln(a2/a1)/k
    const std::vector<double> split =
        best_split(std::vector<SaturatingReturn>{{1.0, 0.5, 0.0, 2.0}, {1.0, 0.5, 0.0, 6.0}}, 10.0);
    EXPECT_NEAR(split[1] - split[0], std::log(3.0) / 0.5, 1e-12);
    EXPECT_NEAR(split[0] + split[1], 10.0, 1e-12);
}

TEST(BestSplit, DoesNotDependOnWhereTheMarginalValueWasSeen)
{
    const SaturatingReturn seen{1.0, 0.3, 4.0, 2.0};
    const SaturatingReturn other{1.0, 0.3, 7.0, marginal_at(seen, 7.0)};
    const SaturatingReturn rival{2.0, 0.8, 1.0, 3.0};
    const std::vector<double> one = best_split(std::vector{seen, rival}, 9.0);
    const std::vector<double> two = best_split(std::vector{other, rival}, 9.0);
    EXPECT_NEAR(one[0], two[0], 1e-12);
    EXPECT_NEAR(one[1], two[1], 1e-12);
}

TEST(BestSplit, LeavesOutWhatIsWorthLessFromTheStart)
{
    const std::vector<SaturatingReturn> returns{{1.0, 1.0, 0.0, 10.0}, {1.0, 1.0, 0.0, 1.0}, {1.0, 1.0, 0.0, -3.0}};
    const std::vector<double> little = best_split(returns, 2.0); // e^2 < 10: the second one would bring less
    EXPECT_NEAR(little[0], 2.0, 1e-12);
    EXPECT_EQ(little[1], 0.0);
    EXPECT_EQ(little[2], 0.0);
    const std::vector<double> much = best_split(returns, 4.0);
    EXPECT_NEAR(much[0], 0.5 * (4.0 + std::log(10.0)), 1e-12);
    EXPECT_NEAR(much[1], 0.5 * (4.0 - std::log(10.0)), 1e-12);
    EXPECT_EQ(best_split(std::vector<SaturatingReturn>{{1.0, 1.0, 0.0, -1.0}}, 5.0).front(), 0.0);
}

TEST(BestSplit, MeetsItsConditionsWhateverTheReturnsAre)
{
    std::mt19937_64 dice(7);
    std::uniform_real_distribution<double> uniform(0.05, 1.0);
    for (int trial = 0; trial < 500; ++trial) {
        std::vector<SaturatingReturn> returns(static_cast<std::size_t>(2 + trial % 12));
        for (SaturatingReturn& one : returns) {
            one = {uniform(dice), 3.0 * uniform(dice), 5.0 * uniform(dice), 4.0 * uniform(dice) - 0.5};
        }
        const double budget = 10.0 * uniform(dice);
        const std::vector<double> split = best_split(returns, budget);
        ASSERT_NEAR(used(returns, split), budget, 1e-9);
        double common = 0.0;
        for (std::size_t k = 0; k < returns.size(); ++k) {
            common = split[k] > 0.0 ? marginal_at(returns[k], split[k]) : common;
        }
        for (std::size_t k = 0; k < returns.size(); ++k) {
            if (split[k] > 0.0) {
                ASSERT_NEAR(marginal_at(returns[k], split[k]), common, 1e-9 * common);
            } else {
                ASSERT_LE(marginal_at(returns[k], 0.0), common * (1.0 + 1e-12));
            }
        }
    }
}

TEST(BestSplit, RefusesWhatDoesNotFit)
{
    EXPECT_THROW(static_cast<void>(best_split(std::vector<SaturatingReturn>{{1.0, 0.0, 0.0, 1.0}}, 1.0)),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(best_split(std::vector<SaturatingReturn>{{1.0, 1.0, 0.0, NAN}}, 1.0)),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(best_split(std::vector<SaturatingReturn>{{1.0, 1.0, 0.0, 1.0}}, -1.0)),
                 std::invalid_argument);
}

} // namespace
} // namespace kamsim
