// Account managers: leaving, learning, skill, and what their exits cost (eq. 18, 32, 33, 63).

#include <cmath>

#include <gtest/gtest.h>

#include "kamsim/model/closed_forms.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

constexpr double certain = 1e6;

TEST(Managers, LeaveAtTheStatedRate)
{
    constexpr int managers = 20;
    const double rate = 1.4 * (1.3 - 0.6 * 0.8);
    expect_agreement(
        [&](double fault) {
            Experiment experiment = still_programme(managers, 8'000);
            experiment.periods = 8;
            programme_of(experiment).manager_exit = 1.4 * fault;
            lever(experiment, Lever::training) = 0.8;
            // Replacement costs count the exits of all periods.
            experiment.parameters.managers.replacement_cost = 1.0;
            const Outcome outcome = run(experiment);
            return scaled(mean_estimate(outcome.ledger.at(outcome.ledger_index(0, LedgerLine::people))),
                          -1.0 / managers);
        },
        8.0 * chance_within(rate, 0.25), 0.0035);
}

TEST(Managers, TakeAPartOfTheRelationshipWithThem)
{
    Experiment experiment = still_programme(3, 8);
    programme_of(experiment).manager_exit = certain;
    expect_exact(
        [&](double fault) {
            programme_of(experiment).exit_loss = 0.18 * fault;
            return mean_of(run(experiment), Measure::key_relationship, 2);
        },
        0.4 * 0.82 * 0.82 * 0.82, 1e-12);
}

TEST(Managers, CostAReplacementAndWhereStarsArePromotedASeller)
{
    Experiment experiment = still_programme(3, 8);
    programme_of(experiment).manager_exit = certain;
    experiment.parameters.managers.star_loss = 150.0;
    expect_exact(
        [&](double fault) {
            experiment.parameters.managers.replacement_cost = 115.0 * fault;
            return mean_of(run(experiment), Measure::people, 1);
        },
        -3.0 * 115.0, 1e-9);
    experiment.alternatives.front().hiring = HiringPolicy::best_seller;
    experiment.parameters.managers.replacement_cost = 115.0;
    expect_exact(
        [&](double fault) {
            experiment.parameters.managers.star_loss = 150.0 * fault;
            return mean_of(run(experiment), Measure::people, 1);
        },
        -3.0 * 265.0, 1e-9);
}

TEST(StandingManagers, HaveTheirOwnProficiencyAndTheOthersTheUsualOne)
{
    Experiment experiment = still_programme(3, 8);
    experiment.today.managers = {{"first", 0.5}, {"second", std::nullopt}};
    experiment.today.manager_proficiency = 0.7;
    const double kept = std::exp(-std::log(2.0) / experiment.parameters.managers.ramp / experiment.periods_per_year);
    const double full = 0.7 + 0.3 * lever(experiment, Lever::training);
    expect_exact(
        [&](double fault) {
            experiment.today.managers.front().proficiency = 0.5 * fault;
            return mean_of(run(experiment), Measure::manager_proficiency, 0);
        },
        full + ((0.5 + 0.7 + 0.7) / 3.0 - full) * kept, 1e-12);
}

TEST(Proficiency, CoversHalfOfTheDistanceInTheRamp)
{
    Experiment experiment = still_programme(2, 8);
    experiment.today.manager_proficiency = 0.35;
    experiment.periods = 12;
    lever(experiment, Lever::training) = 0.9;
    const auto proficiency_after = [](double years) { return 0.97 + (0.35 - 0.97) * std::exp2(-years / 0.6); };
    expect_exact(
        [&](double fault) {
            experiment.parameters.managers.ramp = 0.6 * fault;
            return mean_of(run(experiment), Measure::manager_proficiency, 3);
        },
        proficiency_after(1.0), 1e-12);
    experiment.parameters.managers.ramp = 0.6;
    EXPECT_NEAR(mean_of(run(experiment), Measure::manager_proficiency, 11), proficiency_after(3.0), 1e-12);

    programme_of(experiment).manager_exit = certain;
    expect_exact(
        [&](double fault) {
            experiment.parameters.managers.newcomer_proficiency = 0.35 * fault;
            return mean_of(run(experiment), Measure::manager_proficiency, 5);
        },
        0.35, 1e-12);
}

/// Close rates show the skill of managers: log-odds 2 * skill here.
Experiment skilled_programme()
{
    Experiment experiment = still_programme(10, 30'000);
    experiment.periods = 1;
    experiment.parameters.expansion.opportunity_rate = 1.0;
    experiment.parameters.expansion.opportunity_base = 1.0;
    experiment.parameters.expansion.close_base = -1.0;
    experiment.parameters.expansion.close_skill = 2.0;
    experiment.parameters.managers.skill_sd = 0.35;
    return experiment;
}

double logistic(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

TEST(Skill, IsNormalAmongManagersAndShiftedByHiring)
{
    expect_agreement(
        [](double fault) {
            Experiment experiment = skilled_programme();
            experiment.parameters.expansion.close_base = -1.0 * fault;
            return estimate_of(run(experiment), Measure::key_close_rate, 0);
        },
        normal_expectation([](double z) { return logistic(-1.0 + 0.7 * z); }), 0.0004);

    // All leave in the first quarter, and specialists follow.
    expect_agreement(
        [](double fault) {
            Experiment experiment = skilled_programme();
            programme_of(experiment).manager_exit = certain;
            experiment.alternatives.front().hiring = HiringPolicy::specialist;
            experiment.parameters.managers.specialist_skill = 0.5 * fault;
            return estimate_of(run(experiment), Measure::key_close_rate, 0);
        },
        normal_expectation([](double z) { return logistic(-1.0 + 2.0 * 0.5 + 0.7 * z); }), 0.0004);
}

TEST(Skill, LeavesTheMeanEffectivenessAlone)
{
    // exp(skill - sd^2 / 2) has mean 1, whatever the spread: seen where effort is nearly linear in effective hours.
    const double small = 1e-4;
    const auto mean_plan = [&](double fault) {
        Experiment experiment = still_programme(10, 20'000);
        experiment.periods = 1;
        experiment.parameters.managers.skill_sd = 0.35;
        experiment.parameters.managers.standing_proficiency = 0.8 * fault;
        experiment.parameters.effort.manager_face_share = 1.0;
        experiment.parameters.effort.half_saturation_hours = 150.0 / small;
        experiment.parameters.development.plan_rate = 4.0;
        programme_of(experiment).manager_time = 1.0;
        return scaled(estimate_of(run(experiment), Measure::plan_completeness, 0), 1.0 / small);
    };
    // Rate 4 * (.4 + .6 / 2) * 1/2 over a quarter; effort ln 2 * effective hours / half-saturation hours.
    expect_agreement(mean_plan, 0.7 * 0.5 * 0.8 * std::log(2.0), 0.0005);
}

} // namespace
} // namespace kamsim
