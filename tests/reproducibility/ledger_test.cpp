// The ledger in every replication: lines sum to the value, an absent programme costs nothing, and money has no unit.

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/ledger_table.hpp"
#include "support/middle_experiment.hpp"
#include "support/outcome_identity.hpp"

namespace kamsim {
namespace {

std::vector<Experiment> experiments()
{
    std::vector<Experiment> result{small_experiment(), middle_experiment()};
    result.back().replications = 100;
    for (std::uint64_t seed = 41; seed < 61; ++seed) {
        result.push_back(random_experiment(seed));
        result.back().replications = 50;
    }
    return result;
}

double sum_of_magnitudes(const LedgerTable& ledger, int alternative, std::int64_t replication)
{
    double sum = 0.0;
    for (const double amount : ledger.lines(alternative, replication)) {
        sum += std::fabs(amount);
    }
    return sum;
}

TEST(Ledger, LinesSumToTheValueInEveryReplication)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const auto [outcome, ledger] = simulate_with_ledger(experiment);
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
                // From the last line to the first: another order of rounding than the engine's.
                double sum = 0.0;
                for (int line = ledger_line_count - 1; line >= 0; --line) {
                    sum += ledger.at(alternative, replication, static_cast<LedgerLine>(line));
                }
                const double value = outcome.value[outcome.value_index(alternative, replication)];
                ASSERT_NEAR(sum, value, 1e-12 * sum_of_magnitudes(ledger, alternative, replication));
            }
        }
    }
}

TEST(Ledger, MeansAreThoseOfTheReplications)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const auto [outcome, ledger] = simulate_with_ledger(experiment);
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            for (const LedgerLineDeclaration& line : ledger_lines) {
                double sum = 0.0;
                double magnitudes = 0.0;
                for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
                    sum += ledger.at(alternative, replication, line.line);
                    magnitudes += std::fabs(ledger.at(alternative, replication, line.line));
                }
                const auto count = static_cast<double>(outcome.replications);
                const Moments& moments = outcome.ledger[outcome.ledger_index(alternative, line.line)];
                EXPECT_EQ(moments.count, count);
                EXPECT_NEAR(moments.mean, sum / count, 1e-12 * magnitudes / count) << line.name;
            }
        }
    }
}

/// Lines that only a programme has.
constexpr std::array<LedgerLine, 6> programme_lines{LedgerLine::people, LedgerLine::fixed,    LedgerLine::investment,
                                                    LedgerLine::rescue, LedgerLine::stranded, LedgerLine::transition};

TEST(Ledger, WithoutAProgrammeItsLinesAreExactlyZero)
{
    for (Experiment experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        forget_today(experiment);
        experiment.alternatives.resize(1);
        experiment.alternatives.front().plan = {{0.0, 0}};
        experiment.baseline = 0;
        const auto [outcome, ledger] = simulate_with_ledger(experiment);
        for (const LedgerLine line : programme_lines) {
            EXPECT_TRUE(ledger.is_zero(0, line)) << ledger_lines[static_cast<std::size_t>(line)].name;
        }
        EXPECT_TRUE(ledger.is_zero(0, LedgerLine::cost_to_serve));
        for (const double spending : outcome.programme_spending) {
            ASSERT_EQ(spending, 0.0);
        }
        for (const double survives : outcome.programme_survives) {
            ASSERT_EQ(survives, 0.0);
        }
    }
}

TEST(Ledger, WithoutAProgrammeItsDesignDoesNotMatter)
{
    for (Experiment experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        forget_today(experiment);
        Alternative none;
        none.name = "none";
        none.plan = {{0.0, 0}};
        none.key_accounts = 2;
        Alternative other = none;
        other.name = "none, too";
        other.levers = {0.0, 1.0, 0.2, 0.9, 1.0, 0.1, 0.5};
        other.key_accounts = 5;
        other.investment_budget = 1000.0;
        other.rescue_budget = 500.0;
        other.attention = AttentionPolicy::growth;
        other.assignment = AssignmentPolicy::matched;
        other.hiring = HiringPolicy::best_seller;
        other.rescue = RescuePolicy::proactive;
        experiment.alternatives = {none, other};
        experiment.baseline = 0;
        const Outcome outcome = simulate(experiment);
        const auto replications = static_cast<std::size_t>(outcome.replications);
        for (std::size_t k = 0; k < replications; ++k) {
            ASSERT_EQ(outcome.value[replications + k] - outcome.value[k], 0.0);
            ASSERT_EQ(outcome.payback_years[replications + k], HUGE_VAL);
        }
        EXPECT_EQ(first_difference(outcome, 0, outcome, 1), "");
    }
}

bool is_money(Unit unit)
{
    return unit == Unit::money || unit == Unit::money_per_year;
}

/// The same experiment in another currency, of which `factor` make one of the old.
Experiment in_other_currency(Experiment experiment, double factor)
{
    for (Account& account : experiment.accounts) {
        account.revenue *= factor;
        account.wallet *= factor;
    }
    for (const ModelEntry& entry : model_catalogue()) {
        if (is_money(entry.unit)) {
            entry.in(experiment.parameters) *= factor;
        }
    }
    for (Structure& structure : experiment.structures) {
        for (const StructureEntry& entry : structure_catalogue()) {
            if (is_money(entry.unit)) {
                structure.parameters.*entry.member *= factor;
            }
        }
    }
    for (Alternative& alternative : experiment.alternatives) {
        for (std::optional<double>* budget : {&alternative.investment_budget, &alternative.rescue_budget}) {
            if (*budget) {
                **budget *= factor;
            }
        }
        for (AccountAttention& attention : alternative.account_attention) {
            attention.extra_money *= factor;
        }
    }
    experiment.firm.cash_buffer *= factor;
    experiment.firm.yearly_overheads *= factor;
    return experiment;
}

TEST(Ledger, MoneyHasNoUnit)
{
    constexpr double factor = 3.0;
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const auto [outcome, ledger] = simulate_with_ledger(experiment);
        const auto [other, other_ledger] = simulate_with_ledger(in_other_currency(experiment, factor));
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            for (std::int64_t replication = 0; replication < outcome.replications; ++replication) {
                const double allowed = 1e-12 * factor * sum_of_magnitudes(ledger, alternative, replication);
                const std::size_t at = outcome.value_index(alternative, replication);
                ASSERT_NEAR(other.value[at], factor * outcome.value[at], allowed);
                for (const LedgerLineDeclaration& line : ledger_lines) {
                    ASSERT_NEAR(other_ledger.at(alternative, replication, line.line),
                                factor * ledger.at(alternative, replication, line.line), allowed)
                        << line.name;
                }
                ASSERT_EQ(other.programme_survives[at], outcome.programme_survives[at]);
            }
        }
    }
}

} // namespace
} // namespace kamsim
