// What variance reduction brings on the engine: controls are exact where they explain everything, and none of the
// techniques is credited with what it does not do.

#include <cmath>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/decision/luck_controls.hpp"
#include "kamsim/decision/variance_reduction.hpp"
#include "kamsim/model/account_columns.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/paired.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

/// Accounts whose revenue is their wallet, and nothing else moves.
Experiment wallets_alone()
{
    Experiment experiment = still_experiment(3, 1024);
    experiment.parameters.market.wallet_correlation = 0.3;
    experiment.discount_rate = 0.1;
    for (Account& account : experiment.accounts) {
        account.wallet = account.revenue;
        account.live_cells = account.cells;
        account.growth = 0.05;
        account.volatility = 0.2;
    }
    return experiment;
}

TEST(LuckControls, ExplainEverythingWhereWalletsAreAllThatMoves)
{
    const auto experiment = wallets_alone();
    const auto outcome = run(experiment);
    const auto controls = luck_controls(experiment, experiment.replications);
    const std::vector<std::vector<double>> wallets{controls.front().values};
    const auto reduced = with_controls(outcome.value, wallets);
    EXPECT_GT(reduction_ratio(outcome.value, reduced, 0.95).ratio, 1e12);
}

TEST(LuckControls, HaveNoExpectation)
{
    auto experiment = small_experiment();
    for (const LuckControl& control : luck_controls(experiment, 4096)) {
        const Moments moments = sample_moments(control.values);
        EXPECT_GT(moments.variance(), 0.0) << control.name;
        // Seven controls within 4 standard errors: a false alarm once in 2,000.
        EXPECT_LT(std::fabs(moments.mean), 4.0 * moments.standard_error()) << control.name;
    }
    const auto uncertain = uncertain_experiment(8);
    EXPECT_THROW(static_cast<void>(luck_controls(uncertain, 8)), std::invalid_argument);
}

TEST(VarianceReduction, MeasuresCommonLuckAsTheRunHasIt)
{
    auto experiment = small_experiment();
    experiment.replications = 512;
    ReductionRequest request;
    request.replications = 512;
    const auto found = measure_variance_reduction(experiment, request);
    EXPECT_EQ(found.rows.size(), 4u + 6u);
    const Outcome outcome = simulate(experiment);
    const auto values = [&](int alternative) {
        return std::span(outcome.value).subspan(outcome.value_index(alternative, 0), 512);
    };
    for (const auto& row : found.rows) {
        EXPECT_EQ(row.common_luck.has_value(), row.quantity.against.has_value());
        EXPECT_FALSE(row.sobol_worlds);
        if (row.quantity.against) {
            EXPECT_EQ(row.common_luck->ratio,
                      pairing_ratio(values(row.quantity.alternative), values(*row.quantity.against), 0.95).ratio);
        }
    }
}

/// One uncertain input that the value is linear in, and no luck: antithetic pairs leave nothing, Sobol points little.
TEST(VarianceReduction, SeesWhatDesignsOfWorldsBring)
{
    Experiment experiment = still_experiment(2, 64);
    for (Account& account : experiment.accounts) {
        account.gross_margin = 0.5; // so that no factor takes it out of its range
    }
    UncertainInput input;
    input.name = "accounts.gross_margin";
    input.target = UncertainTarget::account_number;
    input.entry = 0;
    while (std::string_view(number_columns[input.entry].name) != "gross_margin") {
        ++input.entry;
    }
    input.distribution = UniformDistribution{0.9, 1.1};
    input.application = UncertainApplication::factor;
    experiment.uncertainty.inputs = {input};
    ReductionRequest request;
    request.replications = 64;
    request.randomisations = 30;
    request.worlds = 16;
    const auto found = measure_variance_reduction(experiment, request);
    const auto& row = found.rows.front();
    EXPECT_GT(row.antithetic_worlds->ratio, 1e12);
    // Sixteen stratified points of a line have 1/256 of the variance of random ones.
    EXPECT_LT(row.sobol_worlds->interval.low, 256.0);
    EXPECT_GT(row.sobol_worlds->interval.high, 256.0);
    EXPECT_EQ(found.futures_per_world, 8);
}

TEST(VarianceReduction, RefusesWhatIsTooLittle)
{
    ReductionRequest request;
    request.randomisations = 10;
    EXPECT_THROW(static_cast<void>(measure_variance_reduction(small_experiment(), request)), std::invalid_argument);
    ReductionOptions options;
    options.goes_on = [] { return false; };
    EXPECT_THROW(static_cast<void>(measure_variance_reduction(small_experiment(), {}, options)), SimulationStopped);
}

} // namespace
} // namespace kamsim
