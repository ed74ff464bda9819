#include <cmath>
#include <stdexcept>

#include <Eigen/Core>
#include <gtest/gtest.h>

#include "kamsim/statistics/simultaneous_pairs.hpp"

namespace kamsim {
namespace {

/// Variances of the differences of independent means of variance 1.
Eigen::MatrixXd independent(Eigen::Index means)
{
    return Eigen::MatrixXd::Constant(means, means, 2.0) - 2.0 * Eigen::MatrixXd::Identity(means, means);
}

// Upper 5 % points of the studentised range (Pearson and Hartley, Biometrika Tables, table 29), over the root of 2. The
// draws leave a standard error of 0.3 %.
TEST(SimultaneousPairs, OfIndependentMeansAreTukeys)
{
    constexpr double many = 1e6;
    EXPECT_NEAR(simultaneous_pairs_factor(independent(3), many, 0.95), 3.314 / std::sqrt(2.0), 0.025);
    EXPECT_NEAR(simultaneous_pairs_factor(independent(4), many, 0.95), 3.633 / std::sqrt(2.0), 0.025);
    EXPECT_NEAR(simultaneous_pairs_factor(independent(10), many, 0.95), 4.474 / std::sqrt(2.0), 0.025);
    EXPECT_NEAR(simultaneous_pairs_factor(independent(3), 10.0, 0.95), 3.877 / std::sqrt(2.0), 0.035);
    EXPECT_NEAR(simultaneous_pairs_factor(independent(5), 20.0, 0.95), 4.232 / std::sqrt(2.0), 0.035);
}

TEST(SimultaneousPairs, OfOnePairAreStudents)
{
    EXPECT_NEAR(simultaneous_pairs_factor(independent(2), 10.0, 0.95), 2.228138852, 1e-8);
    EXPECT_NEAR(simultaneous_pairs_factor(Eigen::MatrixXd::Zero(1, 1), 10.0, 0.95), 2.228138852, 1e-8);
}

// Two designs that are always equal ask no question of their own: three pairs of which one is nothing and the others
// are the same are one.
TEST(SimultaneousPairs, OfCopiesAreThoseOfOneOfThem)
{
    Eigen::MatrixXd variances(3, 3);
    variances << 0, 2, 2, 2, 0, 0, 2, 0, 0;
    EXPECT_NEAR(simultaneous_pairs_factor(variances, 1e6, 0.95), 1.95996, 0.02);
}

TEST(SimultaneousPairs, AreNarrowerThanBonferronisAndWiderThanOne)
{
    // One design far noisier than two others: its differences to them nearly coincide.
    Eigen::MatrixXd variances(3, 3);
    variances << 0, 100, 100, 100, 0, 1, 100, 1, 0;
    const double factor = simultaneous_pairs_factor(variances, 1e6, 0.95);
    EXPECT_LT(factor, 2.3939) << "Bonferroni of three";
    EXPECT_NEAR(factor, 2.236, 0.03) << "two independent questions: 0.95^(1/2)";
    EXPECT_EQ(factor, simultaneous_pairs_factor(variances, 1e6, 0.95)) << "the draws are fixed";
    EXPECT_NEAR(factor, simultaneous_pairs_factor(1e-6 * variances, 1e6, 0.95), 1e-9) << "the unit does not matter";
}

TEST(SimultaneousPairs, RefuseWhatDoesNotFit)
{
    EXPECT_THROW(static_cast<void>(simultaneous_pairs_factor(Eigen::MatrixXd(2, 3), 5.0, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(simultaneous_pairs_factor(independent(3), 0.0, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(simultaneous_pairs_factor(independent(3), 5.0, 1.0)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
