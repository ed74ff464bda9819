// The scalar reference model by itself: published random words, closed forms, and that the random experiments walk
// every path, so that agreement with the engine means something.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/random/draws.hpp"
#include "support/experiments.hpp"
#include "support/reference_draws.hpp"
#include "support/reference_model.hpp"

namespace kamsim {

namespace {

using Words = std::array<std::uint32_t, 4>;

double sum_of_absolutes(const ReferenceOutcome& outcome)
{
    double sum = 1.0;
    for (const double line : outcome.ledger) {
        sum += std::abs(line);
    }
    return sum;
}

/// Nothing but churn at the contract's end, one period each: the value has a closed form (docs/model.md, section 9).
Experiment churn_only(int periods_per_year)
{
    Experiment experiment = small_experiment();
    experiment.periods_per_year = periods_per_year;
    experiment.periods = 5 * periods_per_year;
    for (const ModelEntry& entry : model_catalogue()) {
        if (entry.domain != Domain::positive) {
            entry.in(experiment.parameters) = 0.0;
        }
    }
    experiment.parameters.retention.leaving_base = -2.2;
    Account account = experiment.accounts.front();
    account.growth = 0.0;
    account.volatility = 0.0;
    account.contract_term = 1.0 / periods_per_year;
    account.next_renewal = 0.0;
    experiment.accounts = {account};
    experiment.alternatives.resize(1);
    experiment.alternatives.front().key_accounts = 1;
    return experiment;
}

} // namespace

TEST(ReferenceDraws, PhiloxGivesThePublishedWords)
{
    // Salmon, Moraes, Dror, Shaw (2011), kat_vectors of Random123, philox 4x32 10.
    EXPECT_EQ(reference::philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U}));
    EXPECT_EQ(reference::philox({~0U, ~0U, ~0U, ~0U}, {~0U, ~0U}),
              (Words{0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU}));
    EXPECT_EQ(reference::philox({0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}, {0xa4093822U, 0x299f31d0U}),
              (Words{0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U}));
}

TEST(ReferenceDraws, PoissonCountsByTheInverseDistribution)
{
    EXPECT_EQ(reference::poisson_count(0.999, 0.0), 0);
    EXPECT_EQ(reference::poisson_count(0.367, 1.0), 0);
    EXPECT_EQ(reference::poisson_count(0.368, 1.0), 1);
    EXPECT_EQ(reference::poisson_count(0.736, 1.0), 2);
    EXPECT_EQ(reference::poisson_count(1.0 - 1e-12, 1.0), 8);
}

class ReferenceClosedForm : public testing::TestWithParam<int> {};

TEST_P(ReferenceClosedForm, EachFutureIsWorthTheMarginUntilTheDrawFallsBelowTheChanceOfLeaving)
{
    const Experiment experiment = churn_only(GetParam());
    const Account& account = experiment.accounts.front();
    const double dt = 1.0 / experiment.periods_per_year;
    const double margin = (account.gross_margin - account.cost_to_serve) * account.revenue * dt;
    const double chance = 1.0 - std::pow(1.0 - 1.0 / (1.0 + std::exp(2.2)), std::sqrt(dt));
    int left = 0;
    for (std::uint32_t replication = 0; replication < 200; ++replication) {
        const reference::Luck luck(experiment.seed, replication);
        double expected = 0.0;
        int period = 0;
        while (period < experiment.periods
               && luck.uniform(entity_number(account.id), static_cast<std::uint32_t>(period), reference::renewal)
                      >= chance) {
            expected += margin * std::pow(1.0 + experiment.discount_rate, -(period + 0.5) * dt);
            ++period;
        }
        const ReferenceOutcome outcome = simulate_reference(experiment, 0, replication);
        EXPECT_NEAR(outcome.value, expected, 1e-12 * sum_of_absolutes(outcome));
        left += period < experiment.periods ? 1 : 0;
    }
    EXPECT_GT(left, 0);
    EXPECT_LT(left, 200);
}

INSTANTIATE_TEST_SUITE_P(PeriodsPerYear, ReferenceClosedForm, testing::Values(1, 2, 4, 12));

TEST(ReferenceModel, AnAlternativeAgainstItsCopyDiffersByNothing)
{
    Experiment experiment = small_experiment();
    for (std::size_t original = 0; original < 4; ++original) {
        experiment.alternatives.push_back(experiment.alternatives.at(original));
        experiment.alternatives.back().name += " again";
    }
    for (int alternative = 0; alternative < 4; ++alternative) {
        const ReferenceOutcome first = simulate_reference(experiment, alternative, 3);
        const ReferenceOutcome second = simulate_reference(experiment, alternative + 4, 3);
        EXPECT_EQ(first.value, second.value);
        EXPECT_EQ(first.ledger, second.ledger);
    }
}

TEST(ReferenceModel, WithoutAProgrammeItsDesignMakesNoDifference)
{
    Experiment experiment = small_experiment();
    Alternative other = experiment.alternatives.front();
    other.name = "none with other levers";
    other.levers.fill(1.0);
    other.key_accounts = 2;
    other.investment_budget = 500.0;
    other.rescue_budget = 500.0;
    other.selection = SelectionPolicy::eight_factor;
    experiment.alternatives.push_back(other);
    for (std::uint32_t replication = 0; replication < 10; ++replication) {
        EXPECT_EQ(simulate_reference(experiment, 0, replication).ledger,
                  simulate_reference(experiment, 4, replication).ledger);
    }
}

TEST(ReferenceModel, ALongerHorizonChangesNoEarlierNumber)
{
    const Experiment experiment = small_experiment();
    Experiment longer = experiment;
    longer.periods += 8;
    for (int alternative = 0; alternative < 4; ++alternative) {
        const ReferenceOutcome outcome = simulate_reference(experiment, alternative, 5);
        const ReferenceOutcome longer_outcome = simulate_reference(longer, alternative, 5);
        for (std::size_t period = 0; period < outcome.periods.size(); ++period) {
            EXPECT_EQ(outcome.periods[period].at(Measure::profit), longer_outcome.periods[period].at(Measure::profit));
        }
    }
}

namespace {

/// What happened in one future of every alternative of sixty random experiments.
struct Walk {
    std::array<int, loss_reason_count> losses{};
    std::array<double, measure_count> measures{}; ///< sums of absolute values where defined
    std::array<double, ledger_line_count> lines{};

    void add(const ReferenceOutcome& outcome)
    {
        for (const ReferenceAccount& account : outcome.accounts) {
            for (std::size_t reason = 0; reason < losses.size(); ++reason) {
                losses.at(reason) += account.losses.at(reason);
            }
        }
        for (const ReferencePeriod& period : outcome.periods) {
            for (std::size_t which = 0; which < measures.size(); ++which) {
                const double value = period.measures.at(which);
                measures.at(which) += std::isnan(value) ? 0.0 : std::abs(value);
            }
        }
        for (std::size_t line = 0; line < lines.size(); ++line) {
            lines.at(line) += std::abs(outcome.ledger.at(line));
        }
    }
};

} // namespace

TEST(RandomExperiments, AreValidAndWalkEveryPath)
{
    Walk walk;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Experiment experiment = random_experiment(seed);
        ASSERT_NO_THROW(validate(experiment)) << "seed " << seed;
        for (std::size_t alternative = 0; alternative < experiment.alternatives.size(); ++alternative) {
            const ReferenceOutcome outcome = simulate_reference(experiment, static_cast<int>(alternative), 0);
            ASSERT_TRUE(std::isfinite(outcome.value)) << "seed " << seed << ", alternative " << alternative;
            walk.add(outcome);
        }
    }
    for (int reason = 0; reason < loss_reason_count; ++reason) {
        EXPECT_GT(walk.losses.at(static_cast<std::size_t>(reason)), 0) << name(static_cast<LossReason>(reason));
    }
    for (std::size_t line = 0; line < walk.lines.size(); ++line) {
        EXPECT_GT(walk.lines.at(line), 0.0) << ledger_lines.at(line).name;
    }
    for (const Measure measure : {Measure::accounts_won, Measure::key_accounts_lost, Measure::manager_exits,
                                  Measure::rebuilt, Measure::abandoned, Measure::age_lost_at_switch, Measure::ruined}) {
        EXPECT_GT(walk.measures.at(static_cast<std::size_t>(measure)), 5.0)
            << measure_catalogue().at(static_cast<std::size_t>(measure)).name;
    }
}

} // namespace kamsim
