#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/break_even_size.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/synthetic_portfolio.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace kamsim {
namespace {

/// A supplier too small for any programme.
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

/// Mean difference of the programme to none at a size.
double difference_at(Experiment experiment, double factor)
{
    for (Account& account : experiment.accounts) {
        account.revenue *= factor;
        account.wallet *= factor;
    }
    const Outcome outcome = simulate(experiment);
    return compare(experiment, outcome).alternatives[1].difference.mean;
}

TEST(BreakEvenSize, TheDifferenceChangesItsSignThere)
{
    const Experiment experiment = small_supplier();
    const BreakEvenSize size = find_break_even_size(experiment);
    ASSERT_TRUE(size.is_found);
    EXPECT_EQ(size.alternative, 1);
    EXPECT_GT(size.factor, 1.0);
    EXPECT_LT(size.low, size.factor);
    EXPECT_GT(size.high, size.factor);
    // One per cent to either side, on the same luck.
    EXPECT_LT(difference_at(experiment, 0.99 * size.factor), 0.0);
    EXPECT_GT(difference_at(experiment, 1.01 * size.factor), 0.0);
    EXPECT_THAT(break_even_size_sentence(experiment, size),
                testing::HasSubstr("early_stage would be the first to pay"));
}

TEST(BreakEvenSize, SaysWhereNothingPays)
{
    Experiment experiment = small_supplier();
    experiment.structures[1].parameters.fixed_cost = 1e7;
    BreakEvenSizeOptions options;
    options.largest_factor = 4.0;
    const BreakEvenSize size = find_break_even_size(experiment, options);
    EXPECT_FALSE(size.is_found);
    EXPECT_EQ(size.largest_tried, 4.0);
    EXPECT_THAT(break_even_size_sentence(experiment, size), testing::HasSubstr("no programme was found to pay"));
}

TEST(BreakEvenSize, RefusesABaselineWithAProgramme)
{
    Experiment experiment = small_supplier();
    experiment.baseline = 1;
    EXPECT_THROW(static_cast<void>(find_break_even_size(experiment)), std::invalid_argument);
}

} // namespace
} // namespace kamsim
