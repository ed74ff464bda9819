// A sample may be cut into parts anywhere between leaves: merged, they have the bits of one run.

#include <cstdint>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/part_merger.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/outcome_identity.hpp"

namespace kamsim {
namespace {

SimulationOptions on_threads(int threads)
{
    SimulationOptions options;
    options.threads = threads;
    return options;
}

/// The parts of a range of leaves, as large as they come.
std::vector<SamplePart> parts_of(const Experiment& experiment, LeafRange leaves, int threads = 2)
{
    std::vector<SamplePart> parts;
    const auto keep = [&](SamplePart&& part) { parts.push_back(std::move(part)); };
    EXPECT_EQ(simulate_parts(experiment, leaves, keep, on_threads(threads)), leaves);
    return parts;
}

Outcome merged(const Experiment& experiment, const std::vector<SamplePart>& parts)
{
    PartMerger merger(experiment);
    for (const SamplePart& part : parts) {
        merger.add(part);
    }
    return merger.finish();
}

/// Cuts before these leaves.
std::vector<SamplePart> cut(const Experiment& experiment, std::vector<std::int64_t> cuts)
{
    cuts.push_back(all_leaves(experiment).end);
    std::vector<SamplePart> parts;
    std::int64_t first = 0;
    for (const std::int64_t end : cuts) {
        auto more = parts_of(experiment, {first, end}, 1 + static_cast<int>(parts.size()) % 3);
        parts.insert(parts.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        first = end;
    }
    return parts;
}

/// An uncertain load changes how many managers there is room for with the number of worlds.
Experiment with_steady_load(Experiment experiment)
{
    experiment.uncertainty.inputs[1].distribution = UniformDistribution{3.0, 3.1};
    return experiment;
}

/// Plain, with worlds of which many make a leaf, and with worlds of several super-blocks.
std::vector<Experiment> experiments()
{
    std::vector<Experiment> all;
    all.push_back(small_experiment());
    all.back().replications = 256 * 13 + 77;
    all.push_back(with_steady_load(uncertain_experiment(8)));
    all.back().replications = 8 * 400;
    all.push_back(with_steady_load(uncertain_experiment(300)));
    all.back().replications = 300 * 11;
    for (Experiment& experiment : all) {
        experiment.periods = 5;
    }
    return all;
}

TEST(Parts, WhereverTheyAreCutHaveTheBitsOfOneRun)
{
    for (const Experiment& experiment : experiments()) {
        const Outcome whole = simulate(experiment, on_threads(2));
        const std::int64_t leaves = all_leaves(experiment).end;
        ASSERT_GT(leaves, 10);
        for (const std::vector<std::int64_t>& cuts :
             {std::vector<std::int64_t>{1}, {4}, {5, 6}, {1, 2, 3, 5, 8}, {leaves - 1}, {3, 4, leaves - 2}}) {
            SCOPED_TRACE(experiment.title + ", first cut before leaf " + std::to_string(cuts.front()));
            EXPECT_EQ(first_difference(whole, merged(experiment, cut(experiment, cuts))), "");
        }
    }
}

TEST(Parts, JoinedAreOnePart)
{
    for (const Experiment& experiment : experiments()) {
        const auto one = parts_of(experiment, {3, 10});
        ASSERT_EQ(one.size(), 1U);
        std::vector<PartSums> sums;
        for (const LeafRange range : {LeafRange{3, 4}, LeafRange{4, 7}, LeafRange{7, 10}}) {
            sums.push_back(parts_of(experiment, range).front().sums);
        }
        EXPECT_EQ(joined(experiment, sums), one.front().sums);
    }
}

TEST(Parts, OfALongerRunAreThoseOfAShorterOne)
{
    for (Experiment experiment : experiments()) {
        const auto whole_leaves = SampleLeaves(experiment).whole_count();
        const auto shorter = parts_of(experiment, {0, whole_leaves});
        experiment.replications *= 2;
        EXPECT_EQ(shorter, parts_of(experiment, {0, whole_leaves})) << experiment.title;
    }
}

TEST(Parts, AreFewNodes)
{
    Experiment experiment = small_experiment();
    experiment.periods = 1;
    experiment.replications = 256 * 100;
    const auto parts = parts_of(experiment, {1, 99});
    ASSERT_EQ(parts.size(), 1U);
    // 1, 2-3, 4-7, 8-15, 16-31, 32-63, 64-95, 96-97, 98.
    std::vector<LeafRange> ranges;
    for (const SumNode& node : parts.front().sums.nodes) {
        ranges.push_back(node.leaves);
    }
    EXPECT_EQ(ranges, (std::vector<LeafRange>{
                          {1, 2}, {2, 4}, {4, 8}, {8, 16}, {16, 32}, {32, 64}, {64, 96}, {96, 98}, {98, 99}}));
}

TEST(Parts, ThatDoNotFollowAreRefused)
{
    const Experiment experiment = experiments().front();
    const auto first = parts_of(experiment, {0, 4}).front();
    const auto second = parts_of(experiment, {4, 6}).front();
    PartMerger merger(experiment);
    EXPECT_THROW(merger.add(second), std::invalid_argument);
    merger.add(first);
    EXPECT_THROW(merger.add(first), std::invalid_argument);
    PartMerger pieces(experiment);
    pieces.add_records(0, first.records);
    EXPECT_THROW(static_cast<void>(pieces.finish()), std::invalid_argument) << "the sums are missing";
    EXPECT_THROW(static_cast<void>(parts_of(experiment, {0, 99})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(parts_of(experiment, {5, 5})), std::invalid_argument);
}

} // namespace
} // namespace kamsim
