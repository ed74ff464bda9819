// The library's closed forms against each other, against limits and against numbers known from elsewhere. What the
// simulation has to agree with stands in the other files of this folder.

#include <cmath>
#include <limits>
#include <stdexcept>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"

namespace kamsim {
namespace {

TEST(ClosedForms, ChanceWithinIsLinearForRareEventsAndComposes)
{
    EXPECT_NEAR(chance_within(1e-12, 1.0), 1e-12, 1e-24);
    EXPECT_EQ(chance_within(0.0, 5.0), 0.0);
    EXPECT_NEAR(1.0 - std::pow(1.0 - chance_within(0.3, 0.25), 4), chance_within(0.3, 1.0), 1e-15);
}

TEST(ClosedForms, ReversionIsTheSameInOneStepOrMany)
{
    double mean = 0.9;
    double variance = 0.0;
    for (int step = 0; step < 12; ++step) {
        const Spread next = reversion_spread(mean, 0.4, 1.4, 0.12, 1.0 / 12.0);
        mean = next.mean;
        variance = variance * std::exp(-2.0 * 1.4 / 12.0) + next.standard_deviation * next.standard_deviation;
    }
    const Spread whole = reversion_spread(0.9, 0.4, 1.4, 0.12, 1.0);
    EXPECT_NEAR(mean, whole.mean, 1e-15);
    EXPECT_NEAR(std::sqrt(variance), whole.standard_deviation, 1e-15);
}

TEST(ClosedForms, ReversionHasTheRightLimits)
{
    const Spread stationary = reversion_spread(0.9, 0.4, 2.0, 0.1, std::numeric_limits<double>::infinity());
    EXPECT_EQ(stationary.mean, 0.4);
    EXPECT_NEAR(stationary.standard_deviation, 0.05, 1e-16);
    const Spread walk = reversion_spread(0.9, 0.4, 0.0, 0.1, 4.0);
    EXPECT_EQ(walk.mean, 0.9);
    EXPECT_NEAR(walk.standard_deviation, 0.2, 1e-16);
    EXPECT_NEAR(reversion_spread(0.9, 0.4, 1e-9, 0.1, 4.0).standard_deviation, 0.2, 1e-8);
    EXPECT_THROW(static_cast<void>(reversion_spread(0.0, 0.0, -1.0, 0.1, 1.0)), std::invalid_argument);
}

TEST(ClosedForms, WalletsAreLognormal)
{
    const Spread wallet = wallet_spread(100.0, 0.0, 0.2, 1.0);
    EXPECT_NEAR(wallet.standard_deviation, 100.0 * std::sqrt(std::exp(0.04) - 1.0), 1e-12);
    EXPECT_NEAR(wallet_quantile(100.0, 0.0, 0.2, 1.0, 0.5), 100.0 * std::exp(-0.02), 1e-9);
    EXPECT_NEAR(lognormal_covariance(100.0, 100.0, 0.04), wallet.standard_deviation * wallet.standard_deviation, 1e-9);
    EXPECT_THROW(static_cast<void>(wallet_quantile(1.0, 0.0, 0.2, 1.0, 1.0)), std::invalid_argument);
}

TEST(ClosedForms, LeavingComposesInTheRootOfTheTerm)
{
    EXPECT_NEAR(leaving_chance(0.0, 1.0), 0.5, 1e-16);
    EXPECT_NEAR(1.0 - leaving_chance(-2.2, 4.0), std::pow(1.0 - leaving_chance(-2.2, 1.0), 2), 1e-15);
    EXPECT_EQ(leaving_chance(-1000.0, 1.0), 0.0);
    EXPECT_EQ(leaving_chance(1000.0, 0.25), 1.0);
}

TEST(ClosedForms, ChurnAloneIsTheLifetimeValueOverALongHorizon)
{
    ChurnAlone churn{.yearly_margin = 100.0,
                     .yearly_log_odds = std::log(0.2 / 0.8),
                     .periods_per_year = 1,
                     .periods = 200,
                     .discount_rate = 0.1,
                     .booking = Booking::end};
    EXPECT_NEAR(value_with_churn_alone(churn), lifetime_value(100.0, 0.8, 0.1), 1e-10);
    churn.first_period_at_risk = false;
    EXPECT_NEAR(value_with_churn_alone(churn), lifetime_value(100.0, 0.8, 0.1, LifetimeTiming::before_risk), 1e-10);
    churn.booking = Booking::start;
    EXPECT_NEAR(value_with_churn_alone(churn), lifetime_value(100.0, 0.8, 0.1, LifetimeTiming::first_one_certain),
                1e-10);
    churn.booking = Booking::middle;
    EXPECT_NEAR(value_with_churn_alone(churn), 100.0 * std::sqrt(1.1) / 0.3, 1e-10);
    EXPECT_THROW(static_cast<void>(lifetime_value(1.0, 1.2, 0.1)), std::invalid_argument);
}

TEST(ClosedForms, NormalExpectationIntegratesMomentsAndLogistics)
{
    EXPECT_NEAR(normal_expectation([](double) { return 1.0; }), 1.0, 1e-14);
    EXPECT_NEAR(normal_expectation([](double z) { return z * z * z * z; }), 3.0, 1e-13);
    EXPECT_NEAR(normal_expectation([](double z) { return std::exp(0.7 * z); }), std::exp(0.245), 1e-13);
    // By symmetry, however steep the logistic.
    EXPECT_NEAR(normal_expectation([](double z) { return 1.0 / (1.0 + std::exp(-5.0 * z)); }), 0.5, 1e-14);
    // P(X < z) for independent normals is one half at any scale, and E[Phi(a + b z)] = Phi(a / sqrt(1 + b^2)).
    const auto phi = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
    EXPECT_NEAR(normal_expectation([&](double z) { return phi(0.8 + 1.5 * z); }), phi(0.8 / std::sqrt(3.25)), 1e-14);
}

TEST(ClosedForms, FrailtyWidensWhatIsLeft)
{
    EXPECT_NEAR(retained_with_frailty(-2.2, 0.0, 1.0, 5), std::pow(1.0 - leaving_chance(-2.2, 1.0), 5), 1e-14);
    EXPECT_NEAR(unpoached_with_frailty(0.1, 0.0, 3.0), std::exp(-0.3), 1e-14);
    // Those who stay are the sturdy ones: the chance of staying rises from renewal to renewal.
    const double first = retained_with_frailty(-2.2, 0.9, 1.0, 1);
    const double second = retained_with_frailty(-2.2, 0.9, 1.0, 2) / first;
    EXPECT_GT(second, first + 0.01);
}

TEST(ClosedForms, CommonShockIsBinomialWithoutAMarket)
{
    const CommonShock calm{.yearly_log_odds = -2.0, .market_weight = 6.0, .market_sd = 0.0};
    const double one = 1.0 - leaving_chance(-2.0, 1.0);
    EXPECT_NEAR(survivors(calm, 20).mean, 20.0 * one, 1e-12);
    EXPECT_NEAR(survivors(calm, 20).standard_deviation, std::sqrt(20.0 * one * (1.0 - one)), 1e-12);
    EXPECT_NEAR(joint_survival(calm, 20), std::pow(one, 20), 1e-14);
    CommonShock rough = calm;
    rough.market_sd = 0.2;
    EXPECT_GT(survivors(rough, 20).standard_deviation, 1.2 * survivors(calm, 20).standard_deviation);
    EXPECT_GT(joint_survival(rough, 20), joint_survival(calm, 20));
}

TEST(ClosedForms, ShiftedBetaGeometricHasTheRightLimits)
{
    // Alpha and beta large in the same proportion: everyone leaves with the same chance.
    EXPECT_NEAR(shifted_beta_geometric_survival(2e8, 8e8, 3), 0.512, 1e-8);
    EXPECT_EQ(shifted_beta_geometric_survival(1.0, 1.0, 0), 1.0);
    EXPECT_NEAR(shifted_beta_geometric_residual_lifetime(2e9, 8e9, 0, 0.1), 0.8 * 1.1 / 0.3, 1e-7);
    EXPECT_THROW(static_cast<void>(shifted_beta_geometric_residual_lifetime(1.0, 1.0, 0, 0.0)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
