#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/tail_risk.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

/// A standard normal for each number, a function of the seed.
std::vector<double> normals(std::uint32_t seed, std::size_t count)
{
    std::vector<double> values(count);
    for (std::size_t k = 0; k < count; ++k) {
        values[k] =
            normal_of(uniform_of(philox4x32_10({static_cast<std::uint32_t>(k / 4), 0, 0, 0}, {seed, 1})[k % 4]));
    }
    return values;
}

/// The sample that a distribution function itself would draw: its quantiles at (k - 1/2) / n.
std::vector<double> normal_quantiles(std::size_t count)
{
    std::vector<double> values(count);
    for (std::size_t k = 0; k < count; ++k) {
        values[k] = normal_of((static_cast<double>(k) + 0.5) / static_cast<double>(count));
    }
    return values;
}

// RISK-01: of a standard normal loss; a value is its negative. Quantiles at the middles of a million strata leave an
// error of the order of the width of a stratum over its density.
TEST(TailRisk, OfANormalIsItsFormula)
{
    const auto values = normal_quantiles(1'000'000);
    const std::vector<double> tails{0.1, 0.05, 0.025, 0.01, 0.005, 0.001};
    const std::vector<double> at_risk{1.28155156554, 1.64485362695, 1.95996398454,
                                      2.32634787404, 2.57582930355, 3.09023230617};
    const std::vector<double> shortfall{1.75498331932, 2.06271280751, 2.3378027922,
                                        2.66521422035, 2.89194860538, 3.36709007706};
    for (std::size_t k = 0; k < tails.size(); ++k) {
        const auto risk = tail_risk(values, 1, tails[k], 0.95);
        EXPECT_NEAR(risk.value_at_risk, -at_risk[k], 3e-4);
        EXPECT_NEAR(risk.conditional_value_at_risk, -shortfall[k], 1e-4);
        EXPECT_LT(risk.value_at_risk_interval.low, risk.value_at_risk);
        EXPECT_GT(risk.value_at_risk_interval.high, risk.value_at_risk);
    }
}

// RISK-03: three accounts with Gaussian returns of given correlations, tail 5 %. Four standard errors: one false alarm
// in 15 800 checks; the ceilings let a fault of 1 % of the spread fail.
TEST(TailRisk, OfThreeCorrelatedAccountsIsTheirFormula)
{
    constexpr std::size_t count = 2'000'000;
    const auto first = normals(11, count);
    const auto second = normals(12, count);
    const auto third = normals(13, count);
    // The Cholesky root of correlations 0.3, 0.1 and 0.5.
    const double second_own = std::sqrt(1.0 - 0.3 * 0.3);
    const double third_second = (0.5 - 0.3 * 0.1) / second_own;
    const double third_own = std::sqrt(1.0 - 0.1 * 0.1 - third_second * third_second);
    std::vector<double> profit(count);
    for (std::size_t k = 0; k < count; ++k) {
        const double of_second = 0.3 * first[k] + second_own * second[k];
        const double of_third = 0.1 * first[k] + third_second * second[k] + third_own * third[k];
        profit[k] = 100.0 * (0.05 + 0.2 * first[k]) + 60.0 * (0.08 + 0.3 * of_second) + 40.0 * (0.12 + 0.5 * of_third);
    }
    const auto risk = tail_risk(profit, 1, 0.05, 0.95);
    const double root = std::sqrt(static_cast<double>(count));
    expect_agreement(
        [&](double fault) {
            return Estimate{risk.value_at_risk * fault, 89.1554787582 / root};
        },
        -54.7964505453, 0.066);
    expect_agreement(
        [&](double fault) {
            return Estimate{risk.conditional_value_at_risk * fault, risk.conditional_standard_error};
        },
        -72.4259486862, 0.085);
    const auto loss = share_below_threshold(profit, 1, 0.0, 0.95);
    expect_agreement([&](double fault) { return scaled(share_estimate(loss.share, count), fault); }, 0.364651371433,
                     0.00045);
}

TEST(TailRisk, CountsTheValueAtTheBorderInPart)
{
    std::vector<double> values(10);
    std::iota(values.begin(), values.end(), 1.0);
    EXPECT_DOUBLE_EQ(tail_risk(values, 1, 0.2, 0.95).conditional_value_at_risk, 1.5);
    EXPECT_DOUBLE_EQ(tail_risk(values, 1, 0.25, 0.95).conditional_value_at_risk, (1.0 + 2.0 + 0.5 * 3.0) / 2.5);
    EXPECT_DOUBLE_EQ(tail_risk(values, 1, 0.05, 0.95).conditional_value_at_risk, 1.0);
    EXPECT_DOUBLE_EQ(tail_risk(values, 1, 0.25, 0.95).value_at_risk, 3.25);
}

// It takes 59 values for the smallest to lie below the 5 % quantile with 95 %: 0.95^59 = 4.8 %.
TEST(TailRisk, BoundsAQuantileByOrderStatistics)
{
    std::vector<double> values(59);
    std::iota(values.begin(), values.end(), 1.0);
    const auto interval = tail_risk(values, 1, 0.05, 0.90).value_at_risk_interval;
    EXPECT_EQ(interval.low, 1.0) << "all 59 above it: 4.8 %";
    EXPECT_EQ(interval.high, 7.0) << "six or fewer of 59 below: 96.9 %, five or fewer 92.2 %";
    EXPECT_EQ(interval.kind, IntervalKind::order_statistics);
    values.resize(58);
    EXPECT_EQ(tail_risk(values, 1, 0.05, 0.90).value_at_risk_interval.low, -std::numeric_limits<double>::infinity())
        << "all 58 above it: 5.1 %";
    values.resize(200);
    std::iota(values.begin(), values.end(), 1.0);
    // R: qbinom(0.025, 200, 0.05) = 4 and qbinom(0.975, 200, 0.05) = 16.
    EXPECT_EQ(tail_risk(values, 1, 0.05, 0.95).value_at_risk_interval.low, 4.0);
    EXPECT_EQ(tail_risk(values, 1, 0.05, 0.95).value_at_risk_interval.high, 17.0);
}

TEST(TailRisk, OfGroupsComesFromTheirMeans)
{
    // Every value stands four times: as groups they say no more than once.
    const auto once = normals(5, 500);
    std::vector<double> fourfold;
    for (const double value : once) {
        fourfold.insert(fourfold.end(), 4, value);
    }
    const auto single = tail_risk(once, 1, 0.05, 0.95);
    const auto grouped = tail_risk(fourfold, 4, 0.05, 0.95);
    EXPECT_NEAR(grouped.conditional_value_at_risk, single.conditional_value_at_risk, 1e-12);
    EXPECT_NEAR(grouped.conditional_standard_error, single.conditional_standard_error,
                0.05 * single.conditional_standard_error);
    EXPECT_EQ(grouped.conditional_interval.kind, IntervalKind::bca_over_worlds);
    EXPECT_EQ(grouped.value_at_risk_interval.kind, IntervalKind::woodruff_over_worlds);
    EXPECT_NEAR(grouped.value_at_risk_interval.low, single.value_at_risk_interval.low, 0.1);
    EXPECT_NEAR(grouped.value_at_risk_interval.high, single.value_at_risk_interval.high, 0.1);
}

TEST(TailRisk, SharesHaveIntervals)
{
    std::vector<double> values(263, 1.0);
    std::fill_n(values.begin(), 81, -1.0);
    const auto wilson = share_below_threshold(values, 1, 0.0, 0.95); // OUT-09
    EXPECT_NEAR(wilson.interval.low, 0.255288519878, 1e-10);
    EXPECT_NEAR(wilson.interval.high, 0.366209576983, 1e-10);
    const auto groups = share_below_threshold(std::vector{-1.0, 1.0, 1.0, 1.0, -1.0, -1.0}, 2, 0.0, 0.95);
    EXPECT_DOUBLE_EQ(groups.share, 0.5);
    EXPECT_EQ(groups.interval.low, 0.0);
    EXPECT_EQ(groups.interval.high, 1.0);
    EXPECT_EQ(groups.interval.kind, IntervalKind::student_t_over_worlds);
}

TEST(TailRisk, RefusesWhatDoesNotFit)
{
    const std::vector<double> values{1.0, 2.0, 3.0};
    EXPECT_THROW(static_cast<void>(tail_risk({}, 1, 0.05, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(tail_risk(values, 2, 0.05, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(tail_risk(values, 1, 0.0, 0.95)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(tail_risk(values, 1, 0.05, 95.0)), std::invalid_argument);
    EXPECT_TRUE(std::isnan(tail_risk(std::vector{1.0}, 1, 0.05, 0.95).conditional_interval.low));
}

} // namespace
} // namespace kamsim
