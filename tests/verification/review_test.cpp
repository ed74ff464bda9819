// Choosing the key accounts (eq. 10-16): how many, which, with how much noise, and what it costs those that lose the
// status.

#include <cmath>

#include <gtest/gtest.h>

#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

double normal_distribution(double z)
{
    return 0.5 * std::erfc(-z / std::sqrt(2.0));
}

/// Two accounts, one place; the first one is `ratio` times as large.
Experiment contest(double ratio, std::int64_t replications)
{
    Experiment experiment = still_programme(2, replications);
    experiment.periods_per_year = 1;
    experiment.periods = 1;
    experiment.alternatives.front().key_accounts = 1;
    experiment.alternatives.front().selection = SelectionPolicy::revenue;
    experiment.accounts.front().revenue = 100.0 * ratio;
    experiment.accounts.front().wallet = 400.0 * ratio;
    return experiment;
}

TEST(Review, GrowsTheListByCreep)
{
    Experiment experiment = still_programme(30, 8);
    experiment.alternatives.front().key_accounts = 5;
    experiment.periods = 24;
    experiment.parameters.review.creep = 2.0;
    lever(experiment, Lever::selection) = 0.2;
    experiment.today.programme_age = 0.5;
    const Outcome outcome = run(experiment);
    for (int year = 0; year < 6; ++year) {
        EXPECT_EQ(mean_of(outcome, Measure::key_accounts, 4 * year), 5.0 + std::floor(2.0 * 0.8 * (0.5 + year)));
    }
    // A creep that makes exactly ten accounts by the last year: a little less makes nine.
    expect_exact(
        [&](double fault) {
            experiment.parameters.review.creep = 10.0 / (0.8 * 5.5 * fault);
            return mean_of(run(experiment), Measure::key_accounts, 20);
        },
        15.0, 1e-12);
}

TEST(Review, ChoosesWithTheNoiseOfAnUndisciplinedHand)
{
    // The first account stays ahead where the difference of two noises is below the log of the ratio.
    constexpr double ratio = 1.5;
    constexpr double noise = 0.25 * 0.8;
    constexpr double replications = 600'000;
    const double expected = normal_distribution(std::log(ratio) / (noise * std::sqrt(2.0)));
    expect_agreement(
        [&](double fault) {
            Experiment experiment = contest(ratio, static_cast<std::int64_t>(replications));
            experiment.parameters.review.noise = 0.25 * fault;
            lever(experiment, Lever::selection) = 0.2;
            return share_estimate(account_mean(run(experiment), AccountMeasure::key, 0, 0), replications);
        },
        expected, 0.0004);
}

TEST(Review, FavoursIncumbents)
{
    // Without noise a challenger needs more than the bonus: the second account grows past it in the sixth year.
    Experiment experiment = contest(1.0, 8);
    experiment.periods = 8;
    experiment.accounts[1].growth = 0.05;
    experiment.parameters.review.incumbency = std::expm1(0.05 * 4.975);
    const auto first_year_of_the_challenger = [&] {
        const Outcome outcome = run(experiment);
        for (int year = 0; year < 8; ++year) {
            if (mean_of(outcome, Measure::key_share, year) > 0.5
                && account_mean(outcome, AccountMeasure::key, 1, year + 1) > 0.5) {
                return year;
            }
        }
        return -1;
    };
    EXPECT_EQ(first_year_of_the_challenger(), 5);
    experiment.parameters.review.incumbency = std::expm1(0.05 * 4.975 * 1.01);
    EXPECT_EQ(first_year_of_the_challenger(), 6);
}

TEST(Review, TakesRelationshipAndSatisfactionFromThoseThatLoseTheStatus)
{
    Experiment experiment = contest(1.1, 8);
    experiment.periods = 3;
    experiment.accounts[1].growth = 0.06; // ahead from the third review on
    expect_exact(
        [&](double fault) {
            experiment.parameters.review.demotion = 0.09 * fault;
            return mean_of(run(experiment), Measure::relationship, 2);
        },
        0.4 - 0.045, 1e-12);
    const Outcome outcome = run(experiment);
    EXPECT_NEAR(mean_of(outcome, Measure::satisfaction, 1), 0.5, 1e-12);
    EXPECT_EQ(account_mean(outcome, AccountMeasure::key, 0, 3), 0.0);
    EXPECT_EQ(account_mean(outcome, AccountMeasure::key, 1, 3), 1.0);
}

/// Which of two accounts is chosen, where the second has this much of the first one's revenue.
bool second_is_chosen(Experiment experiment, double revenue)
{
    experiment.accounts[1].revenue = revenue;
    return account_mean(run(experiment), AccountMeasure::key, 1, 0) > 0.5;
}

/// Revenue of the second account from which on it is chosen.
double threshold_revenue(const Experiment& experiment)
{
    double low = 1.0;
    double high = 300.0;
    while (high - low > 1e-9) {
        const double middle = 0.5 * (low + high);
        (second_is_chosen(experiment, middle) ? high : low) = middle;
    }
    return high;
}

TEST(Review, WeighsRevenuePotentialAndFitInTheScoreMatrix)
{
    // Scores (1-d) b + d (b+g)/2 (.6 + .8 fit). The first account has revenue 100, potential 400 and fit .5; the second
    // one, with all cells live, has revenue x and potential x.
    constexpr double d = 0.7;
    constexpr double fit = 0.9;
    Experiment experiment = contest(1.0, 8);
    experiment.alternatives.front().selection = SelectionPolicy::score_matrix;
    lever(experiment, Lever::selection) = d;
    experiment.accounts[1].live_cells = 12.0;
    const auto lead = [&](double x, double second_fit) {
        const double first = (1.0 - d) * 100.0 / (100.0 + x) + d * 0.5 * (100.0 / (100.0 + x) + 400.0 / (400.0 + x));
        const double b = x / (100.0 + x);
        return (1.0 - d) * b + d * 0.5 * (b + x / (400.0 + x)) * (0.6 + 0.8 * second_fit) - first;
    };
    double expected = 1.0;
    for (double step = 128.0; step > 1e-12; step *= 0.5) {
        expected += lead(expected + step, fit) < 0.0 ? step : 0.0;
    }
    expect_exact(
        [&](double fault) {
            experiment.accounts[1].fit = fit * fault;
            return threshold_revenue(experiment);
        },
        expected, 1e-6);
}

} // namespace
} // namespace kamsim
