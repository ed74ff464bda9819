// The uncertain inputs of an experiment as coordinates of a space.

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/input_space.hpp"
#include "kamsim/statistics/distributions.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

UncertainInput parameter(const char* path, Distribution distribution)
{
    UncertainInput input;
    input.name = path;
    input.target = UncertainTarget::model_parameter;
    input.entry = model_entry(path);
    input.distribution = std::move(distribution);
    return input;
}

Experiment two_inputs()
{
    Experiment experiment = still_experiment(4, 8);
    experiment.uncertainty.inputs = {parameter("retention.save", UniformDistribution{0.0, 2.0}),
                                     parameter("expansion.opportunity_rate", NormalDistribution{1.5, 0.1})};
    return experiment;
}

TEST(InputSpace, SetsTheValuesOfAPointAndForgetsThoseBefore)
{
    Experiment experiment = two_inputs();
    UncertainInput margin;
    margin.name = "accounts.gross_margin";
    margin.target = UncertainTarget::account_number;
    margin.entry = static_cast<std::size_t>(NumberColumn::gross_margin);
    margin.distribution = UniformDistribution{0.5, 1.5};
    margin.application = UncertainApplication::factor;
    experiment.uncertainty.inputs.push_back(margin);
    const InputSpace space(experiment);
    ASSERT_EQ(space.size(), 3U);
    Experiment copy = space.certain_copy();
    space.set(std::vector{0.25, 1.0, 0.5}, copy);
    space.set(std::vector{0.75, 2.0, 0.8}, copy);
    EXPECT_EQ(model_catalogue()[model_entry("retention.save")].value_in(copy.parameters), 0.75);
    EXPECT_EQ(model_catalogue()[model_entry("expansion.opportunity_rate")].value_in(copy.parameters), 2.0);
    EXPECT_EQ(copy.accounts[0].gross_margin, experiment.accounts[0].gross_margin * 0.8);
    EXPECT_TRUE(copy.uncertainty.inputs.empty());
    EXPECT_THROW(space.set(std::vector{1.0}, copy), std::invalid_argument);
}

TEST(InputSpace, TheGivenValuesLeaveTheExperimentAsItIs)
{
    const Experiment experiment = two_inputs();
    const InputSpace space(experiment);
    const double save = model_catalogue()[model_entry("retention.save")].value_in(experiment.parameters);
    EXPECT_EQ(space.given_value(0), save);
    Experiment factor = two_inputs();
    factor.uncertainty.inputs[0].application = UncertainApplication::factor;
    factor.uncertainty.inputs[1].application = UncertainApplication::addend;
    EXPECT_EQ(InputSpace(factor).given_value(0), 1.0);
    EXPECT_EQ(InputSpace(factor).given_value(1), 0.0);
}

TEST(InputSpace, NotANumberLeavesTheExperimentAsItIs)
{
    const Experiment experiment = two_inputs();
    const InputSpace space(experiment);
    Experiment copy = space.certain_copy();
    space.set(std::vector{0.25, 1.0}, copy);
    space.set(std::vector{std::nan(""), 1.0}, copy);
    EXPECT_EQ(model_catalogue()[model_entry("retention.save")].value_in(copy.parameters),
              model_catalogue()[model_entry("retention.save")].value_in(experiment.parameters));
    EXPECT_EQ(model_catalogue()[model_entry("expansion.opportunity_rate")].value_in(copy.parameters), 1.0);
}

TEST(InputSpace, ThereIsNoGivenValueWhereStructuresDiffer)
{
    Experiment experiment = small_experiment();
    UncertainInput setup;
    setup.name = "structures.matrix.setup";
    setup.target = UncertainTarget::structure_parameter;
    setup.entry = structure_entry("setup");
    setup.structures = {2, 3};
    setup.distribution = UniformDistribution{1.0, 2.0};
    experiment.uncertainty.inputs = {setup};
    EXPECT_FALSE(InputSpace(experiment).given_value(0).has_value());
    setup.structures = {2};
    experiment.uncertainty.inputs = {setup};
    EXPECT_EQ(InputSpace(experiment).given_value(0), experiment.structures[2].parameters.setup);
}

TEST(InputSpace, CorrelatedCoordinatesFollowTheGaussianCopula)
{
    Experiment experiment = two_inputs();
    experiment.uncertainty.correlations = {{0, 1, 0.6}};
    const InputSpace space(experiment);
    const double correlation = 2.0 * std::sin(std::acos(-1.0) / 6.0 * 0.6); // of the normals behind (Pearson 1907)
    const auto values = space.values_at(std::vector{standard_normal_below(1.0), standard_normal_below(-0.5)});
    EXPECT_NEAR(values[0], 2.0 * standard_normal_below(1.0), 1e-12);
    const double normal = correlation * 1.0 + std::sqrt(1.0 - correlation * correlation) * -0.5;
    EXPECT_NEAR(values[1], 1.5 + 0.1 * normal, 1e-9);
}

} // namespace
} // namespace kamsim
