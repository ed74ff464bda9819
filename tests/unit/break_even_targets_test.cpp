#include <algorithm>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "kamsim/decision/break_even_size.hpp"
#include "kamsim/decision/break_even_targets.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/structure_declarations.hpp"
#include "kamsim/scenario/synthetic_portfolio.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/paired.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

constexpr int programme = 1;
constexpr int none = 0;

/// Four key accounts of 100 kEUR a year from which a programme at constant maturity of 0.375 regains 8 %: 12 kEUR a
/// year. It costs `fixed_cost` a year and 6 kEUR to set up, and nothing else happens.
Experiment still_recovery(double fixed_cost)
{
    Experiment experiment = still_experiment(4, 64);
    StructureParameters& structure = programme_of(experiment);
    structure.maturity_ceiling = 1.0;
    structure.maturity_scale = 1e12;
    structure.recovery = 0.08;
    structure.fixed_cost = fixed_cost;
    structure.setup = 6.0;
    experiment.alternatives.front().name = "none";
    experiment.alternatives.front().key_accounts = 4;
    experiment.alternatives.push_back(experiment.alternatives.front());
    experiment.alternatives.back().name = "programme";
    experiment.alternatives.back().plan = {{0.0, 1}};
    return experiment;
}

BreakEvenTargets targets_of(const Experiment& experiment, int alternative, int against, int year,
                            std::int64_t futures = 64)
{
    BreakEvenTargetOptions options;
    options.futures = futures;
    return find_break_even_targets(experiment, alternative, against, year, options).value();
}

const EffectTarget& effect(const BreakEvenTargets& targets, TargetEffect which)
{
    return targets.effects.at(static_cast<std::size_t>(which));
}

TEST(BreakEvenTargets, AreInClosedFormWhereNothingElseHappens)
{
    // Three years: 36 regained, 66 spent.
    const BreakEvenTargets targets = targets_of(still_recovery(20.0), programme, none, 3);
    EXPECT_NEAR(targets.difference, -30.0, 1e-9);
    EXPECT_NEAR(targets.benefit.benefits, 36.0, 1e-9);
    EXPECT_NEAR(targets.benefit.costs, 66.0, 1e-9);
    EXPECT_NEAR(targets.benefit.needed.ratio, 66.0 / 36.0, 1e-9);

    const EffectTarget& cost = effect(targets, TargetEffect::cost);
    EXPECT_EQ(cost.answer, TargetAnswer::at_a_position);
    EXPECT_FALSE(cost.pays_above);
    EXPECT_NEAR(cost.position, 36.0 / 66.0, 1e-9);
    EXPECT_NEAR(cost.interval.low, cost.position, 1e-9);

    const EffectTarget& size = effect(targets, TargetEffect::size);
    EXPECT_EQ(size.answer, TargetAnswer::at_a_position);
    EXPECT_TRUE(size.pays_above);
    EXPECT_NEAR(size.position, 66.0 / 36.0, 1e-9); // what is regained is in proportion to revenue
    EXPECT_NEAR(size.interval.low, size.position, 1e-6);
    EXPECT_NEAR(size.interval.high, size.position, 1e-6);

    // Nothing grows or leaves, and the ceiling is as high as it can be.
    for (const auto which : {TargetEffect::retention, TargetEffect::expansion, TargetEffect::maturity}) {
        EXPECT_EQ(effect(targets, which).answer, TargetAnswer::never);
        EXPECT_TRUE(std::isnan(effect(targets, which).position));
        EXPECT_FALSE(effect(targets, which).observables.has_value());
    }
}

TEST(BreakEvenTargets, SayHowMuchCouldBeMissing)
{
    // Three years: 36 regained, 18 spent: half of the ceiling would do.
    const BreakEvenTargets targets = targets_of(still_recovery(4.0), programme, none, 3);
    EXPECT_NEAR(targets.difference, 18.0, 1e-9);
    EXPECT_EQ(effect(targets, TargetEffect::retention).answer, TargetAnswer::always);
    double least = 1.0;
    for (const auto& declaration : structure_declarations) {
        if (declaration.member == &StructureParameters::maturity_ceiling) {
            least = std::min({declaration.low[1], declaration.low[2], declaration.low[3]});
        }
    }
    ASSERT_LT(least, 0.5);
    const EffectTarget& maturity = effect(targets, TargetEffect::maturity);
    ASSERT_EQ(maturity.answer, TargetAnswer::at_a_position);
    EXPECT_TRUE(maturity.pays_above);
    EXPECT_NEAR(maturity.position, -0.5 / (1.0 - least), 1e-9);
    ASSERT_TRUE(maturity.observables.has_value());
    EXPECT_NEAR(maturity.observables->key_loss, 0.0, 1e-12);
    EXPECT_NEAR(maturity.observables->net_revenue_retention, 1.0, 1e-12);
}

TEST(BreakEvenTargets, SayWhereNothingHelpsOrNothingIsNeeded)
{
    Experiment useless = still_recovery(20.0);
    programme_of(useless).recovery = 0.0;
    const BreakEvenTargets never = targets_of(useless, programme, none, 3);
    for (const EffectTarget& target : never.effects) {
        EXPECT_EQ(target.answer, TargetAnswer::never);
    }
    EXPECT_EQ(never.benefit.benefits, 0.0);

    Experiment free_of_cost = still_recovery(0.0);
    programme_of(free_of_cost).setup = 0.0;
    const BreakEvenTargets always = targets_of(free_of_cost, programme, none, 3);
    EXPECT_EQ(effect(always, TargetEffect::cost).answer, TargetAnswer::always);
    EXPECT_EQ(effect(always, TargetEffect::size).answer, TargetAnswer::always);
    EXPECT_NEAR(always.benefit.needed.ratio, 0.0, 1e-12);
}

/// Mean difference of the cumulative values at the end of a year.
double difference_at(const Experiment& experiment, int alternative, int year)
{
    const Outcome outcome = simulate(experiment);
    return mean_of(outcome, Measure::cumulative_difference, year * experiment.periods_per_year - 1, alternative);
}

TEST(BreakEvenTargets, MeetTheLuckOfTheRunInItsFirstYears)
{
    Experiment experiment = small_experiment();
    experiment.replications = 256;
    const BreakEvenTargets targets = targets_of(experiment, 2, experiment.baseline, 2, 256);
    EXPECT_EQ(targets.futures, 256);
    EXPECT_NEAR(targets.difference, difference_at(experiment, 2, 2), 1e-6);
    EXPECT_LT(targets.interval.low, targets.difference);
    EXPECT_NEAR(targets.benefit.benefits - targets.benefit.costs, targets.difference, 1e-6);
}

/// A supplier too small for the programme of the second alternative.
Experiment small_supplier()
{
    Experiment experiment;
    experiment.replications = 512;
    experiment.parameters = default_parameters();
    experiment.accounts = draw_synthetic_portfolio({30, 0, 4'000.0, 1});
    for (const auto structure : {BuiltInStructure::none, BuiltInStructure::early_stage}) {
        experiment.structures.push_back(built_in_structure(structure));
        Alternative alternative;
        alternative.name = name(structure);
        alternative.plan = {{0.0, static_cast<int>(experiment.structures.size()) - 1}};
        alternative.key_accounts = 4;
        experiment.alternatives.push_back(alternative);
    }
    return experiment;
}

TEST(BreakEvenTargets, FindTheSizeThatTheSearchForItFinds)
{
    const Experiment experiment = small_supplier();
    const BreakEvenTargets targets = targets_of(experiment, 1, 0, 7, 512);
    const EffectTarget& size = effect(targets, TargetEffect::size);
    ASSERT_EQ(size.answer, TargetAnswer::at_a_position);
    EXPECT_LT(size.interval.low, size.position);
    EXPECT_GT(size.interval.high, size.position);
    // Both halve the same stretch on the same luck and end with a straight line, one four times and one six times.
    const double found = find_break_even_size(experiment).factor;
    EXPECT_NEAR(size.position, found, 0.02 * found);
}

TEST(BreakEvenTargets, MeetTheWorldsOfTheRun)
{
    const Experiment experiment = uncertain_experiment(8);
    const Outcome outcome = simulate(experiment);
    const BreakEvenTargets targets = targets_of(experiment, 2, 0, 3, experiment.replications);
    EXPECT_EQ(targets.worlds, outcome.worlds);
    EXPECT_EQ(targets.interval.kind, IntervalKind::student_t_over_worlds);
    const auto values = [&](int alternative) {
        return std::span(outcome.value)
            .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
    };
    EXPECT_NEAR(targets.difference, paired_moments(values(2), values(0)).mean, 1e-6);
}

TEST(BreakEvenTargets, RefuseWhatCannotPay)
{
    const Experiment experiment = still_recovery(1.0);
    EXPECT_THROW(static_cast<void>(find_break_even_targets(experiment, none, programme, 3)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(find_break_even_targets(experiment, programme, programme, 3)),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(find_break_even_targets(experiment, programme, 7, 3)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(find_break_even_targets(experiment, programme, none, 0)), std::invalid_argument);
    BreakEvenTargetOptions options;
    options.goes_on = [] { return false; };
    EXPECT_FALSE(find_break_even_targets(experiment, programme, none, 3, options).has_value());
}

} // namespace
} // namespace kamsim
