// A replication is the same future however many others are simulated, and batches hand it on in order.

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/ledger_table.hpp"
#include "support/outcome_identity.hpp"
#include "support/parts.hpp"

namespace kamsim {
namespace {

constexpr std::array<std::int64_t, 8> awkward_numbers{1, 7, 8, 250, 256, 257, 999, 1000};

SimulationOptions on_threads(int threads)
{
    SimulationOptions options;
    options.threads = threads;
    return options;
}

void expect_first_replications_of(const SimulatedWithLedger& longer, const SimulatedWithLedger& shorter)
{
    for (int alternative = 0; alternative < shorter.outcome.alternatives; ++alternative) {
        for (std::int64_t replication = 0; replication < shorter.outcome.replications; ++replication) {
            const std::size_t at = shorter.outcome.value_index(alternative, replication);
            const std::size_t in_longer = longer.outcome.value_index(alternative, replication);
            for (const auto& array : {&Outcome::value, &Outcome::programme_spending, &Outcome::payback_years,
                                      &Outcome::programme_survives}) {
                ASSERT_TRUE(same_bits((shorter.outcome.*array)[at], (longer.outcome.*array)[in_longer]))
                    << "alternative " << alternative << " replication " << replication;
            }
            const auto lines = shorter.ledger.lines(alternative, replication);
            const auto expected = longer.ledger.lines(alternative, replication);
            for (std::size_t line = 0; line < ledger_line_count; ++line) {
                ASSERT_TRUE(same_bits(lines[line], expected[line])) << "alternative " << alternative << " replication "
                                                                    << replication << ' ' << ledger_lines[line].name;
            }
        }
    }
}

TEST(Replications, AreTheFirstOfALongerRun)
{
    for (const std::uint64_t seed : {0U, 11U, 12U}) {
        Experiment experiment = seed == 0 ? small_experiment() : random_experiment(seed);
        SCOPED_TRACE(experiment.title);
        experiment.replications = 1100;
        const SimulatedWithLedger longer = simulate_with_ledger(experiment);
        for (const std::int64_t replications : awkward_numbers) {
            experiment.replications = replications;
            expect_first_replications_of(longer, simulate_with_ledger(experiment));
        }
    }
}

TEST(Replications, DifferFromEachOther)
{
    Experiment experiment = small_experiment();
    experiment.replications = 1000;
    std::vector<double> values = simulate(experiment).value;
    values.resize(1000); // of the first alternative
    std::sort(values.begin(), values.end());
    EXPECT_EQ(std::adjacent_find(values.begin(), values.end()), values.end());
}

TEST(Batches, HoldTheLedgersThatSumToTheValues)
{
    Experiment experiment = small_experiment();
    for (const std::int64_t replications : awkward_numbers) {
        experiment.replications = replications;
        const auto [outcome, ledger] = simulate_with_ledger(experiment, on_threads(2));
        for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
            for (std::int64_t replication = 0; replication < replications; ++replication) {
                double value = 0.0;
                for (const double amount : ledger.lines(alternative, replication)) {
                    value += amount;
                }
                ASSERT_EQ(value, outcome.value[outcome.value_index(alternative, replication)]);
            }
        }
    }
}

TEST(Batches, ComeInOrderWhateverTheThreads)
{
    Experiment experiment = small_experiment();
    experiment.replications = 5'000;
    experiment.periods = 4;
    const SimulatedWithLedger one = simulate_with_ledger(experiment, on_threads(1));
    SimulationOptions small_batches = on_threads(3);
    small_batches.replications_per_batch = 256;
    EXPECT_EQ(one.ledger.amounts, simulate_with_ledger(experiment, small_batches).ledger.amounts);
    EXPECT_EQ(one.ledger.amounts, simulate_with_ledger(experiment, on_threads(3)).ledger.amounts);
}

TEST(Progress, CountsUpToAllReplications)
{
    Experiment experiment = small_experiment();
    experiment.replications = 5'000;
    experiment.periods = 1;
    std::vector<std::int64_t> seen;
    const auto count = [&seen](std::int64_t done, std::int64_t all) {
        EXPECT_EQ(all, 5'000);
        seen.push_back(done);
    };
    SimulationOptions options = on_threads(1);
    options.progress = count;
    static_cast<void>(simulate(experiment, options));
    ASSERT_GE(seen.size(), 2U);
    for (std::size_t k = 1; k < seen.size(); ++k) {
        EXPECT_LT(seen[k - 1], seen[k]);
    }
    EXPECT_EQ(seen.back(), 5'000);
}

/// Says yes a number of times, to any thread.
class Patience {
public:
    explicit Patience(int times) : left_(times) {}
    bool operator()() { return left_.fetch_sub(1) > 0; }

private:
    std::atomic<int> left_;
};

TEST(EndedEarly, ARunIsOneThatAskedForLess)
{
    for (const int threads : {1, 2, 3}) {
        for (const int times : {1, 5, 12}) {
            SCOPED_TRACE("threads " + std::to_string(threads) + ", asked " + std::to_string(times));
            Experiment experiment = small_experiment();
            experiment.replications = 5'000;
            experiment.periods = 4;
            SimulationOptions options = on_threads(threads);
            options.replications_per_batch = 1'024;
            options.goes_on = [patience = std::make_shared<Patience>(times)] { return (*patience)(); };
            std::int64_t handed_on = 0;
            const Outcome ended = simulate_and_see(experiment, options, [&](const SamplePart& part) {
                EXPECT_EQ(part.first_replication, handed_on);
                handed_on += part.records.replications;
            });
            ASSERT_GT(ended.replications, 0);
            ASSERT_LT(ended.replications, 5'000);
            EXPECT_EQ(ended.replications % 256, 0);
            EXPECT_EQ(handed_on, ended.replications);
            experiment.replications = ended.replications;
            EXPECT_EQ(first_difference(ended, simulate(experiment, on_threads(2))), "");
        }
    }
}

TEST(EndedEarly, BeforeAnythingIsFinishedThereIsNoOutcome)
{
    Experiment experiment = small_experiment();
    experiment.replications = 5'000;
    SimulationOptions options = on_threads(2);
    int calls = 0;
    options.goes_on = [] { return false; };
    options.progress = [&](std::int64_t, std::int64_t) { ++calls; };
    try {
        static_cast<void>(simulate_and_see(experiment, options, [&](const SamplePart&) { ++calls; }));
        FAIL() << "the run went on";
    } catch (const SimulationStopped& stopped) {
        EXPECT_NE(std::string(stopped.what()).find("5000"), std::string::npos) << stopped.what();
    }
    EXPECT_EQ(calls, 0);
}

TEST(EndedEarly, TooLateIsAWholeRun)
{
    Experiment experiment = small_experiment();
    experiment.replications = 300;
    SimulationOptions options = on_threads(1);
    options.goes_on = [patience = std::make_shared<Patience>(2)] { return (*patience)(); };
    EXPECT_EQ(simulate(experiment, options).replications, 300);
}

struct OwnException {
    int number;
};

TEST(Exceptions, OfTheSinkLeaveTheSimulationAsTheyAre)
{
    const Experiment experiment = small_experiment();
    SimulationOptions options = on_threads(2);
    try {
        static_cast<void>(simulate_and_see(experiment, options, [](const SamplePart&) { throw OwnException{4}; }));
        FAIL() << "the exception was swallowed";
    } catch (const OwnException& caught) {
        EXPECT_EQ(caught.number, 4);
    }
}

TEST(Exceptions, OfTheWishToEndLeaveTheSimulationAsTheyAre)
{
    const Experiment experiment = small_experiment();
    SimulationOptions options = on_threads(2);
    options.goes_on = []() -> bool { throw OwnException{6}; };
    try {
        static_cast<void>(simulate(experiment, options));
        FAIL() << "the exception was swallowed";
    } catch (const OwnException& caught) {
        EXPECT_EQ(caught.number, 6);
    }
}

TEST(Exceptions, OfTheProgressLeaveTheSimulationAsTheyAre)
{
    const Experiment experiment = small_experiment();
    SimulationOptions options = on_threads(2);
    options.progress = [](std::int64_t, std::int64_t) { throw OwnException{5}; };
    try {
        static_cast<void>(simulate(experiment, options));
        FAIL() << "the exception was swallowed";
    } catch (const OwnException& caught) {
        EXPECT_EQ(caught.number, 5);
    }
}

TEST(Exceptions, AnExperimentThatDoesNotFitIsRefused)
{
    Experiment experiment = small_experiment();
    experiment.baseline = 4;
    EXPECT_THROW(static_cast<void>(simulate(experiment)), std::invalid_argument);
}

TEST(Exceptions, AValueThatIsNotFiniteIsNamed)
{
    // Wallets that grow until their sum leaves the numbers.
    Experiment experiment = small_experiment();
    experiment.replications = 1000;
    for (Account& account : experiment.accounts) {
        account.growth = 1e6;
        account.gross_margin = 1.0;
        account.cost_to_serve = 0.0;
    }
    for (const int threads : {1, 3}) {
        try {
            static_cast<void>(simulate(experiment, on_threads(threads)));
            FAIL() << "infinite values were handed on";
        } catch (const std::runtime_error& error) {
            EXPECT_NE(std::string(error.what()).find("replication 0 has no finite value"), std::string::npos)
                << error.what();
        }
    }
}

TEST(Seeds, ChangeTheLuckInAllTheirBits)
{
    Experiment experiment = small_experiment();
    const std::uint64_t high = std::uint64_t{1} << 32U;
    std::vector<double> first_values;
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, high, high + 1, ~std::uint64_t{0}}) {
        experiment.seed = seed;
        const Outcome outcome = simulate(experiment);
        EXPECT_TRUE(std::isfinite(outcome.value.front()));
        for (const double other : first_values) {
            EXPECT_NE(outcome.value.front(), other);
        }
        first_values.push_back(outcome.value.front());
    }
}

} // namespace
} // namespace kamsim
