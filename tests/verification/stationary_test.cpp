// Relationship, satisfaction and markets revert to a level in exact steps (eq. 3): mean and spread at any time are
// those of an Ornstein-Uhlenbeck process, for years, quarters and months alike.

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// Both quantities in one experiment; the limits 0 and 1 are ten standard deviations away from everything below.
struct Process {
    double rate;
    double noise;
};

constexpr Process satisfaction{1.4, 0.02};
constexpr Process relationship{0.8, 0.02};
constexpr double start = 0.7;
constexpr double level = 0.3;

Outcome simulate_both(const Process& q, const Process& r, int periods_per_year, int years, int accounts,
                      std::int64_t replications)
{
    Experiment experiment = still_experiment(accounts, replications);
    experiment.periods_per_year = periods_per_year;
    experiment.periods = years * periods_per_year;
    DevelopmentParameters& p = experiment.parameters.development;
    p.satisfaction_rate = q.rate;
    p.satisfaction_noise = q.noise;
    p.satisfaction_base = level;
    p.relationship_rate = r.rate;
    p.relationship_noise = r.noise;
    p.relationship_base = level;
    for (Account& account : experiment.accounts) {
        account.satisfaction = start;
        account.relationship = start;
    }
    return run(experiment);
}

Spread after_a_year(const Process& process)
{
    return reversion_spread(start, level, process.rate, process.noise, 1.0);
}

class Reversion : public testing::TestWithParam<int> {}; // periods a year

TEST_P(Reversion, MeanIsTheSameForAnyLengthOfPeriod)
{
    const int per_year = GetParam();
    const auto simulated = [&](double fault) {
        return simulate_both({satisfaction.rate * fault, satisfaction.noise},
                             {relationship.rate * fault, relationship.noise}, per_year, 1, 10, 1'000);
    };
    const Outcome right = simulated(1.0);
    const Outcome faulty = simulated(seeded_fault);
    const auto check = [&](Measure measure, const Process& process) {
        expect_agreement(estimate_of(right, measure, per_year - 1), estimate_of(faulty, measure, per_year - 1),
                         after_a_year(process).mean, 2e-4);
    };
    check(Measure::satisfaction, satisfaction);
    check(Measure::relationship, relationship);
}

TEST_P(Reversion, SpreadIsTheSameForAnyLengthOfPeriod)
{
    const int per_year = GetParam();
    const auto simulated = [&](double fault) {
        return simulate_both({satisfaction.rate, satisfaction.noise * fault},
                             {relationship.rate, relationship.noise * fault}, per_year, 1, 1, 160'000);
    };
    const Outcome right = simulated(1.0);
    const Outcome faulty = simulated(seeded_fault);
    const auto check = [&](Measure measure, const Process& process) {
        const double expected = std::pow(after_a_year(process).standard_deviation, 2);
        expect_agreement(variance_estimate(moments_of(right, measure, per_year - 1), 3.0),
                         variance_estimate(moments_of(faulty, measure, per_year - 1), 3.0), expected,
                         0.0038 * expected);
    };
    check(Measure::satisfaction, satisfaction);
    check(Measure::relationship, relationship);
}

TEST_P(Reversion, SettlesInTheStationaryLaw)
{
    const int per_year = GetParam();
    constexpr int years = 3;
    const Process fast{3.0, 0.04};
    const double infinite = std::numeric_limits<double>::infinity();
    const Spread expected = reversion_spread(start, level, fast.rate, fast.noise, infinite);
    const Outcome outcome = simulate_both(fast, fast, per_year, years, 1, 25'000);
    const Moments& moments = moments_of(outcome, Measure::satisfaction, outcome.periods - 1);
    EXPECT_WITHIN_STANDARD_ERRORS(mean_estimate(moments), expected.mean, check_limit, 2e-4);
    EXPECT_CAUGHT(mean_estimate(moments), expected.mean * seeded_fault, check_limit, 2e-4);
    EXPECT_WITHIN_STANDARD_ERRORS(variance_estimate(moments, 3.0), std::pow(expected.standard_deviation, 2),
                                  check_limit, 0.01 * std::pow(expected.standard_deviation, 2));
}

TEST_P(Reversion, MarketsSpreadAsAnOrnsteinUhlenbeckProcess)
{
    // At an enormous weight of the market an account leaves exactly where its market is below a threshold, so the
    // losses of accounts in segments of their own show the market's distribution.
    const int per_year = GetParam();
    constexpr int accounts = 100;
    constexpr double rate = 0.5;
    constexpr double noise = 0.02;
    constexpr double weight = 1e6;
    const double threshold = -1.2 * reversion_spread(0.0, 0.0, rate, noise, 1.0).standard_deviation;
    expect_agreement(
        [&](double fault) {
            Experiment experiment = still_experiment(accounts, 7'000);
            experiment.periods_per_year = per_year;
            experiment.periods = per_year;
            experiment.parameters.market.reversion = rate;
            experiment.parameters.market.volatility = noise * fault;
            experiment.parameters.retention.market = weight;
            experiment.parameters.retention.leaving_base = weight * threshold;
            for (Account& account : experiment.accounts) {
                account.segment = account.id;
            }
            const Outcome outcome = run(experiment);
            return scaled(estimate_of(outcome, Measure::customers, per_year - 1), 1.0 / accounts);
        },
        0.5 * std::erfc(-1.2 / std::sqrt(2.0)), 0.0004);
}

INSTANTIATE_TEST_SUITE_P(PeriodsPerYear, Reversion, testing::Values(1, 4, 12));

} // namespace
} // namespace kamsim
