// What is remembered of an account at the horizon, against the scalar model that was written from docs/model.md alone:
// who held it last, when it was lost and why. Both see the same luck, so nothing here is stochastic.

#include <cstdint>

#include <gtest/gtest.h>

#include "support/experiments.hpp"
#include "support/horizon_frames.hpp"
#include "support/reference_model.hpp"

namespace kamsim {
namespace {

/// How often each thing was seen, so that a test cannot agree on nothing.
struct Seen {
    int held = 0;
    int never_held = 0;
    int lost = 0;
    int customers = 0;
};

void expect_same(const Experiment& experiment, Seen& seen)
{
    const auto futures = futures_at_horizon(experiment);
    for (std::size_t alternative = 0; alternative < futures.size(); ++alternative) {
        for (std::size_t replication = 0; replication < futures[alternative].size(); ++replication) {
            const auto expected =
                simulate_reference(experiment, static_cast<int>(alternative), static_cast<std::uint32_t>(replication));
            const auto& accounts = futures[alternative][replication].accounts;
            ASSERT_EQ(accounts.size(), expected.accounts.size());
            for (std::size_t account = 0; account < accounts.size(); ++account) {
                SCOPED_TRACE(experiment.accounts[account].id + ", alternative " + std::to_string(alternative)
                             + ", replication " + std::to_string(replication));
                const ReferenceAccount& reference = expected.accounts[account];
                EXPECT_EQ(accounts[account].is_customer, reference.alive);
                EXPECT_EQ(accounts[account].last_manager, reference.last_manager);
                EXPECT_EQ(accounts[account].loss_period, reference.loss_period);
                EXPECT_EQ(accounts[account].loss_reason, reference.loss_reason);
                ++(reference.last_manager >= 0 ? seen.held : seen.never_held);
                seen.lost += reference.loss_period >= 0 ? 1 : 0;
                seen.customers += reference.alive ? 1 : 0;
            }
        }
    }
}

TEST(HorizonAccounts, AreRememberedAsTheReferenceModelHasThem)
{
    Seen seen;
    Experiment experiment = small_experiment();
    experiment.replications = 20;
    expect_same(experiment, seen);
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        expect_same(random_experiment(seed), seen);
    }
    EXPECT_GT(seen.held, 1000);
    EXPECT_GT(seen.never_held, 1000);
    EXPECT_GT(seen.lost, 1000);
    EXPECT_GT(seen.customers, 1000);
}

} // namespace
} // namespace kamsim
