// What is kept of each account in each replication on request: what the kernel shows, in the order of the replications,
// and without a trace in the numbers that are kept in any case.

#include <cstdint>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/part_merger.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/horizon_frames.hpp"
#include "support/outcome_identity.hpp"

namespace kamsim {
namespace {

struct DetailedRun {
    std::vector<SamplePart> parts;
    Outcome outcome;
};

DetailedRun run_of(const Experiment& experiment, RecordedDetail detail, int threads, std::int64_t batch)
{
    DetailedRun run;
    PartMerger merger(experiment);
    SimulationOptions options;
    options.detail = detail;
    options.threads = threads;
    options.replications_per_batch = batch;
    options.part_is_due = [] { return true; };
    const auto take = [&](SamplePart&& part) {
        merger.add(part);
        run.parts.push_back(std::move(part));
    };
    static_cast<void>(simulate_parts(experiment, all_leaves(experiment), take, options));
    run.outcome = merger.finish();
    return run;
}

void expect_kernel_frames(const Experiment& experiment, const std::vector<SamplePart>& parts)
{
    const auto futures = futures_at_horizon(experiment);
    for (const SamplePart& part : parts) {
        ASSERT_EQ(part.records.accounts.size(), futures.size() * static_cast<std::size_t>(part.records.replications)
                                                    * experiment.accounts.size() * account_detail_count);
        const double* detail = part.records.accounts.data();
        for (const auto& of_alternative : futures) {
            for (std::int64_t k = 0; k < part.records.replications; ++k) {
                const auto& future = of_alternative.at(static_cast<std::size_t>(part.first_replication + k));
                for (const AccountAtHorizon& account : future.accounts) {
                    ASSERT_TRUE(same_bits(detail[static_cast<int>(AccountDetail::value)], account.value));
                    ASSERT_EQ(detail[static_cast<int>(AccountDetail::is_customer)], account.is_customer ? 1.0 : 0.0);
                    ASSERT_EQ(detail[static_cast<int>(AccountDetail::last_manager)], account.last_manager);
                    ASSERT_EQ(detail[static_cast<int>(AccountDetail::loss_period)], account.loss_period);
                    ASSERT_EQ(detail[static_cast<int>(AccountDetail::loss_reason)], account.loss_reason);
                    detail += account_detail_count;
                }
            }
        }
    }
}

std::vector<Experiment> experiments()
{
    std::vector<Experiment> result{small_experiment(), random_experiment(41), uncertain_experiment(3),
                                   uncertain_experiment(300)};
    result[0].replications = 613;
    result[1].replications = 20;
    return result;
}

TEST(AccountDetails, AreWhatTheKernelShows)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const auto one_thread = run_of(experiment, RecordedDetail::accounts, 1, 256);
        expect_kernel_frames(experiment, one_thread.parts);
        expect_kernel_frames(experiment, run_of(experiment, RecordedDetail::accounts, 3, 0).parts);
    }
}

TEST(AccountDetails, ChangeNoOtherNumber)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const auto with = run_of(experiment, RecordedDetail::accounts, 2, 256);
        const auto without = run_of(experiment, RecordedDetail::ledgers, 2, 256);
        EXPECT_EQ(first_difference(with.outcome, without.outcome), "");
        ASSERT_EQ(with.parts.size(), without.parts.size());
        for (std::size_t k = 0; k < with.parts.size(); ++k) {
            SamplePart bare = with.parts[k];
            bare.records.accounts.clear();
            EXPECT_TRUE(bare == without.parts[k]);
            EXPECT_FALSE(with.parts[k].records.accounts.empty());
        }
    }
}

TEST(AccountDetails, OfAnotherShapeAreRefused)
{
    Experiment experiment = small_experiment();
    experiment.replications = 20;
    auto parts = run_of(experiment, RecordedDetail::accounts, 1, 0).parts;
    parts.front().records.accounts.pop_back();
    PartMerger merger(experiment);
    EXPECT_THROW(merger.add(parts.front()), std::invalid_argument);
}

} // namespace
} // namespace kamsim
