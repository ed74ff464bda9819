// Switching structures, and how a programme matures and ages (eq. 7-9, 68, 70, 71): exact, since luck has no part in
// it.

#include <cmath>

#include <gtest/gtest.h>

#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

double logistic(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

/// A programme that starts on the first day.
Experiment starting_programme(int accounts)
{
    Experiment experiment = still_programme(accounts, 8);
    experiment.today.structure = 0;
    experiment.alternatives.front().plan = {{0.0, 1}};
    experiment.discount_rate = 0.1;
    return experiment;
}

TEST(Maturity, IsALogisticOfTheProgrammesAge)
{
    Experiment experiment = starting_programme(1);
    experiment.periods = 40;
    StructureParameters& structure = programme_of(experiment);
    structure.maturity_ceiling = 0.85;
    structure.maturity_scale = 0.9;
    experiment.alternatives.front().levers = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};
    const auto maturity_after = [&](int period) {
        return 0.85 * (0.5 + 0.5 * 0.4) * logistic((0.25 * period - 3.2) / 0.9);
    };
    structure.maturity_midpoint = 3.2;
    const Outcome outcome = run(experiment);
    for (int period = 0; period < experiment.periods; ++period) {
        EXPECT_NEAR(mean_of(outcome, Measure::maturity, period), maturity_after(period), 1e-12);
    }
    expect_exact(
        [&](double fault) {
            structure.maturity_midpoint = 3.2 * fault;
            return mean_of(run(experiment), Measure::maturity, 20);
        },
        maturity_after(20), 1e-12);
}

TEST(Maturity, FillsTheRolesOfAStructure)
{
    Experiment experiment = starting_programme(1);
    StructureParameters& structure = programme_of(experiment);
    structure.maturity_ceiling = 1.0;
    structure.maturity_midpoint = 0.0;
    structure.role_technical_expert = 0.9;
    structure.role_innovator = 0.6;
    expect_exact(
        [&](double fault) {
            structure.role_innovator = 0.6 * fault;
            return mean_of(run(experiment), Measure::role_coverage, 0);
        },
        (0.9 + 0.6) / 6.0 * (0.6 + 0.4 * 0.75 * 0.5), 1e-12);
}

TEST(ProgrammeAge, GrowsAtTheSpeedThatTheLeversGive)
{
    Experiment experiment = starting_programme(2);
    experiment.periods = 8;
    experiment.alternatives.front().levers = {0.1, 0.9, 0.3, 1.0, 0.0, 0.6, 0.7};
    ProgrammeParameters& p = experiment.parameters.programme;
    p.speed_organisation = 0.10;
    p.speed_champion = 0.10;
    p.speed_selection = 0.10;
    p.speed_training = 0.10;
    p.speed_metrics = 0.10;
    p.speed_review = 0.05;
    p.expert_speed = 0.1;
    experiment.accounts.front().expert = true;
    const double speed = (1.0 - 0.08) * (1.0 + 0.3 * 0.4) * (1.0 - 0.04) * 1.1 * 0.9 * 1.02 * 1.02 * (1.0 + 0.1 * 0.5);
    expect_exact(
        [&](double fault) {
            p.speed_sponsorship = 0.15 * fault;
            return mean_of(run(experiment), Measure::programme_age, 7);
        },
        2.0 * speed, 1e-12);
}

TEST(StructureSwitch, BooksItsSetupAtTheStartOfThePeriod)
{
    Experiment experiment = starting_programme(1);
    experiment.alternatives.front().plan = {{2.0, 1}};
    experiment.periods = 16;
    expect_exact(
        [&](double fault) {
            programme_of(experiment).setup = 300.0 * fault;
            return line_of(run(experiment), LedgerLine::transition);
        },
        -300.0 / 1.21, 1e-9);
}

TEST(StructureSwitch, DismissesTheLastManagersAndCarriesAPartOfTheAge)
{
    Experiment experiment = still_programme(6, 8);
    experiment.periods = 8;
    experiment.today.programme_age = 3.0;
    experiment.structures.push_back(experiment.structures.back());
    experiment.structures.back().name = "leaner";
    experiment.structures.back().parameters.load = 4.0;
    experiment.structures.back().parameters.setup = 40.0;
    experiment.alternatives.front().plan = {{1.0, 2}};
    experiment.discount_rate = 0.1;
    experiment.parameters.ledger.severance = 0.5;
    programme_of(experiment).manager_cost = 155.0;
    programme_of(experiment).load = 2.5;
    // From ceil(6 / 2.5) = 3 managers to ceil(6 / 4) = 2: one is dismissed, at the cost of the structure before.
    expect_exact(
        [&](double fault) {
            experiment.parameters.ledger.severance = 0.5 * fault;
            return line_of(run(experiment), LedgerLine::transition);
        },
        -(40.0 + 0.5 * 155.0) / 1.1, 1e-9);
    expect_exact(
        [&](double fault) {
            experiment.parameters.programme.carry = 0.75 * fault;
            return mean_of(run(experiment), Measure::age_lost_at_switch, 4);
        },
        0.25 * 4.0, 1e-12);
    experiment.parameters.programme.carry = 0.75;
    const Outcome outcome = run(experiment);
    EXPECT_NEAR(mean_of(outcome, Measure::programme_age, 4), 3.25, 1e-12);
    EXPECT_EQ(mean_of(outcome, Measure::managers, 3), 3.0);
    EXPECT_EQ(mean_of(outcome, Measure::managers, 4), 2.0);
}

TEST(StructureSwitch, InPlaceChangesNumbersAndNothingElse)
{
    Experiment experiment = still_programme(6, 8);
    experiment.periods = 8;
    experiment.today.programme_age = 3.0;
    experiment.structures.push_back(experiment.structures.back());
    experiment.structures.back().name = "the same, with other numbers";
    experiment.structures.back().parameters.load = 4.0;
    experiment.structures.back().parameters.setup = 40.0;
    experiment.structures.back().parameters.fixed_cost = 70.0;
    experiment.structures.back().parameters.manager_cost = 200.0;
    experiment.alternatives.front().plan = {{1.0, 2, PlanStep::in_place}};
    experiment.parameters.ledger.severance = 0.5;
    programme_of(experiment).manager_cost = 155.0;
    programme_of(experiment).load = 2.5;
    const Outcome outcome = run(experiment);
    EXPECT_EQ(line_of(outcome, LedgerLine::transition), 0.0);
    EXPECT_NEAR(line_of(outcome, LedgerLine::fixed), -70.0, 1e-12);
    EXPECT_NEAR(line_of(outcome, LedgerLine::people), -3.0 * (155.0 + 200.0), 1e-9);
    EXPECT_EQ(mean_of(outcome, Measure::managers, 7), 3.0);
    EXPECT_EQ(mean_of(outcome, Measure::age_lost_at_switch, 4), 0.0);
    EXPECT_NEAR(mean_of(outcome, Measure::programme_age, 4), 4.25, 1e-12);
}

TEST(StructureSwitch, ToNoneEndsTheProgrammeWithADemotion)
{
    Experiment experiment = still_programme(2, 8);
    experiment.alternatives.front().plan = {{1.0, 0}};
    expect_exact(
        [&](double fault) {
            experiment.parameters.review.demotion = 0.09 * fault;
            return mean_of(run(experiment), Measure::satisfaction, 4);
        },
        0.5 - 0.09, 1e-12);
    const Outcome outcome = run(experiment);
    EXPECT_EQ(mean_of(outcome, Measure::programme_on, 3), 1.0);
    EXPECT_EQ(mean_of(outcome, Measure::programme_on, 4), 0.0);
    EXPECT_EQ(mean_of(outcome, Measure::key_accounts, 4), 0.0);
}

} // namespace
} // namespace kamsim
