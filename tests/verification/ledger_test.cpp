// Money lines that luck does not touch (eq. 4, 48, 58-69): every amount by hand.

#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// A mature programme (M = .75) of three accounts with 100, 100 and 600 kEUR; the last one is the key account.
Experiment paying_programme()
{
    Experiment experiment = still_programme(3, 8);
    experiment.periods = 1;
    experiment.today.programme_age = 1'000.0;
    experiment.accounts[2].revenue = 600.0;
    experiment.accounts[2].wallet = 2'400.0;
    experiment.alternatives.front().key_accounts = 1;
    experiment.alternatives.front().selection = SelectionPolicy::revenue;
    programme_of(experiment).maturity_ceiling = 1.0;
    return experiment;
}

TEST(Concessions, AreAShareOfKeyRevenueLessWhatMaturityRecovers)
{
    Experiment experiment = paying_programme();
    StructureParameters& structure = programme_of(experiment);
    structure.concession = 0.018;
    structure.recovery = 0.04;
    lever(experiment, Lever::metrics) = 0.1;
    lever(experiment, Lever::training) = 0.9; // the mean stays one half
    expect_exact(
        [&](double fault) {
            experiment.parameters.ledger.revenue_pay_discount = 0.02 * fault;
            return mean_of(run(experiment), Measure::concession, 0);
        },
        -150.0 * (0.018 + 0.02 * 0.8 - 0.04 * 0.75), 1e-12);
}

TEST(Concessions, PressureOfALargeCustomerIsProportionalToItsShare)
{
    Experiment experiment = paying_programme();
    experiment.parameters.ledger.concentration_threshold = 0.10;
    // Shares 1/8, 1/8, 6/8.
    expect_exact(
        [&](double fault) {
            experiment.parameters.ledger.concentration_discount = 0.1 * fault;
            return mean_of(run(experiment), Measure::concession, 0);
        },
        -0.1 * (2.0 * 25.0 * 0.025 + 150.0 * 0.65), 1e-12);
}

TEST(CostToServe, FallsWithMaturityAndRisesAfterASetup)
{
    Experiment experiment = paying_programme();
    experiment.accounts[2].cost_to_serve = 0.15;
    experiment.accounts[2].gross_margin = 0.35;
    StructureParameters& structure = programme_of(experiment);
    structure.cost_to_serve_rise = 0.08;
    expect_exact(
        [&](double fault) {
            structure.cost_to_serve_change = -0.12 * fault;
            return mean_of(run(experiment), Measure::cost_to_serve, 0);
        },
        150.0 * 0.15 * 0.12 * 0.75, 1e-12);

    experiment.structures.push_back(experiment.structures.back());
    experiment.structures.back().name = "another";
    experiment.alternatives.front().plan = {{0.0, 2}};
    experiment.structures.back().parameters.cost_to_serve_change = 0.0;
    experiment.periods = 9;
    expect_exact(
        [&](double fault) {
            experiment.structures.back().parameters.cost_to_serve_rise = 0.08 * fault;
            return mean_of(run(experiment), Measure::cost_to_serve, 7);
        },
        -150.0 * 0.15 * 0.08, 1e-12);
    EXPECT_EQ(mean_of(run(experiment), Measure::cost_to_serve, 8), 0.0);
}

TEST(ProgrammeCost, IsPeopleFixedCostLeversAndInvestment)
{
    Experiment experiment = paying_programme();
    StructureParameters& structure = programme_of(experiment);
    structure.manager_cost = 155.0;
    structure.team_fte = 0.6;
    structure.fte_cost = 95.0;
    structure.fixed_cost = 180.0;
    structure.lever_scale = 1.3;
    lever(experiment, Lever::training) = 0.8;
    lever(experiment, Lever::review) = 0.4;
    ProgrammeParameters& p = experiment.parameters.programme;
    p.cost_training = 30.0;
    p.cost_organisation = 150.0;
    p.cost_review = 40.0;
    experiment.alternatives.front().investment_budget = 60.0;
    expect_exact(
        [&](double fault) {
            experiment.parameters.ledger.training_pay = 0.15 * fault;
            return mean_of(run(experiment), Measure::people, 0);
        },
        -0.25 * (155.0 * 1.12 + 0.6 * 95.0), 1e-12);
    expect_exact(
        [&](double fault) {
            p.cost_review = 40.0 * fault;
            return mean_of(run(experiment), Measure::fixed, 0);
        },
        -0.25 * (180.0 + 1.3 * (150.0 * 0.25 + 30.0 * 0.64 + 40.0 * 0.16)), 1e-12);
    expect_exact(
        [&](double fault) {
            experiment.alternatives.front().investment_budget = 60.0 * fault;
            return mean_of(run(experiment), Measure::investment, 0);
        },
        -15.0, 1e-12);
}

TEST(StrandedCost, OutlivesALostKeyAccountAndDecays)
{
    Experiment experiment = paying_programme();
    experiment.periods = 6;
    experiment.parameters.retention.leaving_base = 1'000.0;
    experiment.accounts[0].next_renewal = 9.0;
    experiment.accounts[1].next_renewal = 9.0;
    experiment.accounts[2].next_renewal = 0.5; // leaves in the second quarter
    programme_of(experiment).strand = 0.12;
    const double decay = std::exp(-1.5 / 4.0);
    const double sum = 0.25 * 0.12 * 600.0 * (1.0 - std::pow(decay, 5)) / (1.0 - decay);
    expect_exact(
        [&](double fault) {
            experiment.parameters.ledger.stranded_decay = 1.5 * fault;
            return line_of(run(experiment), LedgerLine::stranded);
        },
        -sum, 1e-11);
    EXPECT_EQ(mean_of(run(experiment), Measure::stranded, 0), 0.0);
    EXPECT_NEAR(mean_of(run(experiment), Measure::stranded, 1), -0.25 * 72.0, 1e-12);
}

TEST(Discounting, FollowsTheBookingWithinThePeriod)
{
    Experiment experiment = still_experiment(1, 8);
    experiment.periods = 6;
    const auto value = [&](Booking booking, double rate) {
        experiment.booking = booking;
        experiment.discount_rate = rate;
        return run(experiment).value.front();
    };
    const auto annuity = [](double within) {
        double sum = 0.0;
        for (int period = 0; period < 6; ++period) {
            sum += 25.0 * std::pow(1.1, -0.25 * (period + within));
        }
        return sum;
    };
    expect_exact([&](double fault) { return value(Booking::middle, 0.1 * fault); }, annuity(0.5), 1e-10);
    expect_exact([&](double fault) { return value(Booking::start, 0.1 * fault); }, annuity(0.0), 1e-10);
    expect_exact([&](double fault) { return value(Booking::end, 0.1 * fault); }, annuity(1.0), 1e-10);
}

TEST(Discounting, AtZeroTheValueIsTheSumAndAnyRateLowersIt)
{
    Experiment experiment = small_experiment();
    experiment.discount_rate = 0.0;
    const Outcome undiscounted = run(experiment);
    experiment.discount_rate = 0.001;
    const Outcome discounted = run(experiment);
    const int last = undiscounted.periods - 1;
    for (int alternative = 0; alternative < undiscounted.alternatives; ++alternative) {
        double profit = 0.0;
        for (int period = 0; period <= last; ++period) {
            profit += mean_of(undiscounted, Measure::profit, period, alternative);
        }
        const double value = mean_of(undiscounted, Measure::cumulative_value, last, alternative);
        EXPECT_NEAR(value, profit, 1e-12 * std::abs(profit));
        EXPECT_GT(std::abs(mean_of(discounted, Measure::cumulative_value, last, alternative) - profit),
                  1e-6 * std::abs(profit));
        EXPECT_LT(line_of(discounted, LedgerLine::retained, alternative),
                  line_of(undiscounted, LedgerLine::retained, alternative));
    }
}

TEST(Residual, IsTheLifetimeValueBeyondTheHorizon)
{
    Experiment experiment = still_experiment(1, 8);
    experiment.discount_rate = 0.1;
    experiment.parameters.retention.poaching_rate = 0.05;
    Account& account = experiment.accounts.front();
    account.contract_term = 4.0;
    account.next_renewal = 4.0;
    experiment.first_period_at_risk = false;
    experiment.periods = 1; // nobody has left by then
    const double stays =
        std::pow(1.0 - leaving_chance(-1.5, 1.0), 1.0 / std::sqrt(4.0)) * std::exp(-0.05 * (1.0 - 1.0 / 16.0));
    expect_exact(
        [&](double fault) {
            experiment.parameters.retention.leaving_base = -1.5 * fault;
            return run(experiment).residual_mean.front();
        },
        lifetime_value(100.0, stays, 0.1) * std::pow(1.1, -0.25), 1e-9);
}

} // namespace
} // namespace kamsim
