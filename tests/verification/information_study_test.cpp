// Values of information through the whole engine: designs that differ by costs alone, so that their lead is normal and
// its worth a closed form; nested simulation, regression and data of a trial must agree with it and with each other.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/information_study.hpp"
#include "kamsim/decision/pilot.hpp"
#include "kamsim/decision/value_of_information.hpp"
#include "kamsim/random/draws.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

/// What knowing a normal lead is worth (unit normal loss integral).
double normal_value(double mean, double deviation)
{
    const double z = mean / deviation;
    const double density = std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    return mean * 0.5 * std::erfc(-z / std::numbers::sqrt2) + deviation * density - std::max(0.0, mean);
}

UncertainInput setup_of(int structure, double mean, double deviation)
{
    UncertainInput input;
    input.name = "structures." + std::to_string(structure) + ".setup";
    input.target = UncertainTarget::structure_parameter;
    input.entry = structure_entry("setup");
    input.structures = {structure};
    input.distribution = NormalDistribution{mean, deviation};
    input.minimum = 0.0;
    return input;
}

/// Two designs with the same structure but for its setup, which is paid once at the start: means 500 and 520, standard
/// deviations 60 and 80. Nothing else tells them apart, so the lead of the first is normal.
Experiment rival_setups(std::int64_t worlds)
{
    Experiment experiment = small_experiment();
    experiment.structures[2].parameters.rebuild_rate = 0.0; // a rebuild would cost a part of the setup once more
    experiment.structures.push_back(experiment.structures[2]);
    experiment.structures.back().name = "rival";
    const int rival = static_cast<int>(experiment.structures.size()) - 1;
    auto first = experiment.alternatives[2];
    auto second = first;
    second.name = "rival";
    second.plan.front().structure = rival;
    experiment.alternatives = {first, second};
    experiment.baseline = 0;
    experiment.today.structure = 0;
    experiment.uncertainty.inputs = {setup_of(2, 500.0, 60.0), setup_of(rival, 520.0, 80.0)};
    experiment.uncertainty.futures_per_world = 8;
    experiment.replications = worlds * 8;
    return experiment;
}

TEST(InformationStudy, RegressionFindsTheClosedForms)
{
    const auto experiment = rival_setups(1024);
    const auto outcome = simulate(experiment);
    const auto found = value_of_information(experiment, outcome, groups_by_mechanism(experiment), 0.95);
    // Sobol worlds integrate a smooth function of two inputs to well below 1 %.
    EXPECT_NEAR(found.losses.perfect_information.mean, normal_value(20.0, 100.0), 0.01 * normal_value(20.0, 100.0));
    ASSERT_EQ(found.inputs.size(), 2U);
    EXPECT_EQ(found.inputs[0].group.inputs.front(), 1U);
    EXPECT_NEAR(found.inputs[0].value.mean, normal_value(20.0, 80.0), 0.01 * normal_value(20.0, 80.0));
    EXPECT_NEAR(found.inputs[1].value.mean, normal_value(20.0, 60.0), 0.01 * normal_value(20.0, 60.0));
    EXPECT_LE(found.inputs[0].value.mean, found.losses.perfect_information.mean);
    ASSERT_EQ(found.groups.size(), 1U);
    EXPECT_NEAR(found.groups[0].value.mean, normal_value(20.0, 100.0), 0.01 * normal_value(20.0, 100.0));
}

TEST(InformationStudy, NestedSimulationFindsThemToo)
{
    const auto experiment = rival_setups(256);
    const InputGroup rival{"rival", {1}};
    const auto found = nested_value(experiment, rival, {256, 16, 8}, 0.95);
    ASSERT_TRUE(found);
    const double truth = normal_value(20.0, 80.0);
    EXPECT_WITHIN_STANDARD_ERRORS((Estimate{found->mean, found->standard_error}), truth, check_limit, 0.15 * truth);
    EXPECT_GT(found->uncorrected, found->mean);
    StudyOptions options;
    options.goes_on = [] { return false; };
    EXPECT_FALSE(nested_value(experiment, rival, {}, 0.95, options));
}

TEST(InformationStudy, NestedSimulationRefusesHalfOfACorrelation)
{
    auto experiment = rival_setups(64);
    experiment.uncertainty.correlations = {{0, 1, 0.5}};
    EXPECT_THROW(static_cast<void>(nested_value(experiment, {"rival", {1}}, {}, 0.95)), std::invalid_argument);
    EXPECT_TRUE(nested_value(experiment, {"both", {0, 1}}, {8, 4, 8}, 0.95));
}

TEST(InformationStudy, AScoreWithTheSameNoiseGainsNothingAndAProgrammeIsNeeded)
{
    const auto experiment = uncertain_experiment(8);
    ScorePlan plan;
    plan.noise = {1.0, 0.0};
    const auto gains = value_of_better_score(experiment, plan, 0.95);
    const auto designs = experiment.alternatives.size();
    ASSERT_EQ(gains.size(), 2 * designs);
    for (std::size_t k = 0; k < designs; ++k) {
        EXPECT_EQ(gains[k].mean, 0.0);
        EXPECT_EQ(gains[k].interval.high, 0.0);
    }
    EXPECT_EQ(gains[designs].mean, 0.0); // without a programme nobody acts on the score
    EXPECT_TRUE(std::any_of(gains.begin(), gains.end(), [](const ScoreGain& gain) { return gain.mean != 0.0; }));
    EXPECT_DOUBLE_EQ(gains.back().yearly, gains.back().mean * yearly_amount(experiment));
    auto without_interest = experiment;
    without_interest.discount_rate = 0.0;
    EXPECT_NEAR(yearly_amount(without_interest), static_cast<double>(experiment.periods_per_year) / experiment.periods,
                1e-12);
    plan.noise = {-0.5};
    EXPECT_THROW(static_cast<void>(value_of_better_score(experiment, plan, 0.95)), std::invalid_argument);
}

/// Worlds whose chance of losing an account is logistic of a normal number, and a lead that falls with the chance.
struct PilotWorlds {
    std::vector<double> chances;
    Eigen::MatrixXd leads;
};

PilotWorlds pilot_worlds(Eigen::Index worlds)
{
    PilotWorlds made{{}, Eigen::MatrixXd(worlds, 1)};
    for (Eigen::Index world = 0; world < worlds; ++world) {
        const double z = normal_of((static_cast<double>(world) + 0.5) / static_cast<double>(worlds));
        made.chances.push_back(1.0 / (1.0 + std::exp(1.5 - 0.5 * z)));
        made.leads(world, 0) = 1000.0 * (0.2 - made.chances.back());
    }
    return made;
}

/// Value of the losses of k accounts, by counting over all numbers of losses and all worlds.
double exact_pilot_value(const PilotWorlds& made, int accounts)
{
    double informed = 0.0;
    double choose = 1.0;
    const auto worlds = static_cast<double>(made.chances.size());
    for (int losses = 0; losses <= accounts; ++losses) {
        double lead = 0.0;
        for (std::size_t world = 0; world < made.chances.size(); ++world) {
            const double p = made.chances[world];
            lead += choose * std::pow(p, losses) * std::pow(1.0 - p, accounts - losses)
                    * made.leads(static_cast<Eigen::Index>(world), 0) / worlds;
        }
        informed += std::max(0.0, lead);
        choose *= static_cast<double>(accounts - losses) / (losses + 1);
    }
    return informed - std::max(0.0, made.leads.mean());
}

TEST(Pilot, IsThatOfAllItsOutcomes)
{
    const auto made = pilot_worlds(4096);
    PilotPlan plan;
    plan.accounts = {10, 30, 100, 2000};
    plan.cost_of_account = 0.1;
    const auto pilot = value_of_pilot(made.chances, made.leads, plan, 0.95);
    EXPECT_NEAR(pilot.limit.mean, made.leads.cwiseMax(0.0).mean() - std::max(0.0, made.leads.mean()),
                0.005 * pilot.limit.mean);
    double before = 0.0;
    for (const auto& size : pilot.sizes) {
        if (size.accounts <= 100) {
            // Eight trials of 4096 worlds: a standard error of about 1 %.
            const double truth = exact_pilot_value(made, size.accounts);
            EXPECT_NEAR(size.value.mean, truth, 0.04 * truth) << size.accounts;
        }
        EXPECT_GT(size.value.mean, before);
        EXPECT_LT(size.value.mean, pilot.limit.mean);
        EXPECT_DOUBLE_EQ(size.net, size.value.mean - 0.1 * size.accounts);
        before = size.value.mean;
    }
    EXPECT_GT(pilot.sizes.back().value.mean, 0.97 * pilot.limit.mean);
    plan.accounts = {0};
    EXPECT_THROW(static_cast<void>(value_of_pilot(made.chances, made.leads, plan, 0.95)), std::invalid_argument);
}

TEST(Pilot, ChancesOfLossFollowTheWorldAndNotItsLuck)
{
    Experiment experiment = small_experiment();
    UncertainInput leaving;
    leaving.name = "retention.leaving_base";
    leaving.target = UncertainTarget::model_parameter;
    leaving.entry = model_entry("retention.leaving_base");
    leaving.distribution = UniformDistribution{-3.0, 0.0};
    experiment.uncertainty.inputs = {leaving};
    experiment.uncertainty.futures_per_world = 8;
    experiment.replications = 128 * 8;
    const auto outcome = simulate(experiment);
    const auto chances = loss_chances(experiment, outcome, 2, 4);
    ASSERT_EQ(chances.size(), 128U);
    std::vector<std::pair<double, double>> pairs;
    for (std::size_t world = 0; world < chances.size(); ++world) {
        pairs.emplace_back(outcome.world_inputs[world], chances[world]);
    }
    std::sort(pairs.begin(), pairs.end());
    EXPECT_GT(pairs.back().second, 1.5 * pairs.front().second);
    int falling = 0;
    for (std::size_t k = 8; k + 8 < pairs.size(); ++k) {
        falling += pairs[k].second < pairs[k - 1].second ? 1 : 0;
    }
    EXPECT_LT(falling, 12);
    EXPECT_THROW(static_cast<void>(loss_chances(experiment, outcome, 0, 4)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
