// The vectorised engine against a scalar model that was written from docs/model.md alone: equal number by number, on
// experiments drawn so that every mechanism, policy and calendar takes part. Both see the same luck, so nothing here is
// stochastic: the tolerances cover rounding only.

#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/parts.hpp"
#include "support/reference_draws.hpp"
#include "support/reference_model.hpp"

namespace kamsim {

namespace {

/// [alternative][replication]
using ReferenceOutcomes = std::vector<std::vector<ReferenceOutcome>>;

ReferenceOutcomes simulate_all(const Experiment& experiment)
{
    ReferenceOutcomes outcomes(experiment.alternatives.size());
    for (std::size_t alternative = 0; alternative < outcomes.size(); ++alternative) {
        for (std::int64_t replication = 0; replication < experiment.replications; ++replication) {
            outcomes[alternative].push_back(
                simulate_reference(experiment, static_cast<int>(alternative), static_cast<std::uint32_t>(replication)));
        }
    }
    return outcomes;
}

struct EngineRun {
    Outcome outcome;
    std::vector<double> ledger; ///< [alternative][replication][line]

    [[nodiscard]] double line(std::size_t alternative, std::size_t replication, std::size_t line) const
    {
        const auto replications = static_cast<std::size_t>(outcome.replications);
        return ledger.at((alternative * replications + replication) * ledger_line_count + line);
    }
};

EngineRun simulate_with_ledger(const Experiment& experiment)
{
    EngineRun run;
    const std::size_t alternatives = experiment.alternatives.size();
    const auto replications = static_cast<std::size_t>(experiment.replications);
    run.ledger.assign(alternatives * replications * ledger_line_count, std::nan(""));
    SimulationOptions options;
    options.threads = 1;
    run.outcome = simulate_and_see(experiment, options, [&](const SamplePart& part) {
        const auto first = static_cast<std::size_t>(part.first_replication);
        const auto count = static_cast<std::size_t>(part.records.replications);
        for (std::size_t alternative = 0; alternative < alternatives; ++alternative) {
            for (std::size_t entry = 0; entry < count * ledger_line_count; ++entry) {
                run.ledger.at((alternative * replications + first) * ledger_line_count + entry) =
                    part.records.ledger[alternative * count * ledger_line_count + entry];
            }
        }
    });
    return run;
}

void expect_same_ledgers(const ReferenceOutcomes& reference, const EngineRun& engine)
{
    for (std::size_t alternative = 0; alternative < reference.size(); ++alternative) {
        for (std::size_t replication = 0; replication < reference[alternative].size(); ++replication) {
            const ReferenceOutcome& expected = reference[alternative][replication];
            double scale = 1.0;
            for (const double line : expected.ledger) {
                scale += std::abs(line);
            }
            for (std::size_t line = 0; line < ledger_line_count; ++line) {
                EXPECT_NEAR(engine.line(alternative, replication, line), expected.ledger.at(line), 1e-9 * scale)
                    << "line " << ledger_lines.at(line).name << ", alternative " << alternative << ", replication "
                    << replication;
            }
            const std::size_t place =
                engine.outcome.value_index(static_cast<int>(alternative), static_cast<std::int64_t>(replication));
            EXPECT_NEAR(engine.outcome.value.at(place), expected.value, 1e-9 * scale)
                << "value, alternative " << alternative << ", replication " << replication;
        }
    }
}

/// Mean over replications; NaN as soon as one of them leaves the measure undefined.
double mean_measure(const std::vector<ReferenceOutcome>& outcomes, Measure measure, std::size_t period)
{
    double sum = 0.0;
    for (const ReferenceOutcome& outcome : outcomes) {
        sum += outcome.periods.at(period).at(measure);
    }
    return sum / static_cast<double>(outcomes.size());
}

/// @return number of figures compared
int expect_same_measures(const ReferenceOutcomes& reference, const EngineRun& engine, const Experiment& experiment)
{
    int compared = 0;
    for (std::size_t alternative = 0; alternative < reference.size(); ++alternative) {
        for (int which = 0; which < measure_count; ++which) {
            for (int period = 0; period < experiment.periods; ++period) {
                const auto measure = static_cast<Measure>(which);
                const double expected = mean_measure(reference[alternative], measure, static_cast<std::size_t>(period));
                if (std::isnan(expected)) {
                    continue;
                }
                const std::size_t place = engine.outcome.measure_index(static_cast<int>(alternative), measure, period);
                EXPECT_NEAR(engine.outcome.measures.at(place).moments.mean, expected, 1e-8 * (1.0 + std::abs(expected)))
                    << measure_catalogue().at(static_cast<std::size_t>(which)).name << ", alternative " << alternative
                    << ", period " << period;
                ++compared;
            }
        }
    }
    return compared;
}

void expect_same_residuals(const ReferenceOutcomes& reference, const EngineRun& engine)
{
    for (std::size_t alternative = 0; alternative < reference.size(); ++alternative) {
        double mean = 0.0;
        double scale = 1.0;
        for (const ReferenceOutcome& outcome : reference[alternative]) {
            mean += outcome.residual / static_cast<double>(reference[alternative].size());
            scale += std::abs(outcome.residual);
        }
        EXPECT_NEAR(engine.outcome.residual_mean.at(alternative), mean, 1e-9 * scale) << "alternative " << alternative;
    }
}

void expect_same_losses(const ReferenceOutcomes& reference, const EngineRun& engine)
{
    for (std::size_t alternative = 0; alternative < reference.size(); ++alternative) {
        const std::vector<ReferenceOutcome>& outcomes = reference[alternative];
        for (std::size_t account = 0; account < outcomes.front().accounts.size(); ++account) {
            for (int reason = 0; reason < loss_reason_count; ++reason) {
                double losses = 0.0;
                for (const ReferenceOutcome& outcome : outcomes) {
                    losses += outcome.accounts.at(account).losses.at(static_cast<std::size_t>(reason));
                }
                const std::size_t place = engine.outcome.loss_index(
                    static_cast<int>(alternative), static_cast<int>(account), static_cast<LossReason>(reason));
                EXPECT_NEAR(engine.outcome.account_losses.at(place), losses / static_cast<double>(outcomes.size()),
                            1e-12)
                    << "alternative " << alternative << ", account " << account << ", reason "
                    << name(static_cast<LossReason>(reason));
            }
        }
    }
}

void expect_same_numbers(const Experiment& experiment)
{
    const ReferenceOutcomes reference = simulate_all(experiment);
    const EngineRun engine = simulate_with_ledger(experiment);
    expect_same_ledgers(reference, engine);
    expect_same_residuals(reference, engine);
    expect_same_losses(reference, engine);
    EXPECT_GT(expect_same_measures(reference, engine, experiment), experiment.periods);
}

} // namespace

TEST(Reference, EngineAgreesOnTheSmallExperiment)
{
    Experiment experiment = small_experiment();
    experiment.replications = 20;
    ASSERT_NO_THROW(validate(experiment));
    expect_same_numbers(experiment);
}

class RandomReference : public testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomReference, EngineAgreesOnARandomExperiment)
{
    const Experiment experiment = random_experiment(GetParam());
    ASSERT_NO_THROW(validate(experiment));
    expect_same_numbers(experiment);
}

INSTANTIATE_TEST_SUITE_P(Sixty, RandomReference, testing::Range<std::uint64_t>(1, 61));

} // namespace kamsim
