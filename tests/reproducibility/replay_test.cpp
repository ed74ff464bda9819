// A future that is simulated again alone is the one of the run, and what is told of it is what happened.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/replay.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "model/resolve.hpp"
#include "support/experiments.hpp"
#include "support/ledger_table.hpp"
#include "support/middle_experiment.hpp"

namespace kamsim {
namespace {

std::vector<int> all_alternatives(const Experiment& experiment)
{
    std::vector<int> all(experiment.alternatives.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// Of every kind: with worlds of less than a block, of one and more blocks; with everything drawn at random.
std::vector<Experiment> experiments()
{
    std::vector<Experiment> result{small_experiment(), middle_experiment()};
    result.front().replications = 270;
    result.back().replications = 20;
    for (const std::int64_t futures : {1, 3, 8, 20}) {
        result.push_back(uncertain_experiment(futures));
    }
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        result.push_back(random_experiment(seed));
        result.back().replications = 19;
    }
    return result;
}

TEST(Replay, HasTheValueAndTheLedgerOfTheRun)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const SimulatedWithLedger expected = simulate_with_ledger(experiment);
        const std::int64_t last = experiment.replications - 1;
        for (const std::int64_t replication : {std::int64_t{0}, std::int64_t{7}, std::int64_t{8}, last / 2, last}) {
            const Replay replayed = replay(experiment, replication, all_alternatives(experiment));
            for (const AlternativeReplay& one : replayed.alternatives) {
                EXPECT_EQ(one.value,
                          expected.outcome.value[expected.outcome.value_index(one.alternative, replication)]);
                const auto lines = expected.ledger.lines(one.alternative, replication);
                EXPECT_TRUE(std::equal(one.ledger.begin(), one.ledger.end(), lines.begin(), lines.end()));
            }
        }
    }
}

/// All futures of a run, told.
std::vector<Replay> replay_all(const Experiment& experiment)
{
    std::vector<Replay> all;
    for (std::int64_t replication = 0; replication < experiment.replications; ++replication) {
        all.push_back(replay(experiment, replication, all_alternatives(experiment)));
    }
    return all;
}

TEST(Replay, AccountsHaveTheValuesOfTheRun)
{
    Experiment experiment = small_experiment();
    experiment.replications = 40;
    const Outcome outcome = simulate(experiment);
    const auto all = replay_all(experiment);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (int account = 0; account < outcome.accounts; ++account) {
            double sum = 0.0;
            for (const Replay& one : all) {
                sum += one.alternatives[static_cast<std::size_t>(alternative)]
                           .account_value[static_cast<std::size_t>(account)];
            }
            const double mean =
                outcome.account_value[static_cast<std::size_t>(alternative * outcome.accounts + account)].mean;
            EXPECT_NEAR(sum / 40.0, mean, 1e-9 * std::fabs(mean) + 1e-9);
        }
    }
}

/// A measure that counts events.
struct CountedMeasure {
    Measure measure;
    bool (*counts)(const Event&);
};

const std::vector<CountedMeasure>& counted_measures()
{
    static const std::vector<CountedMeasure> all{
        {Measure::accounts_lost, [](const Event& event) { return event.kind == EventKind::lost; }},
        {Measure::key_accounts_lost, [](const Event& event) { return event.kind == EventKind::lost && event.key; }},
        {Measure::accounts_won,
         [](const Event& event) { return event.kind == EventKind::won || event.kind == EventKind::won_back; }},
        {Measure::manager_exits, [](const Event& event) { return event.kind == EventKind::manager_left; }},
        {Measure::rebuilt, [](const Event& event) { return event.kind == EventKind::programme_rebuilt; }},
        {Measure::abandoned, [](const Event& event) { return event.kind == EventKind::programme_abandoned; }},
    };
    return all;
}

void expect_same_counts(const Experiment& experiment, const Outcome& outcome, const std::vector<Replay>& all)
{
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        for (const CountedMeasure& counted : counted_measures()) {
            std::vector<std::int64_t> counts(static_cast<std::size_t>(outcome.periods));
            for (const Replay& one : all) {
                for (const Event& event : one.alternatives[static_cast<std::size_t>(alternative)].events) {
                    counts[static_cast<std::size_t>(event.period)] += counted.counts(event) ? 1 : 0;
                }
            }
            for (int period = 0; period < outcome.periods; ++period) {
                const auto& moments =
                    outcome.measures[outcome.measure_index(alternative, counted.measure, period)].moments;
                EXPECT_EQ(counts[static_cast<std::size_t>(period)],
                          std::llround(moments.mean * static_cast<double>(experiment.replications)))
                    << measure_catalogue()[static_cast<std::size_t>(counted.measure)].name << " in period " << period;
            }
        }
    }
}

void expect_same_losses(const Experiment& experiment, const Outcome& outcome, const std::vector<Replay>& all)
{
    std::vector<std::int64_t> counts(outcome.account_losses.size());
    for (const Replay& one : all) {
        for (const AlternativeReplay& alternative : one.alternatives) {
            for (const Event& event : alternative.events) {
                if (event.kind == EventKind::lost) {
                    ++counts[outcome.loss_index(alternative.alternative, event.account, event.reason)];
                }
            }
        }
    }
    for (std::size_t k = 0; k < counts.size(); ++k) {
        EXPECT_EQ(counts[k], std::llround(outcome.account_losses[k] * static_cast<double>(experiment.replications)));
    }
}

TEST(Replay, EventsOfAllFuturesAddUpToWhatTheRunCounts)
{
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Experiment experiment = random_experiment(seed);
        experiment.replications = 61;
        SCOPED_TRACE(seed);
        const Outcome outcome = simulate(experiment);
        const auto all = replay_all(experiment);
        expect_same_counts(experiment, outcome, all);
        expect_same_losses(experiment, outcome, all);
    }
    const Experiment experiment = uncertain_experiment(3);
    const Outcome outcome = simulate(experiment);
    const auto all = replay_all(experiment);
    expect_same_counts(experiment, outcome, all);
    expect_same_losses(experiment, outcome, all);
}

double discount_of(const Event& event, const PeriodPlan& plan)
{
    switch (event.kind) {
    case EventKind::programme_started:
    case EventKind::structure_switched:
    case EventKind::programme_ended: return plan.discount_start;
    case EventKind::programme_rebuilt:
    case EventKind::programme_abandoned: return plan.discount_end;
    case EventKind::rescue_paid: return plan.discount_flow;
    default: return 0.0;
    }
}

TEST(Replay, MoneyOfEventsIsTheLedgersMoney)
{
    int paid = 0;
    int switched = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Experiment experiment = random_experiment(seed);
        const ResolvedExperiment resolved(experiment);
        for (const AlternativeReplay& one : replay(experiment, 3, all_alternatives(experiment)).alternatives) {
            double rescue = 0.0;
            double transition = 0.0;
            for (const Event& event : one.events) {
                const PeriodPlan& plan = resolved.view().alternatives[one.alternative].periods[event.period];
                const double money = event.money * discount_of(event, plan);
                (event.kind == EventKind::rescue_paid ? rescue : transition) += money;
                paid += event.kind == EventKind::rescue_paid ? 1 : 0;
                switched += event.kind == EventKind::structure_switched ? 1 : 0;
            }
            const auto line = [&](LedgerLine which) { return one.ledger[static_cast<std::size_t>(which)]; };
            EXPECT_NEAR(-rescue, line(LedgerLine::rescue), 1e-9 * (1.0 + rescue));
            EXPECT_NEAR(-transition, line(LedgerLine::transition), 1e-9 * (1.0 + transition));
        }
    }
    EXPECT_GT(paid, 0);
    EXPECT_GT(switched, 0);
}

TEST(Replay, EventsTellEveryChangeOfStatus)
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Experiment experiment = random_experiment(seed);
        const bool stands_today =
            experiment.structures[static_cast<std::size_t>(experiment.today.structure)].is_programme;
        for (const AlternativeReplay& one : replay(experiment, 4, all_alternatives(experiment)).alternatives) {
            for (int account = 0; account < one.accounts; ++account) {
                const Account& input = experiment.accounts[static_cast<std::size_t>(account)];
                bool alive = input.status == AccountStatus::customer;
                bool key = stands_today && alive && input.key_now;
                auto event = one.events.begin();
                for (int period = 0; period < one.periods; ++period) {
                    for (; event != one.events.end() && event->period == period; ++event) {
                        if (event->account != account) {
                            continue;
                        }
                        const EventKind kind = event->kind;
                        key = key || kind == EventKind::became_key;
                        key = key && kind != EventKind::demoted && kind != EventKind::key_status_ended
                              && kind != EventKind::lost;
                        alive = alive || kind == EventKind::won || kind == EventKind::won_back;
                        alive = alive && kind != EventKind::lost;
                    }
                    ASSERT_EQ(key, one.path(PathQuantity::key, account, period) > 0.5);
                    ASSERT_EQ(alive, one.path(PathQuantity::alive, account, period) > 0.5);
                }
            }
        }
    }
}

/// The first event of a kind in one alternative.
std::optional<Event> first_of(const AlternativeReplay& one, EventKind kind)
{
    const auto found =
        std::find_if(one.events.begin(), one.events.end(), [&](const Event& event) { return event.kind == kind; });
    return found == one.events.end() ? std::nullopt : std::optional(*found);
}

std::vector<std::pair<int, int>> losses_of(const AlternativeReplay& one)
{
    std::vector<std::pair<int, int>> losses;
    for (const Event& event : one.events) {
        if (event.kind == EventKind::lost) {
            losses.emplace_back(event.period, event.account);
        }
    }
    return losses;
}

// Where rescues have no effect, all is the same up to the first account that a rescue kept, and that one leaves.
TEST(Replay, WhoIsCalledRescuedWouldHaveLeft)
{
    Experiment experiment = small_experiment();
    experiment.replications = 200;
    Experiment without = experiment;
    without.parameters.retention.save = 0.0;
    int rescued = 0;
    for (std::int64_t replication = 0; replication < 200; ++replication) {
        const auto with_effect = replay(experiment, replication, all_alternatives(experiment));
        const auto without_effect = replay(without, replication, all_alternatives(experiment));
        for (std::size_t a = 0; a < with_effect.alternatives.size(); ++a) {
            const auto losses = losses_of(without_effect.alternatives[a]);
            const auto first = first_of(with_effect.alternatives[a], EventKind::rescued);
            if (!first) {
                EXPECT_EQ(losses_of(with_effect.alternatives[a]), losses);
                continue;
            }
            ++rescued;
            EXPECT_NE(std::find(losses.begin(), losses.end(), std::pair(first->period, first->account)), losses.end());
            EXPECT_LT(first->chance, first->chance_without_rescue);
        }
    }
    EXPECT_GT(rescued, 10);
}

// Where nothing that failed is felt, the account stands higher by what the event says that it cost.
TEST(Replay, TheFirstFailureCostsWhatIsSaid)
{
    const Experiment experiment = small_experiment();
    Experiment without = experiment;
    without.parameters.development.failure_satisfaction = 0.0;
    without.parameters.development.failure_relationship = 0.0;
    int felt = 0;
    for (std::int64_t replication = 0; replication < 50; ++replication) {
        const auto with_effect = replay(experiment, replication, all_alternatives(experiment));
        const auto without_effect = replay(without, replication, all_alternatives(experiment));
        for (std::size_t a = 0; a < with_effect.alternatives.size(); ++a) {
            const AlternativeReplay& one = with_effect.alternatives[a];
            const auto first = first_of(one, EventKind::service_failed);
            if (!first || one.path(PathQuantity::alive, first->account, first->period) < 0.5) {
                continue;
            }
            ++felt;
            const auto difference = [&](PathQuantity quantity) {
                return one.path(quantity, first->account, first->period)
                       - without_effect.alternatives[a].path(quantity, first->account, first->period);
            };
            EXPECT_NEAR(first->satisfaction, difference(PathQuantity::satisfaction), 1e-12);
            EXPECT_LT(first->satisfaction, 0.0);
            EXPECT_EQ(first->count, std::floor(first->count));
        }
    }
    EXPECT_GT(felt, 100);
}

TEST(Replay, TellsTheAlternativesAskedForInTheirOrder)
{
    const Experiment experiment = small_experiment();
    const std::vector<int> asked{2, 0};
    const auto some = replay(experiment, 11, asked);
    const auto all = replay(experiment, 11, all_alternatives(experiment));
    ASSERT_EQ(some.alternatives.size(), 2U);
    EXPECT_EQ(some.alternatives[0].alternative, 2);
    EXPECT_EQ(some.alternatives[0].events, all.alternatives[2].events);
    EXPECT_EQ(some.alternatives[1].value, all.alternatives[0].value);
}

TEST(Replay, RefusesWhatIsNotThere)
{
    const Experiment experiment = small_experiment();
    const std::vector<int> unknown{4};
    EXPECT_THROW((void)replay(experiment, 0, unknown), std::invalid_argument);
    EXPECT_THROW((void)replay(experiment, -1, {}), std::invalid_argument);
    EXPECT_THROW((void)replay(experiment, experiment.replications, {}), std::invalid_argument);
}

TEST(Replay, EventsAreDeclaredInTheirOrder)
{
    for (int k = 0; k < event_kind_count; ++k) {
        EXPECT_EQ(static_cast<int>(event_catalogue()[static_cast<std::size_t>(k)].kind), k);
    }
}

} // namespace
} // namespace kamsim
