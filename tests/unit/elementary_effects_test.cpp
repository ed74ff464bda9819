#include <cmath>
#include <set>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/elementary_effects.hpp"

namespace kamsim {
namespace {

/// Saltelli et al. (2008), exercise 4: inputs and outputs as printed.
Trajectories published_trajectories()
{
    constexpr double third = 0.333333333333;
    constexpr double thirds = 0.666666666667;
    return {2,
            1,
            {0.0,    third, 0.0,    1.0,    thirds, 1.0,    0.0,   third,  thirds, third, thirds, 1.0,
             thirds, 0.0,   thirds, thirds, 0.0,    thirds, third, 1.0,    1.0,    1.0,   1.0,    third,
             third,  1.0,   third,  third,  1.0,    third,  third, thirds, third,  0.0,   1.0,    0.0},
            {0.97, 0.71, 2.39, 0.97, 2.3, 2.39, 1.87, 2.4, 0.87, 2.15, 1.71, 1.54, 2.15, 2.17, 1.54, 2.2, 1.87, 1.0}};
}

TEST(ElementaryEffects, OfThePublishedTrajectories)
{
    const auto effects = elementary_effects(published_trajectories(), 0.95);
    ASSERT_EQ(effects.size(), 2U);
    EXPECT_NEAR(effects[0].mean, 0.65, 1e-8);
    EXPECT_NEAR(effects[1].mean, 0.21, 1e-8);
    EXPECT_NEAR(effects[0].mean_absolute, 1.62, 1e-8);
    EXPECT_NEAR(effects[1].mean_absolute, 0.35, 1e-8);
    EXPECT_NEAR(effects[0].standard_deviation, 1.79410702022, 1e-8);
    EXPECT_NEAR(effects[1].standard_deviation, 0.411995145602, 1e-8);
    const std::vector expected{2.52, 1.995, 2.295, -0.66, -0.945, -1.305};
    for (std::size_t k = 0; k < expected.size(); ++k) {
        EXPECT_NEAR(effects[0].effects[k], expected[k], 1e-8);
    }
    EXPECT_EQ(effects[0].interval.kind, IntervalKind::student_t_over_trajectories);
    EXPECT_LT(effects[0].interval.low, 1.62);
}

Trajectories linear_trajectories(double luck, std::size_t futures)
{
    Trajectories trajectories{3, futures, morris_points(3, 200, 4, 5), {}};
    for (std::size_t point = 0; point < trajectories.points.size() / 3; ++point) {
        const double* x = &trajectories.points[3 * point];
        for (std::uint32_t future = 0; future < futures; ++future) {
            const double noise = luck * normal_of(draw(3, future, point, 0, Purpose::world_shared));
            trajectories.outputs.push_back(3.0 * x[0] - 2.0 * x[1] + noise);
        }
    }
    return trajectories;
}

TEST(ElementaryEffects, OfALinearFunctionAreItsCoefficients)
{
    const auto effects = elementary_effects(linear_trajectories(0.0, 1), 0.95);
    EXPECT_NEAR(effects[0].mean, 3.0, 1e-12);
    EXPECT_NEAR(effects[1].mean, -2.0, 1e-12);
    EXPECT_NEAR(effects[1].mean_absolute, 2.0, 1e-12);
    EXPECT_NEAR(effects[1].standard_deviation, 0.0, 1e-12);
    EXPECT_EQ(effects[2].mean, 0.0);
    EXPECT_EQ(effects[2].luck, 0.0);
}

TEST(ElementaryEffects, TakeLuckOutOfTheSpread)
{
    // An effect has a step of 1/2, so luck of 0.2 in each of 8 futures leaves 0.2 sqrt(2/8) / 0.5 = 0.2 in it. The
    // spread of 200 effects is known to 5 % of that.
    const auto effects = elementary_effects(linear_trajectories(0.2, 8), 0.95);
    EXPECT_NEAR(effects[0].luck, 0.2, 0.01);
    EXPECT_LT(effects[0].standard_deviation, 0.2 * std::sqrt(4.0 * std::sqrt(2.0 / 200.0)));
    EXPECT_NEAR(effects[0].mean, 3.0, 4.0 * 0.2 / std::sqrt(200.0));
}

TEST(MorrisPoints, StepByHalfOfTheLevels)
{
    const auto points = morris_points(5, 40, 4, 17);
    ASSERT_EQ(points.size(), 40U * 6U * 5U);
    const std::set<double> places(points.begin(), points.end());
    EXPECT_EQ(places, (std::set{0.125, 0.375, 0.625, 0.875}));
    for (std::size_t row = 0; row + 1 < 240; ++row) {
        if (row % 6 == 5) {
            continue;
        }
        int moved = 0;
        for (std::size_t k = 0; k < 5; ++k) {
            const double distance = std::fabs(points[(row + 1) * 5 + k] - points[row * 5 + k]);
            EXPECT_TRUE(distance == 0.0 || distance == 0.5);
            moved += distance > 0.0 ? 1 : 0;
        }
        EXPECT_EQ(moved, 1);
    }
    EXPECT_EQ(points, morris_points(5, 40, 4, 17));
    EXPECT_NE(points, morris_points(5, 40, 4, 18));
}

TEST(ElementaryEffects, RefuseWhatIsNoTrajectory)
{
    EXPECT_THROW(static_cast<void>(morris_points(2, 3, 5, 1)), std::invalid_argument);
    const auto refuse = [](std::vector<double> points, std::size_t outputs) {
        const Trajectories wrong{2, 1, std::move(points), std::vector<double>(outputs)};
        EXPECT_THROW(static_cast<void>(elementary_effects(wrong, 0.95)), std::invalid_argument);
    };
    refuse({0, 0, 1, 0, 1, 1}, 2);
    refuse({0, 0, 1, 1, 1, 0}, 3);
    refuse({0, 0, 0, 0, 1, 0}, 3);
    refuse({0, 0, 1, 0, 0, 0}, 3);
}

} // namespace
} // namespace kamsim
