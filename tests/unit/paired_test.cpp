#include <cmath>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {
namespace {

// Law and Kelton, Simulation Modeling and Analysis, examples 10.5 and 10.6: two inventory policies, five replications.
const std::vector<double> first_policy{126.97, 124.31, 126.68, 122.66, 127.23};
const std::vector<double> second_policy{118.21, 120.22, 122.45, 122.68, 119.4};

TEST(PairedMoments, AgreeWithThePublishedInventoryPolicies)
{
    const auto moments = paired_moments(first_policy, second_policy);
    EXPECT_NEAR(moments.mean, 4.978, 1e-10);
    EXPECT_NEAR(moments.variance() / 5.0, 2.438274, 1e-8);
    const auto interval = t_interval(moments, 0.9);
    EXPECT_NEAR(interval.low, 1.64912688263, 1e-8);
    EXPECT_NEAR(interval.high, 8.30687311737, 1e-8);
}

TEST(PairedMoments, OfASampleAndItsCopyAreExactlyZero)
{
    const auto moments = paired_moments(first_policy, std::vector<double>(first_policy));
    EXPECT_EQ(moments.mean, 0.0);
    EXPECT_EQ(moments.sum_squared_deviations, 0.0);
}

TEST(PairedMoments, AreThoseOfTheDifferences)
{
    const auto differences = paired_differences(first_policy, second_policy);
    EXPECT_DOUBLE_EQ(differences[4], 127.23 - 119.4);
    EXPECT_EQ(sample_moments(differences).mean, paired_moments(first_policy, second_policy).mean);
}

TEST(PairedMoments, RejectUnequalSizes)
{
    const std::vector<double> shorter{1.0, 2.0};
    EXPECT_THROW((void)paired_moments(first_policy, shorter), std::invalid_argument);
    EXPECT_THROW((void)paired_differences(first_policy, shorter), std::invalid_argument);
    EXPECT_THROW((void)paired_covariance(first_policy, shorter), std::invalid_argument);
}

TEST(PairedCovariance, GivesThePublishedCorrelation)
{
    const double covariance = paired_covariance(first_policy, second_policy);
    const double product = sample_moments(first_policy).variance() * sample_moments(second_policy).variance();
    EXPECT_NEAR(covariance / std::sqrt(product), -0.570895748246, 1e-10);
    EXPECT_NEAR(paired_covariance(first_policy, first_policy), sample_moments(first_policy).variance(), 1e-10);
    EXPECT_TRUE(std::isnan(paired_covariance(std::vector<double>{1.0}, std::vector<double>{1.0})));
}

} // namespace
} // namespace kamsim
