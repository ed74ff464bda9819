// Targets of satisfaction and relationship, service failures, rising expectations, champions (eq. 23-31).

#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// So fast that a quarter brings everything to its target.
constexpr double at_once = 1e4;

/// A mature programme (M = .85 * .75) whose key account is at its targets.
Experiment settled_programme()
{
    Experiment experiment = still_programme(1, 8);
    experiment.periods = 8;
    experiment.today.programme_age = 1'000.0;
    experiment.parameters.effort.base_effort = 0.3;
    DevelopmentParameters& p = experiment.parameters.development;
    p.satisfaction_rate = at_once;
    p.satisfaction_base = 0.3;
    p.satisfaction_own = 0.5;
    p.satisfaction_mean = 0.53;
    p.satisfaction_effort = 0.22;
    p.satisfaction_maturity = 0.28;
    p.satisfaction_demanding = 0.08;
    p.relationship_rate = at_once;
    p.relationship_base = 0.43;
    p.relationship_own = 0.5;
    p.relationship_mean = 0.40;
    p.relationship_effort = 0.30;
    p.relationship_maturity = 0.20;
    p.relationship_plan = 0.08;
    p.relationship_competition = 0.14;
    p.relationship_money = 0.10;
    p.relationship_partner = 0.05;
    p.relationship_no_metrics = 0.04;
    StructureParameters& structure = programme_of(experiment);
    structure.maturity_ceiling = 0.85;
    structure.role_project_manager = 0.65;
    structure.role_relationship_lead = 0.85;
    lever(experiment, Lever::sponsorship) = 0.8;
    lever(experiment, Lever::metrics) = 0.2; // the mean of the levers stays one half
    Account& account = experiment.accounts.front();
    account.satisfaction = 0.45;
    account.relationship = 0.6;
    account.demanding = 0.9;
    account.competition = 0.7;
    return experiment;
}

constexpr double maturity = 0.85 * 0.75;
constexpr double coverage = 0.6 + 0.4 * maturity;

TEST(SatisfactionTarget, SumsWhatServiceGivesAndDemandsTake)
{
    Experiment experiment = settled_programme();
    const double expected =
        0.3 + 0.5 * (0.45 - 0.53) + 0.22 * 0.3 * (0.5 + 0.5 * 0.65 * coverage) + 0.28 * maturity - 0.08 * 0.4;
    expect_exact(
        [&](double fault) {
            experiment.parameters.development.satisfaction_effort = 0.22 * fault;
            return mean_of(run(experiment), Measure::key_satisfaction, 0);
        },
        expected, 1e-12);
    expect_exact(
        [&](double fault) {
            experiment.parameters.development.satisfaction_effort = 0.22;
            experiment.parameters.development.satisfaction_demanding = 0.08 * fault;
            return mean_of(run(experiment), Measure::key_satisfaction, 0);
        },
        expected, 1e-12);
}

TEST(RelationshipTarget, SumsWhatCareGivesAndCompetitionTakes)
{
    Experiment experiment = settled_programme();
    experiment.accounts.front().partner = true;
    experiment.alternatives.front().investment_budget = 2.0;
    experiment.parameters.effort.money_scale = 0.008;
    const double expected = 0.43 + 0.5 * (0.6 - 0.4) + 0.30 * 0.3 * (0.5 + 0.5 * 0.85 * coverage)
                            + 0.20 * maturity * 1.3 - 0.14 * 0.2 + 0.10 * (1.0 - std::exp(-2.0 / (0.008 * 400.0)))
                            + 0.05 - 0.04 * 0.8;
    for (double DevelopmentParameters::*parameter :
         {&DevelopmentParameters::relationship_effort, &DevelopmentParameters::relationship_maturity,
          &DevelopmentParameters::relationship_competition, &DevelopmentParameters::relationship_money,
          &DevelopmentParameters::relationship_partner, &DevelopmentParameters::relationship_no_metrics}) {
        const double right = experiment.parameters.development.*parameter;
        expect_exact(
            [&](double fault) {
                experiment.parameters.development.*parameter = right * fault;
                return mean_of(run(experiment), Measure::key_relationship, 0);
            },
            expected, 1e-12);
        experiment.parameters.development.*parameter = right;
    }
}

TEST(Expectations, RiseEveryYearUpToALimit)
{
    Experiment experiment = settled_programme();
    const double before = mean_of(run(experiment), Measure::key_satisfaction, 0);
    DevelopmentParameters& p = experiment.parameters.development;
    p.edge_limit = 0.08;
    expect_exact(
        [&](double fault) {
            p.expectation_rise = 0.055 * fault;
            return mean_of(run(experiment), Measure::key_satisfaction, 3);
        },
        before - 0.055, 1e-12);
    expect_exact(
        [&](double fault) {
            p.edge_limit = 0.08 * fault;
            return mean_of(run(experiment), Measure::key_satisfaction, 7);
        },
        before - 0.08, 1e-12);
}

TEST(Expectations, AreOutrunByAProgrammeThatReviewsItselfAndFadeWithoutOne)
{
    Experiment experiment = settled_programme();
    const double before = mean_of(run(experiment), Measure::key_satisfaction, 0);
    DevelopmentParameters& p = experiment.parameters.development;
    p.plan_rate = at_once; // the plan is complete from the first quarter on
    p.edge_limit = 1.0;
    p.expectation_rise = 0.055;
    const double gain = 0.30 * maturity * (0.4 + 0.6 * 0.5);
    expect_exact(
        [&](double fault) {
            p.edge_gain = 0.30 * fault;
            return mean_of(run(experiment), Measure::key_satisfaction, 3);
        },
        before + gain - 0.055, 1e-12);

    p.edge_gain = 0.30;
    p.edge_fade = 0.5;
    experiment.alternatives.front().plan = {{1.0, 0}};
    const double ordinary = 0.3 + 0.5 * (0.45 - 0.53) + 0.22 * 0.3 * 0.5 - 0.08 * 0.4;
    expect_exact(
        [&](double fault) {
            p.edge_fade = 0.5 * fault;
            return mean_of(run(experiment), Measure::satisfaction, 7);
        },
        ordinary + (gain - 0.055) * std::exp(-0.5), 1e-12);
}

/// Failures and exits only: what is missing of satisfaction and relationship counts them.
Experiment failing_experiment(Experiment experiment)
{
    experiment.periods = 4;
    for (Account& account : experiment.accounts) {
        account.satisfaction = 1.0;
        account.relationship = 1.0;
        account.demanding = 0.8;
    }
    DevelopmentParameters& p = experiment.parameters.development;
    p.failure_rate = 1.2;
    p.failure_satisfaction = 0.01;
    p.failure_relationship = 0.005;
    return experiment;
}

Estimate missing(const Outcome& outcome, Measure measure, double loss)
{
    const Estimate left = estimate_of(outcome, measure, outcome.periods - 1);
    return scaled({1.0 - left.value, left.standard_error}, 1.0 / loss);
}

TEST(ServiceFailures, ArePoissonAndHurtBoth)
{
    const auto simulated = [](double fault) {
        Experiment experiment = failing_experiment(still_experiment(100, 3'000));
        experiment.parameters.development.failure_rate *= fault;
        return run(experiment);
    };
    const Outcome right = simulated(1.0);
    const Outcome faulty = simulated(seeded_fault);
    expect_agreement(missing(right, Measure::satisfaction, 0.01), missing(faulty, Measure::satisfaction, 0.01),
                     1.2 * 1.3, 0.0025);
    expect_agreement(missing(right, Measure::relationship, 0.005), missing(faulty, Measure::relationship, 0.005),
                     1.2 * 1.3, 0.0025);
}

TEST(ServiceFailures, AreFewerAndRepairedWhereManagersMayDecide)
{
    // (1 - authority * M / 2) as many, of which recover * authority is repaired at once.
    const double expected = 1.2 * 1.3 * (1.0 - 0.5 * 0.85 * 0.75) * (1.0 - 0.6 * 0.85);
    expect_agreement(
        [](double fault) {
            Experiment experiment = failing_experiment(still_programme(20, 12'000));
            experiment.today.programme_age = 1'000.0;
            experiment.parameters.development.failure_recovery = 0.6;
            programme_of(experiment).authority = 0.85 * fault;
            programme_of(experiment).maturity_ceiling = 1.0;
            return missing(run(experiment), Measure::satisfaction, 0.01);
        },
        expected, 0.0013);
}

TEST(Champions, LeaveAndTakeAPartOfTheRelationship)
{
    const auto exits = [](double fault) {
        Experiment experiment = failing_experiment(still_programme(20, 12'000));
        DevelopmentParameters& p = experiment.parameters.development;
        p.failure_rate = 0.0;
        p.champion_exit = 2.0 * fault;
        p.champion_loss = 0.02;
        programme_of(experiment).contact = 0.65;
        return missing(run(experiment), Measure::relationship, 0.02 * 0.35);
    };
    expect_agreement(exits, 4.0 * chance_within(2.0, 0.25), 0.0025);
}

} // namespace
} // namespace kamsim
