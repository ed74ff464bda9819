// The estimate of memory against what a run holds, counted by the allocator at the moments when most is held.

#include <atomic>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <malloc.h>

#include "kamsim/simulation/memory.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/parts.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace kamsim {
namespace {

double allocated_bytes()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return static_cast<double>(__sanitizer_get_current_allocated_bytes());
#else
    const struct mallinfo2 memory = mallinfo2();
    return static_cast<double>(memory.uordblks) + static_cast<double>(memory.hblkhd);
#endif
}

double bytes_of(const ReplicationRecords& records)
{
    return static_cast<double>(sizeof(double)
                               * (records.ledger.size() + records.programme_spending.size()
                                  + records.payback_years.size() + records.programme_survives.size()
                                  + records.accounts.size()));
}

/// The most that is held when a super-block is begun, and when a part is laid out: its replications stand twice then.
double most_held(const Experiment& experiment, int threads, RecordedDetail detail)
{
    const double before = allocated_bytes();
    std::atomic<double> most{0.0};
    const auto note = [&](double held) {
        double known = most;
        while (held > known && !most.compare_exchange_weak(known, held)) {
        }
    };
    SimulationOptions options;
    options.threads = threads;
    options.detail = detail;
    options.goes_on = [&] {
        note(allocated_bytes() - before);
        return true;
    };
    static_cast<void>(simulate_and_see(experiment, options, [&](const SamplePart& part) {
        note(allocated_bytes() - before + bytes_of(part.records));
    }));
    return most;
}

/// The accounts themselves stand before the run.
double estimated_for_run(const Experiment& experiment, int threads, RecordedDetail detail)
{
    const MemoryEstimate estimate = estimated_memory(experiment, threads, detail);
    return estimate.total() - static_cast<double>(experiment.accounts.size() * sizeof(Account));
}

void expect_right(const Experiment& experiment, int threads, RecordedDetail detail = RecordedDetail::ledgers)
{
    const double held = most_held(experiment, threads, detail);
    const double estimated = estimated_for_run(experiment, threads, detail);
    EXPECT_GT(estimated, 0.97 * held);
    EXPECT_LT(estimated, 1.10 * held);
}

TEST(Memory, TheEstimateIsWhatARunHolds)
{
    Experiment experiment = small_experiment();
    experiment.replications = 4096;
    expect_right(experiment, 1);
    expect_right(experiment, 3);
}

TEST(Memory, TheEstimateIsWhatARunHoldsWithAccountsInEachReplication)
{
    Experiment experiment = small_experiment();
    experiment.replications = 8192;
    expect_right(experiment, 1, RecordedDetail::accounts);
    expect_right(experiment, 3, RecordedDetail::accounts);
}

TEST(Memory, TheEstimateGrowsWithReplicationsAsARunDoes)
{
    Experiment experiment = small_experiment();
    experiment.alternatives.resize(1);
    experiment.baseline = 0;
    experiment.periods = 1;
    experiment.replications = 200'000;
    expect_right(experiment, 1);
}

TEST(Memory, TheEstimateGrowsWithAccountsAsARunDoes)
{
    Experiment experiment = small_experiment();
    const std::vector<Account> accounts = experiment.accounts;
    for (int copy = 1; copy < 40; ++copy) {
        for (Account account : accounts) {
            account.id += " " + std::to_string(copy);
            account.stakeholders.clear();
            experiment.accounts.push_back(account);
        }
    }
    experiment.replications = 512;
    expect_right(experiment, 1);
}

TEST(Memory, TheEstimateGrowsWithWorldsAsARunDoes)
{
    Experiment experiment = uncertain_experiment(8);
    experiment.alternatives.resize(1);
    experiment.baseline = 0;
    experiment.periods = 1;
    experiment.replications = 65'536;
    expect_right(experiment, 1);
}

TEST(Memory, AnEstimateBeyondAnyMachineDoesNotOverflow)
{
    Experiment experiment = small_experiment();
    experiment.replications = 1'000'000'000;
    experiment.alternatives.resize(1000, experiment.alternatives.front());
    const MemoryEstimate estimate = estimated_memory(experiment, 1);
    EXPECT_GT(estimate.outcome, 3.2e13);
    EXPECT_NE(memory_advice(experiment, estimate).find("fewer replications"), std::string::npos);
}

} // namespace
} // namespace kamsim
