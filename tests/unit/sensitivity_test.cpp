#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/break_even.hpp"
#include "kamsim/decision/sensitivity.hpp"
#include "kamsim/decision/varied_experiments.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/report/sensitivity_report.hpp"
#include "support/experiments.hpp"
#include "support/stochastic_check.hpp"

namespace kamsim {
namespace {

constexpr int matrix = 2;
constexpr int centralized = 3;

UncertainInput setup_input(int structure, double low, double high)
{
    UncertainInput input;
    input.name = "structures." + small_experiment().structures[static_cast<std::size_t>(structure)].name + ".setup";
    input.target = UncertainTarget::structure_parameter;
    input.entry = structure_entry("setup");
    input.structures = {structure};
    input.distribution = UniformDistribution{low, high};
    return input;
}

/// Programmes that begin on the first day, so that their setup is paid at once and the value falls by just as much.
/// Rebuilding would cost a share of the setup once more.
Experiment with_setups(std::vector<UncertainInput> inputs)
{
    Experiment experiment = small_experiment();
    forget_today(experiment);
    experiment.today.structure = 0;
    for (Structure& structure : experiment.structures) {
        structure.parameters.rebuild_rate = 0.0;
    }
    experiment.alternatives[matrix].plan = {{0.0, matrix}};
    experiment.alternatives[centralized].plan = {{0.0, centralized}};
    experiment.uncertainty.inputs = std::move(inputs);
    return experiment;
}

StudyValues simulated(const SensitivitySpace& space, const PointDesign& design, const StudyOptions& options = {})
{
    return study(space.certain(), study_plan(space, design), options);
}

constexpr StudyOutput difference{matrix, centralized};

TEST(Sensitivity, TheTornadoOfACostIsTheCost)
{
    const SensitivitySpace space(
        with_setups({setup_input(matrix, 100.0, 200.0), setup_input(centralized, 0.0, 1000.0)}),
        PolicyInputs::left_as_given);
    const PointDesign design = one_way_design(space, 32);
    const Tornado tornado = tornado_of(space, simulated(space, design), difference);
    ASSERT_EQ(tornado.bars.size(), 2U);
    EXPECT_EQ(tornado.bars[0].input, 1U);
    EXPECT_EQ(tornado.bars[0].low_value, 50.0);
    EXPECT_NEAR(tornado.bars[0].swing, 900.0, 1e-8); // what is paid for the rival
    EXPECT_NEAR(tornado.bars[1].swing, -90.0, 1e-8);
    EXPECT_NEAR(tornado.bars[1].interval.low, -90.0, 1e-6);
    EXPECT_EQ(tornado.interval.kind, IntervalKind::student_t);
}

TEST(Sensitivity, ElementaryEffectsOfCostsAreTheirRanges)
{
    const SensitivitySpace space(
        with_setups({setup_input(matrix, 100.0, 200.0), setup_input(centralized, 0.0, 1000.0)}),
        PolicyInputs::left_as_given);
    const PointDesign design = morris_design(space, 6, 8);
    const auto effects = morris_of(space, design, simulated(space, design), difference, 6);
    EXPECT_NEAR(effects[0].mean, -100.0, 1e-6);
    EXPECT_NEAR(effects[1].mean, 1000.0, 1e-6);
    EXPECT_NEAR(effects[1].standard_deviation, 0.0, 1e-5);
    EXPECT_NEAR(effects[0].luck, 0.0, 1e-6);
}

TEST(Sensitivity, VarianceSharesOfCostsAreThoseOfTheirRanges)
{
    // Variances of uniform costs are as 1 to 4, whatever luck does to the difference: with ranges of 6000 and 12000 it
    // has a standard deviation of 3873 over the inputs.
    const SensitivitySpace space(
        with_setups({setup_input(matrix, 0.0, 6000.0), setup_input(centralized, 0.0, 12000.0)}),
        PolicyInputs::left_as_given);
    const FillingSizes sizes{64, 8, 8};
    const PointDesign design = sobol_design(space, sizes);
    EXPECT_EQ(design.points, 64 * 8 * 4);
    const SobolIndices indices = sobol_of(space, sizes, simulated(space, design), difference);
    EXPECT_GT(indices.luck_variance, 0.5 * indices.variance); // so that uncorrected indices would be 10 % off
    for (const std::size_t k : {std::size_t{0}, std::size_t{1}}) {
        const double share = k == 0 ? 0.2 : 0.8;
        const SobolIndex& index = indices.groups[k];
        EXPECT_WITHIN_STANDARD_ERRORS((Estimate{index.first.value, index.first.standard_error}), share, 5.0,
                                      0.2 * share);
        EXPECT_WITHIN_STANDARD_ERRORS((Estimate{index.total.value, index.total.standard_error}), share, 5.0,
                                      0.2 * share);
    }
}

TEST(Sensitivity, HasTheSameBitsForAnyThreadsAndBatches)
{
    const SensitivitySpace space(uncertain_experiment(8), PolicyInputs::varied);
    const PointDesign design = sobol_design(space, {2, 2, 8});
    StudyOptions one;
    one.threads = 1;
    one.points_per_batch = 3;
    StudyOptions many;
    many.threads = 3;
    many.points_per_batch = 7;
    EXPECT_EQ(simulated(space, design, one).value, simulated(space, design, many).value);
}

TEST(SensitivitySpace, DrawsCorrelatedInputsTogether)
{
    Experiment experiment = with_setups({setup_input(matrix, 0.0, 1.0), setup_input(centralized, 0.0, 1.0)});
    experiment.uncertainty.inputs.push_back(setup_input(1, 0.0, 1.0));
    experiment.uncertainty.correlations = {{0, 2, 0.5}};
    const SensitivitySpace space(experiment, PolicyInputs::left_as_given);
    EXPECT_TRUE(space.has_correlations());
    EXPECT_EQ(space.groups(), (std::vector<std::vector<std::size_t>>{{0, 2}, {1}}));
    EXPECT_THROW(static_cast<void>(morris_design(space, 4, 8)), std::invalid_argument);
    const PointDesign design = sobol_design(space, {2, 1, 8});
    EXPECT_EQ(design.points, 2 * 4);
    // The second mixed point has the second input from B and the pair from A.
    EXPECT_EQ(design.point(3).values[0], design.point(0).values[0]);
    EXPECT_EQ(design.point(3).values[1], design.point(1).values[1]);
    EXPECT_EQ(design.point(2).values[2], design.point(1).values[2]);
    EXPECT_EQ(design.point(2).luck, design.point(0).luck);
    EXPECT_NE(design.point(1).luck, design.point(0).luck);
}

TEST(SensitivitySpace, VariesThePoliciesOfAllDesigns)
{
    const SensitivitySpace space(with_setups({setup_input(matrix, 0.0, 1.0)}), PolicyInputs::varied);
    ASSERT_EQ(space.size(), 7U);
    EXPECT_EQ(space.input(1).name, "policy.selection");
    EXPECT_EQ(space.input(2).levels[3], "at_risk");
    EXPECT_EQ(space.quantile(2, 0.999), 5.0);
    Experiment copy = space.certain();
    auto point = space.given_point();
    point[2] = 3.0;
    space.set(point, copy);
    EXPECT_EQ(copy.alternatives[matrix].attention, AttentionPolicy::at_risk);
    EXPECT_EQ(copy.alternatives[matrix].hiring, space.certain().alternatives[matrix].hiring);
    space.set(space.given_point(), copy);
    EXPECT_EQ(copy.alternatives[matrix].attention, space.certain().alternatives[matrix].attention);
    EXPECT_EQ(copy.structures[matrix].parameters.setup, space.certain().structures[matrix].parameters.setup);
}

TEST(VariedExperiments, TakeTheRangesOfTheEvidence)
{
    const Experiment evidence = with_inputs_of_evidence(small_experiment());
    EXPECT_GT(evidence.uncertainty.inputs.size(), 100U);
    const SensitivitySpace space(evidence, PolicyInputs::left_as_given);
    for (std::size_t k = 0; k < space.size(); ++k) {
        EXPECT_LT(space.quantile(k, 0.05), space.quantile(k, 0.95)) << space.input(k).name;
    }
    // At the given values everything is as it was.
    Experiment copy = space.certain();
    std::vector<double> given;
    for (std::size_t k = 0; k < space.size(); ++k) {
        given.push_back(space.given_value(k));
        EXPECT_FALSE(std::isnan(given.back())) << space.input(k).name;
    }
    space.set(given, copy);
    for (const ModelEntry& entry : model_catalogue()) {
        EXPECT_EQ(entry.value_in(copy.parameters), entry.value_in(space.certain().parameters)) << entry.path;
    }
}

TEST(VariedExperiments, KeepTheNamedInputsAndTheirCorrelations)
{
    const Experiment all = uncertain_experiment(8);
    const auto& inputs = all.uncertainty.inputs;
    const RankCorrelation pair = all.uncertainty.correlations.front();
    const Experiment some = with_inputs(all, std::vector{inputs[pair.second].name, inputs[pair.first].name});
    EXPECT_EQ(some.uncertainty.inputs.size(), 2U);
    ASSERT_EQ(some.uncertainty.correlations.size(), 1U);
    EXPECT_EQ(some.uncertainty.correlations[0].rank, pair.rank);
    EXPECT_THROW(static_cast<void>(with_inputs(all, std::vector<std::string>{"retention.leaving_bse"})),
                 std::invalid_argument);
    EXPECT_EQ(with_alternatives(all, std::vector{matrix, 0}).alternatives[1].name, all.alternatives[0].name);
    EXPECT_THROW(static_cast<void>(with_alternatives(all, std::vector{matrix, matrix})), std::invalid_argument);
}

/// The lead of the better of two designs over the other is linear in its setup.
TEST(BreakEven, OfACostIsTheLeadAndWhatItCostsAlready)
{
    Experiment experiment = with_setups({setup_input(matrix, 0.0, 1e6), setup_input(centralized, 0.0, 1e6)});
    experiment = with_alternatives(experiment, std::vector{matrix, centralized});
    const SensitivitySpace space(experiment, PolicyInputs::left_as_given);
    BreakEvenOptions options;
    options.futures = 64;
    const BreakEvens found = find_break_evens(space, options);
    const auto leading = static_cast<std::size_t>(found.leader == 0 ? 0 : 1);
    const auto& input = found.inputs[leading];
    ASSERT_EQ(input.crossings.size(), 1U);
    const Crossing& crossing = input.crossings[0];
    EXPECT_NEAR(crossing.value, space.given_value(leading) + found.lead, 1e-6 * found.lead);
    EXPECT_TRUE(crossing.leads_below);
    EXPECT_EQ(crossing.takes_over, found.runner_up);
    // The lead's interval moves with its mean, so the bounds are as far as it is wide; bisected in steps of 4 %.
    const double half = found.lead - found.lead_interval.low;
    EXPECT_NEAR(crossing.low, crossing.value - half, 1e6 / 8 / 256);
    EXPECT_NEAR(crossing.high, crossing.value + half, 1e6 / 8 / 256);
    EXPECT_TRUE(found.inputs[1 - leading].crossings.empty());
    EXPECT_TRUE(found.is_complete);
    EXPECT_NE(crossing_sentence(space, found, input, crossing).find("leads while structures."), std::string::npos);
}

TEST(BreakEven, TellsWhatWouldBeSeen)
{
    // Where customers leave more easily the yearly loss of key accounts rises, and that is what is told first.
    Experiment experiment = with_setups({});
    UncertainInput leaving;
    leaving.name = "retention.leaving_base";
    leaving.target = UncertainTarget::model_parameter;
    leaving.entry = model_entry("retention.leaving_base");
    leaving.distribution = UniformDistribution{-6.0, 2.0};
    UncertainInput setup = setup_input(matrix, 0.0, 1e6);
    experiment.uncertainty.inputs = {leaving, setup};
    const SensitivitySpace space(with_alternatives(experiment, std::vector{matrix, centralized}),
                                 PolicyInputs::left_as_given);
    BreakEvenOptions options;
    options.futures = 32;
    const BreakEvens found = find_break_evens(space, options);
    const std::string json = break_even_json(space, found);
    EXPECT_NE(json.find("\"searched\""), std::string::npos);
    EXPECT_NE(break_even_text(space, found, 20).find("As given, "), std::string::npos);
    for (const InputBreakEven& input : found.inputs) {
        for (const Crossing& crossing : input.crossings) {
            if (input.input == 0) {
                ASSERT_FALSE(crossing.observables.empty());
                EXPECT_GT(crossing.observables.front().response, 0.0);
            } else {
                EXPECT_TRUE(crossing.observables.empty()
                            || crossing.observables.front().observable == Observable::programme_cost);
            }
        }
    }
}

TEST(BreakEven, EndsEarlyWhenItIsToldTo)
{
    const SensitivitySpace space(with_setups({setup_input(matrix, 0.0, 1e6)}), PolicyInputs::left_as_given);
    BreakEvenOptions options;
    options.futures = 8;
    options.goes_on = [] { return false; };
    EXPECT_FALSE(find_break_evens(space, options).is_complete);
}

} // namespace
} // namespace kamsim
