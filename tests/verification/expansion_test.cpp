// Opportunities, close rates, won, onboarding and lost cells, and what a won cell costs (eq. 36-41, 66).

#include <cmath>

#include <gtest/gtest.h>

#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

double logistic(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

/// A rate so high that every period brings the most cells that a count allows.
constexpr double certain = 1e5;
constexpr double most_cells = 8.0;

/// Everything that stirs opportunities and close rates, at a key account.
Experiment stirred_experiment()
{
    Experiment experiment = still_programme(1, 8);
    experiment.periods = 1;
    ExpansionParameters& p = experiment.parameters.expansion;
    p.opportunity_rate = 1.5;
    p.opportunity_base = 1.3;
    p.opportunity_innovator_role = 0.45;
    p.opportunity_metrics = 0.15;
    p.innovator_boost = 1.5;
    p.ordinary_global_latency = 3.0;
    p.close_base = -0.9;
    p.close_relationship = 2.2;
    p.close_specialist = 0.5;
    p.close_technical_role = 0.6;
    p.close_competition = 1.0;
    experiment.parameters.effort.base_effort = 0.15;
    StructureParameters& s = programme_of(experiment);
    s.latency_local = 1.3;
    s.latency_global = 1.6;
    s.role_innovator = 0.55;
    s.role_technical_expert = 0.85;
    s.specialist = 0.75;
    lever(experiment, Lever::metrics) = 0.2;
    Account& account = experiment.accounts.front();
    account.innovator = true;
    account.global_share = 0.4;
    account.relationship = 0.7;
    account.competition = 0.8;
    return experiment;
}

TEST(Opportunities, ComeAtTheStatedRateAtKeyAccountsAndOthers)
{
    Experiment experiment = stirred_experiment();
    const double stirred = 1.3 + 0.45 * (0.55 * 0.6) * 0.15 + 0.15 * 0.8;
    const double key_latency = 0.6 * 1.3 + 0.4 * 1.6;
    expect_exact(
        [&](double fault) {
            programme_of(experiment).latency_global = 1.6 * fault;
            return mean_of(run(experiment), Measure::opportunities, 0);
        },
        0.25 * 1.5 * (9.0 / 12.0) * stirred * 2.5 / key_latency, 1e-12);

    experiment.alternatives.front().key_accounts = 0;
    expect_exact(
        [&](double fault) {
            experiment.parameters.expansion.ordinary_global_latency = 3.0 * fault;
            return mean_of(run(experiment), Measure::opportunities, 0);
        },
        0.25 * 1.5 * (9.0 / 12.0) * 1.3 * 2.5 / (0.6 + 0.4 * 3.0), 1e-12);
}

TEST(Opportunities, CloseAtTheStatedRateAtKeyAccountsAndOthers)
{
    Experiment experiment = stirred_experiment();
    const double ordinary = -0.9 + 2.2 * 0.3 - 1.0 * 0.3;
    expect_exact(
        [&](double fault) {
            programme_of(experiment).specialist = 0.75 * fault;
            return mean_of(run(experiment), Measure::key_close_rate, 0);
        },
        logistic(ordinary + 0.5 * 0.75 + 0.6 * (0.85 * 0.6)), 1e-12);

    experiment.alternatives.front().key_accounts = 0;
    expect_exact(
        [&](double fault) {
            experiment.parameters.expansion.close_relationship = 2.2 * fault;
            return mean_of(run(experiment), Measure::other_close_rate, 0);
        },
        logistic(ordinary), 1e-12);
}

TEST(Opportunities, GrowWithMoneyAtAKeyAccount)
{
    Experiment experiment = still_programme(1, 8);
    experiment.periods = 1;
    experiment.parameters.expansion.opportunity_rate = 1.0;
    experiment.parameters.expansion.opportunity_money = 0.9;
    experiment.parameters.effort.money_scale = 0.008;
    expect_exact(
        [&](double fault) {
            experiment.alternatives.front().investment_budget = 4.0 * fault;
            return mean_of(run(experiment), Measure::opportunities, 0);
        },
        0.25 * 0.75 * 0.9 * (1.0 - std::exp(-4.0 / (0.008 * 400.0))), 1e-12);
}

class WonCells : public testing::TestWithParam<int> {}; // periods a year

/// So many cells are free that winning some changes no rate.
Experiment vast_experiment(int periods_per_year, std::int64_t replications)
{
    Experiment experiment = still_experiment(100, replications);
    experiment.periods_per_year = periods_per_year;
    experiment.periods = 2 * periods_per_year;
    ExpansionParameters& p = experiment.parameters.expansion;
    p.opportunity_rate = 1.5;
    p.opportunity_base = 1.3;
    p.close_base = -0.9;
    for (Account& account : experiment.accounts) {
        account.cells = 1e6;
        account.live_cells = 1.0;
        account.wallet = 1e8;
    }
    return experiment;
}

TEST_P(WonCells, FollowThePoissonRate)
{
    const double yearly = 1.5 * 1.3 * logistic(-0.9);
    expect_agreement(
        [&](double fault) {
            Experiment experiment = vast_experiment(GetParam(), 4'000);
            experiment.parameters.expansion.opportunity_rate *= fault;
            const Outcome outcome = run(experiment);
            return scaled(estimate_of(outcome, Measure::cells_onboarding, outcome.periods - 1), 0.01);
        },
        2.0 * yearly, 0.002);
}

TEST_P(WonCells, GoLiveAfterOnboarding)
{
    const double dt = 1.0 / GetParam();
    const double won = 1.5 * 1.3 * logistic(-0.9) * dt;
    const double waits = std::exp(-0.3 * 0.7 * dt);
    double waiting = 0.0;
    for (int period = 0; period < 2 * GetParam(); ++period) {
        waiting = (waiting + won) * waits;
    }
    expect_agreement(
        [&](double fault) {
            Experiment experiment = vast_experiment(GetParam(), 6'000);
            experiment.parameters.expansion.onboarding_rate = 0.3 * fault;
            const Outcome outcome = run(experiment);
            return scaled(estimate_of(outcome, Measure::cells_live, outcome.periods - 1), 0.01);
        },
        1.0 + 2.0 * GetParam() * won - waiting, 0.0005);
}

INSTANTIATE_TEST_SUITE_P(PeriodsPerYear, WonCells, testing::Values(1, 4));

TEST(WonCellsExactly, StopAtEightAPeriodAndAtTheFreeOnes)
{
    Experiment experiment = still_experiment(1, 8);
    experiment.parameters.expansion.opportunity_rate = certain;
    experiment.parameters.expansion.opportunity_base = 1.0;
    experiment.parameters.expansion.onboarding_rate = 2.0;
    const double waits = std::exp(-2.0 * 0.7 * 0.25);
    // 9 cells are free: 8 in the first quarter, and the last one in the second.
    expect_exact(
        [&](double fault) {
            experiment.parameters.expansion.onboarding_rate = 2.0 * fault;
            return mean_of(run(experiment), Measure::cells_onboarding, 3);
        },
        ((most_cells * waits + 1.0) * waits) * waits * waits, 1e-12);
}

TEST(WonCellsExactly, PayCommissionByTiersOfTheirYearlyValue)
{
    Experiment experiment = still_experiment(1, 8);
    experiment.periods = 1;
    experiment.parameters.expansion.opportunity_rate = certain;
    experiment.parameters.expansion.opportunity_base = 1.0;
    LedgerParameters& p = experiment.parameters.ledger;
    p.commission_low = 0.15;
    p.commission_middle = 0.10;
    p.commission_high = 0.05;
    p.commission_tier_1 = 200.0;
    p.commission_tier_2 = 2000.0;
    const auto commission_on = [&](double cell_value, double fault) {
        Account& account = experiment.accounts.front();
        account.wallet = 12.0 * cell_value * fault;
        account.revenue = 3.0 * cell_value * fault;
        return line_of(run(experiment), LedgerLine::commission);
    };
    expect_exact([&](double fault) { return commission_on(150.0, fault); }, -most_cells * 22.5, 1e-9);
    expect_exact([&](double fault) { return commission_on(1'000.0, fault); }, -most_cells * 110.0, 1e-9);
    expect_exact([&](double fault) { return commission_on(5'000.0, fault); }, -most_cells * 360.0, 1e-9);
}

TEST(LostCells, FollowTheRateOfAnUneasyCustomer)
{
    Experiment experiment = still_experiment(100, 3'500);
    experiment.periods = 8;
    ExpansionParameters& p = experiment.parameters.expansion;
    p.cell_loss_satisfaction = 2.5;
    p.cell_loss_relationship = 1.5;
    for (Account& account : experiment.accounts) {
        account.cells = 2'000.0;
        account.live_cells = 1'000.0;
        account.satisfaction = 0.4;
        account.relationship = 0.6;
    }
    const double yearly = 0.001 * std::exp(2.5 * 0.1 - 1.5 * 0.2);
    expect_agreement(
        [&](double fault) {
            p.cell_loss_rate = 0.001 * fault;
            const Estimate live = scaled(estimate_of(run(experiment), Measure::cells_live, 7), 0.01);
            return Estimate{1'000.0 - live.value, live.standard_error};
        },
        1'000.0 * (1.0 - std::pow(1.0 - 0.25 * yearly, 8)), 0.0028);
}

TEST(LostCells, SpareTheLastOneAndTakeTheOriginalOnesInProportion)
{
    Experiment experiment = still_experiment(1, 8);
    experiment.periods_per_year = 1;
    experiment.periods = 2;
    experiment.accounts.front().cells = 12.0;
    experiment.accounts.front().live_cells = 4.0;
    experiment.parameters.expansion.opportunity_rate = certain;
    experiment.parameters.expansion.opportunity_base = 1.0;
    experiment.parameters.expansion.onboarding_rate = certain;
    experiment.parameters.expansion.cell_loss_rate = certain;
    // Each year 8 cells are won, go live at once, and 8 of all 12 are lost: a third of the original 4 is left each
    // time.
    const Outcome outcome = run(experiment);
    EXPECT_NEAR(mean_of(outcome, Measure::cells_live, 1), 4.0, 1e-12);
    const double revenue = experiment.accounts.front().revenue;
    expect_exact(
        [&](double fault) {
            experiment.accounts.front().revenue = revenue * fault;
            return mean_of(run(experiment), Measure::retained, 1);
        },
        revenue / 9.0, 1e-9);
    EXPECT_NEAR(mean_of(outcome, Measure::expansion, 1), revenue * 8.0 / 9.0, 1e-9);
}

} // namespace
} // namespace kamsim
