// The paths of all accounts, streamed, are those of the futures replayed one by one.

#include <cmath>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/paths.hpp"
#include "kamsim/simulation/replay.hpp"
#include "support/experiments.hpp"

namespace kamsim {
namespace {

/// What a sink was given, one block after another.
struct Taken {
    std::vector<std::int64_t> first_replications;
    std::vector<int> replications;
    std::vector<std::array<std::vector<float>, path_quantity_count>> values;
};

Taken take(const Experiment& experiment, int threads)
{
    Taken taken;
    PathOptions options;
    options.threads = threads;
    options.sink = [&](const PathBlock& block) {
        taken.first_replications.push_back(block.first_replication);
        taken.replications.push_back(block.replications);
        auto& kept = taken.values.emplace_back();
        for (std::size_t quantity = 0; quantity < kept.size(); ++quantity) {
            kept[quantity].assign(block.values[quantity].begin(), block.values[quantity].end());
        }
    };
    EXPECT_EQ(stream_paths(experiment, options), experiment.replications);
    return taken;
}

bool same(float a, float b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

void expect_replayed(const Experiment& experiment, const Taken& taken)
{
    std::vector<int> alternatives(experiment.alternatives.size());
    std::iota(alternatives.begin(), alternatives.end(), 0);
    std::int64_t next = 0;
    for (std::size_t block = 0; block < taken.values.size(); ++block) {
        ASSERT_EQ(taken.first_replications[block], next);
        for (int k = 0; k < taken.replications[block]; ++k, ++next) {
            const Replay one = replay(experiment, next, alternatives);
            for (std::size_t quantity = 0; quantity < path_quantity_count; ++quantity) {
                const std::size_t size = one.alternatives.front().paths[quantity].size();
                for (std::size_t a = 0; a < alternatives.size(); ++a) {
                    const auto& expected = one.alternatives[a].paths[quantity];
                    const std::size_t row =
                        a * static_cast<std::size_t>(taken.replications[block]) + static_cast<std::size_t>(k);
                    for (std::size_t at = 0; at < size; ++at) {
                        ASSERT_TRUE(
                            same(taken.values[block][quantity][row * size + at], static_cast<float>(expected[at])))
                            << path_catalogue()[quantity].name << " of replication " << next;
                    }
                }
            }
        }
    }
    EXPECT_EQ(next, experiment.replications);
}

TEST(Paths, AreThoseOfTheReplays)
{
    Experiment certain = small_experiment();
    certain.replications = 21;
    expect_replayed(certain, take(certain, 2));
    const Experiment uncertain = uncertain_experiment(3);
    expect_replayed(uncertain, take(uncertain, 3));
}

TEST(Paths, DoNotDependOnTheThreads)
{
    Experiment experiment = small_experiment();
    experiment.replications = 50;
    const Taken one = take(experiment, 1);
    const Taken many = take(experiment, 5);
    EXPECT_EQ(one.first_replications, many.first_replications);
    for (std::size_t block = 0; block < one.values.size(); ++block) {
        EXPECT_EQ(one.values[block][static_cast<std::size_t>(PathQuantity::revenue)],
                  many.values[block][static_cast<std::size_t>(PathQuantity::revenue)]);
    }
}

TEST(Paths, EndEarlyAfterWholeBlocks)
{
    Experiment experiment = small_experiment();
    experiment.replications = 100;
    int asked = 0;
    PathOptions options;
    options.threads = 1;
    options.sink = [](const PathBlock&) {};
    options.goes_on = [&] { return ++asked <= 3; };
    EXPECT_EQ(stream_paths(experiment, options), 24);
    options.sink = {};
    EXPECT_THROW((void)stream_paths(experiment, options), std::invalid_argument);
}

TEST(Paths, OfTheFirstReplicationsAlone)
{
    const Experiment experiment = uncertain_experiment(3);
    std::int64_t taken = 0;
    PathOptions options;
    options.threads = 2;
    options.replications = 13;
    options.sink = [&](const PathBlock& block) { taken = block.first_replication + block.replications; };
    EXPECT_EQ(stream_paths(experiment, options), 13);
    EXPECT_EQ(taken, 13);
    options.replications = experiment.replications + 1;
    EXPECT_THROW((void)stream_paths(experiment, options), std::invalid_argument);
}

TEST(Paths, QuantitiesAreDeclaredInTheirOrder)
{
    for (int k = 0; k < path_quantity_count; ++k) {
        EXPECT_EQ(static_cast<int>(path_catalogue()[static_cast<std::size_t>(k)].quantity), k);
    }
}

} // namespace
} // namespace kamsim
