// Worlds: draws of what is uncertain, their correlations, and what they make of an experiment.

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/model/worlds.hpp"
#include "support/experiments.hpp"
#include "support/still_experiment.hpp"

namespace kamsim {
namespace {

using ::testing::HasSubstr;

/// Two shared inputs and two that each account has of its own, in many worlds; nothing is simulated.
Experiment four_inputs(std::int64_t worlds, WorldDesign design)
{
    Experiment experiment = still_experiment(40, 2 * worlds);
    experiment.uncertainty.design = design;
    experiment.uncertainty.futures_per_world = 2;
    for (const char* name : {"first", "second", "third", "fourth"}) {
        UncertainInput input;
        input.name = name;
        input.target = UncertainTarget::account_number;
        input.entry = static_cast<std::size_t>(NumberColumn::wallet);
        input.distribution = LognormalDistribution{1.0, 0.5};
        input.application = UncertainApplication::factor;
        experiment.uncertainty.inputs.push_back(input);
    }
    experiment.uncertainty.inputs[1].distribution = UniformDistribution{1.0, 2.0};
    experiment.uncertainty.inputs[1].scope = UncertainScope::each;
    experiment.uncertainty.inputs[3].distribution = PertDistribution{1.0, 1.5, 4.0};
    experiment.uncertainty.inputs[3].scope = UncertainScope::each;
    experiment.uncertainty.correlations = {{0, 2, 0.7}, {1, 3, -0.5}, {0, 1, 0.4}};
    return experiment;
}

std::vector<double> shared_column(const Worlds& worlds, std::size_t column, std::size_t columns)
{
    std::vector<double> values;
    for (std::size_t k = column; k < worlds.shared_draws().size(); k += columns) {
        values.push_back(worlds.shared_draws()[k]);
    }
    return values;
}

std::vector<double> account_column(const Worlds& worlds, std::size_t input, std::size_t account)
{
    std::vector<double> values;
    for (std::int64_t world = 0; world < worlds.count(); ++world) {
        values.push_back(worlds.account_draw(world, input, account));
    }
    return values;
}

std::vector<double> ranks(const std::vector<double>& values)
{
    std::vector<std::size_t> order(values.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        order[k] = k;
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> result(values.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        result[order[rank]] = static_cast<double>(rank);
    }
    return result;
}

double rank_correlation(const std::vector<double>& first, const std::vector<double>& second)
{
    return correlation_estimate(ranks(first), ranks(second)).value;
}

class EveryDesign : public testing::TestWithParam<WorldDesign> {};

TEST_P(EveryDesign, ReproducesRankCorrelations)
{
    constexpr std::int64_t count = 16'384;
    const Experiment experiment = four_inputs(count, GetParam());
    const Worlds worlds(experiment);
    const auto first = shared_column(worlds, 0, 2);
    const auto third = shared_column(worlds, 1, 2);
    const auto second = account_column(worlds, 1, 7);
    const auto fourth = account_column(worlds, 3, 7);
    // Four standard errors of a rank correlation of 16384 independent worlds are at most 0.031; a false alarm comes in
    // one of 15800 checks. Where both inputs follow the design, the error is smaller still.
    EXPECT_NEAR(rank_correlation(first, third), 0.7, 0.02);
    EXPECT_NEAR(rank_correlation(second, fourth), -0.5, 0.028);
    EXPECT_NEAR(rank_correlation(first, second), 0.4, 0.028);
    EXPECT_NEAR(rank_correlation(third, fourth), 0.0, 0.031);
    // Accounts of one world have nothing in common but what they share with it.
    const auto other_account = account_column(worlds, 3, 8);
    EXPECT_NEAR(rank_correlation(fourth, other_account), 0.0, 0.031);
}

TEST_P(EveryDesign, LeavesTheDistributionsAsTheyAre)
{
    constexpr std::int64_t count = 16'384;
    const Experiment experiment = four_inputs(count, GetParam());
    const Worlds worlds(experiment);
    const std::vector<std::vector<double>> columns{shared_column(worlds, 0, 2), account_column(worlds, 1, 3),
                                                   shared_column(worlds, 1, 2), account_column(worlds, 3, 3)};
    for (std::size_t input = 0; input < columns.size(); ++input) {
        const Distribution& distribution = experiment.uncertainty.inputs[input].distribution;
        auto sorted = columns[input];
        std::sort(sorted.begin(), sorted.end());
        for (const double probability : {0.05, 0.5, 0.95}) {
            const auto place = static_cast<std::size_t>(probability * static_cast<double>(count));
            // Four standard errors of the share below a quantile.
            const double error = 4.0 * std::sqrt(probability * (1.0 - probability) / static_cast<double>(count));
            EXPECT_NEAR(chance_of_at_most(distribution, sorted[place]), probability, error) << input;
        }
    }
}

std::string name_of_design(const testing::TestParamInfo<WorldDesign>& how)
{
    constexpr std::array names{"Sobol", "LatinHypercube", "Random"};
    return names.at(static_cast<std::size_t>(how.param));
}

INSTANTIATE_TEST_SUITE_P(Worlds, EveryDesign,
                         testing::Values(WorldDesign::sobol, WorldDesign::latin_hypercube, WorldDesign::random),
                         name_of_design);

TEST(Worlds, CorrelatedLatinHypercubeStrataStayExact)
{
    constexpr std::int64_t count = 500;
    const Experiment experiment = four_inputs(count, WorldDesign::latin_hypercube);
    const Worlds worlds(experiment);
    for (std::size_t column = 0; column < 2; ++column) {
        std::set<int> strata;
        for (const double value : shared_column(worlds, column, 2)) {
            strata.insert(static_cast<int>(chance_of_at_most(LognormalDistribution{1.0, 0.5}, value) * count));
        }
        EXPECT_EQ(strata.size(), static_cast<std::size_t>(count));
    }
}

TEST(Worlds, AnotherAccountLeavesTheDrawsOfTheOthersAlone)
{
    const Experiment experiment = four_inputs(64, WorldDesign::sobol);
    Experiment larger = experiment;
    larger.accounts.insert(larger.accounts.begin(), plain_account(1000));
    const Worlds worlds(experiment);
    const Worlds of_larger(larger);
    for (const std::size_t input : {1U, 3U}) {
        for (std::size_t account = 0; account < experiment.accounts.size(); ++account) {
            ASSERT_EQ(account_column(worlds, input, account), account_column(of_larger, input, account + 1));
        }
    }
    EXPECT_TRUE(std::equal(worlds.shared_draws().begin(), worlds.shared_draws().end(), of_larger.shared_draws().begin(),
                           of_larger.shared_draws().end()));
}

TEST(Worlds, AnotherSeedGivesOtherWorlds)
{
    Experiment experiment = four_inputs(64, WorldDesign::sobol);
    const Worlds worlds(experiment);
    Experiment other = experiment;
    other.seed += 1;
    const Worlds of_other(other);
    for (std::size_t k = 0; k < worlds.shared_draws().size(); ++k) {
        EXPECT_NE(worlds.shared_draws()[k], of_other.shared_draws()[k]);
    }
}

TEST(Worlds, EnteringAWorldSetsWhatWasDrawnAndNothingElse)
{
    const Experiment experiment = uncertain_experiment(2);
    const Worlds worlds(experiment);
    Experiment copy = worlds.certain_copy();
    for (const std::int64_t world : {5L, 0L, 12L}) {
        worlds.enter(world, copy);
        const double* shared = worlds.shared_draws().data() + world * 4;
        EXPECT_EQ(copy.parameters.retention.leaving_base, shared[0]);
        EXPECT_EQ(copy.structures[2].parameters.load, shared[1]);
        EXPECT_EQ(copy.discount_rate, shared[2]);
        EXPECT_EQ(copy.structures[3].parameters.load, experiment.structures[3].parameters.load);
        EXPECT_EQ(copy.parameters.retention.save, experiment.parameters.retention.save);
        for (std::size_t k = 0; k < copy.accounts.size(); ++k) {
            const Account& account = copy.accounts[k];
            const Account& before = experiment.accounts[k];
            EXPECT_EQ(account.gross_margin, std::min(1.0, before.gross_margin * shared[3]));
            EXPECT_EQ(account.wallet, std::max(account.revenue, before.wallet * worlds.account_draw(world, 3, k)));
            EXPECT_EQ(account.tender, worlds.account_draw(world, 6, k) >= 0.5);
            EXPECT_EQ(account.revenue, before.revenue);
            EXPECT_EQ(account.relationship, before.relationship);
        }
        EXPECT_NO_THROW(validate(copy));
    }
}

TEST(Worlds, WhatMustHoldBetweenColumnsHolds)
{
    Experiment experiment = four_inputs(256, WorldDesign::random);
    experiment.uncertainty.correlations.clear();
    const auto columns = {NumberColumn::revenue, NumberColumn::wallet, NumberColumn::cells, NumberColumn::live_cells};
    std::size_t k = 0;
    for (const NumberColumn column : columns) {
        UncertainInput& input = experiment.uncertainty.inputs[k++];
        input.entry = static_cast<std::size_t>(column);
        input.distribution = LognormalDistribution{1.0, 1.0};
        input.scope = UncertainScope::each;
    }
    experiment.accounts.front().status = AccountStatus::prospect;
    experiment.accounts.front().revenue = experiment.accounts.front().live_cells = 0.0;
    const Worlds worlds(experiment);
    Experiment copy = worlds.certain_copy();
    for (std::int64_t world = 0; world < worlds.count(); ++world) {
        worlds.enter(world, copy);
        ASSERT_NO_THROW(validate(copy)) << world;
        for (const Account& account : copy.accounts) {
            EXPECT_EQ(account.cells, std::floor(account.cells));
            EXPECT_LE(depth(account), 1.0 + 1e-9);
        }
    }
}

TEST(Worlds, OnlyTheAccountsThatAreMeantChange)
{
    Experiment experiment = four_inputs(4, WorldDesign::sobol);
    experiment.uncertainty.correlations.clear();
    experiment.uncertainty.inputs.resize(2);
    experiment.accounts[2].segment = "other";
    experiment.uncertainty.inputs[0].segment = "other";
    experiment.uncertainty.inputs[1].account = experiment.accounts[5].id;
    const Worlds worlds(experiment);
    Experiment copy = worlds.certain_copy();
    worlds.enter(1, copy);
    for (std::size_t k = 0; k < copy.accounts.size(); ++k) {
        EXPECT_EQ(copy.accounts[k].wallet != experiment.accounts[k].wallet, k == 2 || k == 5) << k;
    }
}

TEST(Worlds, WithoutInputsThereIsOneAndItHoldsAllReplications)
{
    const Experiment experiment = still_experiment(2, 77);
    const Worlds worlds(experiment);
    EXPECT_EQ(worlds.count(), 1);
    EXPECT_EQ(worlds.futures_per_world(), 77);
    EXPECT_TRUE(worlds.shared_draws().empty());
}

std::string refusal(const Experiment& experiment)
{
    try {
        validate_uncertainty(experiment);
    } catch (const std::invalid_argument& failure) {
        return failure.what();
    }
    return "";
}

TEST(Uncertainty, CorrelationsThatCannotHoldTogetherAreNamed)
{
    Experiment experiment = four_inputs(4, WorldDesign::sobol);
    EXPECT_EQ(refusal(experiment), "");
    experiment.uncertainty.correlations = {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.5}, {0, 3, 0.1}};
    const std::string text = refusal(experiment);
    EXPECT_THAT(text, HasSubstr("\"first\" with \"second\" (0.9), \"second\" with \"third\" (0.9), \"first\" with "
                                "\"third\" (-0.5) cannot hold together"));
    EXPECT_THAT(text, HasSubstr("not positive definite"));
    // Two of three pairs alone would not hold; the third one makes them whole.
    experiment.uncertainty.correlations = {{0, 1, 0.9}, {1, 2, 0.9}};
    EXPECT_NE(refusal(experiment), "");
    experiment.uncertainty.correlations.push_back({0, 2, 0.8});
    EXPECT_EQ(refusal(experiment), "");
}

TEST(Uncertainty, WhatDoesNotFitIsRefused)
{
    const Experiment good = four_inputs(4, WorldDesign::sobol);
    const auto refused = [&](auto change) {
        Experiment experiment = good;
        change(experiment.uncertainty);
        return refusal(experiment);
    };
    EXPECT_THAT(refused([](Uncertainty& u) { u.futures_per_world = 3; }), HasSubstr("whole number of worlds of 3"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.futures_per_world = 0; }), HasSubstr("whole number of worlds"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.inputs[1].name = "first"; }), HasSubstr("twice"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.inputs[0].entry = 99; }), HasSubstr("names nothing"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.inputs[0].segment = "nowhere"; }), HasSubstr("no account"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.inputs[0].structures = {1}; }), HasSubstr("structure"));
    EXPECT_THAT(refused([](Uncertainty& u) {
                    u.inputs[1].target = UncertainTarget::discount_rate;
                    u.inputs[1].entry = 0;
                }),
                HasSubstr("only columns of accounts"));
    EXPECT_THAT(refused([](Uncertainty& u) {
                    u.inputs[0].target = UncertainTarget::account_flag;
                    u.inputs[0].entry = 0;
                }),
                HasSubstr("flag"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.inputs[1].maximum = 0.5; }), HasSubstr("nothing of the uniform"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.correlations[0].rank = 1.0; }), HasSubstr("above -1 and below 1"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.correlations[0].second = 0; }), HasSubstr("two uncertain inputs"));
    EXPECT_THAT(refused([](Uncertainty& u) { u.correlations.push_back({2, 0, 0.1}); }), HasSubstr("twice"));
}

} // namespace
} // namespace kamsim
