// Accounts of one segment share its market, so that they leave together: mean and spread of the survivors, and the
// chance that none or all are left, by an integral over the market (eq. 34, 46).

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

constexpr int accounts = 10;
constexpr double market_noise = 0.3;
constexpr double market_weight = 6.0;
constexpr double log_odds = -1.5;

/// One renewal at the end of the year; every account brings 1 kEUR in that year if it stays.
Experiment shocked_experiment(double noise)
{
    Experiment experiment = still_experiment(accounts, 300'000);
    experiment.periods_per_year = 1;
    experiment.periods = 1;
    experiment.parameters.market.volatility = noise;
    experiment.parameters.market.reversion = 0.5;
    experiment.parameters.retention.market = market_weight;
    experiment.parameters.retention.leaving_base = log_odds;
    for (Account& account : experiment.accounts) {
        account.revenue = 1.0;
        account.wallet = 4.0;
    }
    return experiment;
}

CommonShock shock()
{
    return {.yearly_log_odds = log_odds,
            .market_weight = market_weight,
            .market_sd = reversion_spread(0.0, 0.0, 0.5, market_noise, 1.0).standard_deviation};
}

Estimate share_with(const std::vector<double>& survivors_of, double number)
{
    const auto trials = static_cast<double>(survivors_of.size());
    const auto found = std::count_if(survivors_of.begin(), survivors_of.end(),
                                     [&](double value) { return std::abs(value - number) < 0.5; });
    return share_estimate(static_cast<double>(found) / trials, trials);
}

TEST(CommonShock, SpreadsTheNumberOfSurvivors)
{
    const std::vector<double> right = run(shocked_experiment(market_noise)).value;
    const std::vector<double> faulty = run(shocked_experiment(market_noise * seeded_fault)).value;
    const Spread expected = survivors(shock(), accounts);
    const double variance = expected.standard_deviation * expected.standard_deviation;
    expect_agreement(variance_estimate(right), variance_estimate(faulty), variance, 0.004 * variance);
    EXPECT_WITHIN_STANDARD_ERRORS(mean_estimate(right), expected.mean, check_limit, 0.006);
    EXPECT_CAUGHT(mean_estimate(right), expected.mean * seeded_fault, check_limit, 0.006);
    EXPECT_WITHIN_STANDARD_ERRORS(share_with(right, accounts), joint_survival(shock(), accounts), check_limit, 0.001);
    EXPECT_CAUGHT(share_with(right, accounts), joint_survival(shock(), accounts - 1), check_limit, 0.001);
    // Without a common market the spread would be binomial, far less.
    EXPECT_GT(variance, 2.0 * expected.mean * (1.0 - expected.mean / accounts));
}

TEST(CommonShock, LeavesSegmentsIndependent)
{
    Experiment experiment = shocked_experiment(market_noise);
    for (Account& account : experiment.accounts) {
        account.segment = account.id;
    }
    const double one = joint_survival(shock(), 1);
    const double binomial = accounts * one * (1.0 - one);
    const std::vector<double> apart = run(experiment).value;
    EXPECT_WITHIN_STANDARD_ERRORS(variance_estimate(apart), binomial, check_limit, 0.003 * binomial);
    experiment.accounts[1].segment = experiment.accounts[0].segment;
    EXPECT_CAUGHT(variance_estimate(run(experiment).value), binomial, check_limit, 0.004 * binomial);
}

} // namespace
} // namespace kamsim
