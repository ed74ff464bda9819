// Wallets are lognormal with exact steps (eq. 35): mean, variance, covariance over time, and correlation between
// accounts through their segment.

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// One account whose revenue is its wallet at every time.
Experiment wallet_experiment(double growth, double volatility, int periods_per_year, int years,
                             std::int64_t replications)
{
    Experiment experiment = still_experiment(1, replications);
    experiment.periods_per_year = periods_per_year;
    experiment.periods = years * periods_per_year;
    experiment.parameters.market.wallet_correlation = 0.3;
    Account& account = experiment.accounts.front();
    account.wallet = 100.0;
    account.live_cells = account.cells;
    account.growth = growth;
    account.volatility = volatility;
    return experiment;
}

/// Revenue of the last period in every replication: what one period more adds to the value, since a longer horizon
/// changes no other number.
std::vector<double> last_revenue(Experiment experiment)
{
    std::vector<double> revenue = run(experiment).value;
    if (--experiment.periods > 0) {
        const std::vector<double> before = run(experiment).value;
        for (std::size_t k = 0; k < revenue.size(); ++k) {
            revenue[k] -= before[k];
        }
    }
    for (double& value : revenue) {
        value *= experiment.periods_per_year;
    }
    return revenue;
}

class Wallet : public testing::TestWithParam<int> {}; // periods a year

TEST_P(Wallet, MeanGrowsAtTheStatedRate)
{
    constexpr int years = 5;
    expect_agreement(
        [&](double fault) {
            const Outcome outcome = run(wallet_experiment(0.5 * fault, 0.1, GetParam(), years, 10'000));
            return estimate_of(outcome, Measure::revenue, outcome.periods - 1);
        },
        wallet_spread(100.0, 0.5, 0.1, years).mean, 3.0);
}

TEST_P(Wallet, VarianceGrowsWithVolatilityAlone)
{
    constexpr int years = 1;
    const double s = 0.25 * std::sqrt(years);
    const double w = std::exp(s * s);
    const double kurtosis = std::pow(w, 4) + 2.0 * std::pow(w, 3) + 3.0 * w * w - 3.0;
    const Spread expected = wallet_spread(100.0, 0.08, 0.25, years);
    expect_agreement(
        [&](double fault) {
            const Outcome outcome = run(wallet_experiment(0.08, 0.25 * fault, GetParam(), years, 200'000));
            return variance_estimate(moments_of(outcome, Measure::revenue, outcome.periods - 1), kurtosis);
        },
        expected.standard_deviation * expected.standard_deviation, 3.2);
}

INSTANTIATE_TEST_SUITE_P(PeriodsPerYear, Wallet, testing::Values(1, 4));

TEST(WalletsTogether, CorrelateThroughTheirSegment)
{
    // One account at a time: another account changes no draw, so two runs give both wallets of one future.
    const auto logs = [](int number, const char* segment, double correlation) {
        Experiment experiment = wallet_experiment(0.0, 0.2, 1, 1, 60'000);
        experiment.parameters.market.wallet_correlation = correlation;
        experiment.accounts.front().id = "account " + std::to_string(number);
        experiment.accounts.front().segment = segment;
        std::vector<double> result = last_revenue(experiment);
        for (double& value : result) {
            value = std::log(value);
        }
        return result;
    };
    expect_agreement(
        [&](double fault) { return correlation_estimate(logs(1, "one", 0.9 * fault), logs(2, "one", 0.9 * fault)); },
        0.9, 0.001);
    EXPECT_WITHIN_STANDARD_ERRORS(correlation_estimate(logs(1, "one", 0.9), logs(2, "other", 0.9)), 0.0, check_limit,
                                  0.005);
    EXPECT_CAUGHT(correlation_estimate(logs(1, "one", 0.01), logs(2, "one", 0.9)), 0.0, check_limit, 0.005);
}

TEST(GeometricBrownianMotion, AnswersOfTheTextbook)
{
    // GBM-01: Glasserman (2004), section 3.2, start 100, growth .08, volatility .25; recomputed from the formulas.
    const auto revenue = [](int years) { return last_revenue(wallet_experiment(0.08, 0.25, 1, years, 120'000)); };
    const std::vector<double> one = revenue(1);
    const std::vector<double> three = revenue(3);
    EXPECT_WITHIN_STANDARD_ERRORS(mean_estimate(one), 108.328706767, check_limit, 0.1);
    EXPECT_CAUGHT(mean_estimate(one), 108.328706767 * seeded_fault, check_limit, 0.1);
    EXPECT_WITHIN_STANDARD_ERRORS(variance_estimate(one), 27.5108975969 * 27.5108975969, check_limit, 4.5);
    EXPECT_WITHIN_STANDARD_ERRORS(mean_estimate(three), 127.124915032, check_limit, 0.25);
    EXPECT_CAUGHT(mean_estimate(three), 127.124915032 * seeded_fault, check_limit, 0.25);
    EXPECT_WITHIN_STANDARD_ERRORS(correlation_estimate(one, three), 0.559222991349, check_limit, 0.002);

    const std::vector<double> five = revenue(5);
    double below = 0.0;
    for (const double value : five) {
        below += value < 100.0 ? 1.0 : 0.0;
    }
    const auto trials = static_cast<double>(five.size());
    EXPECT_WITHIN_STANDARD_ERRORS(share_estimate(below / trials, trials), 0.331406300738, check_limit, 0.0014);
}

} // namespace
} // namespace kamsim
