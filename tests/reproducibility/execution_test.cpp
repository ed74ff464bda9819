// How a run is carried out changes no number: not the threads, not the batches, not the instruction set.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/lane_probe.hpp"
#include "support/middle_experiment.hpp"
#include "support/outcome_identity.hpp"

namespace kamsim {
namespace {

/// Small ones of every kind, and one of ordinary size; the numbers of replications divide neither by 8 nor by 256.
std::vector<Experiment> experiments()
{
    std::vector<Experiment> result{small_experiment(), middle_experiment()};
    result.front().replications = 613;
    result.back().replications = 270;
    // Worlds smaller than a block, of parts of blocks, and of several super-blocks.
    for (const std::int64_t futures : {1, 3, 8, 20, 300}) {
        result.push_back(uncertain_experiment(futures));
    }
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        result.push_back(random_experiment(seed));
        result.back().replications = 261;
    }
    return result;
}

SimulationOptions way(int threads, std::int64_t replications_per_batch, std::optional<InstructionSet> set = {})
{
    SimulationOptions options;
    options.threads = threads;
    options.replications_per_batch = replications_per_batch;
    options.instruction_set = set;
    return options;
}

void expect_same_as_default(const std::vector<SimulationOptions>& ways)
{
    for (const Experiment& experiment : experiments()) {
        SCOPED_TRACE(experiment.title);
        const Outcome expected = simulate(experiment);
        for (const SimulationOptions& options : ways) {
            EXPECT_EQ(first_difference(simulate(experiment, options), expected), "")
                << options.threads << " threads, " << options.replications_per_batch << " in a batch";
        }
    }
}

TEST(Execution, ThreadsChangeNothing)
{
    expect_same_as_default({way(1, 0), way(2, 0), way(3, 0), way(8, 0)});
}

TEST(Execution, TheSizeOfABatchChangesNothing)
{
    expect_same_as_default({way(0, 256), way(2, 512), way(3, 2560)});
}

TEST(Execution, TheInstructionSetChangesNothing)
{
    std::vector<SimulationOptions> ways;
    for (const InstructionSet set : supported_instruction_sets()) {
        ways.push_back(way(0, 0, set));
        ways.push_back(way(2, 256, set));
    }
    expect_same_as_default(ways);
}

TEST(Execution, TheInstructionSetIsTheOneAskedForOrTheBest)
{
    Experiment experiment = small_experiment();
    experiment.replications = 1;
    EXPECT_EQ(simulate(experiment).instruction_set, name(best_instruction_set()));
    for (const InstructionSet set : supported_instruction_sets()) {
        EXPECT_EQ(simulate(experiment, way(0, 0, set)).instruction_set, name(set));
    }
}

TEST(Execution, AgainGivesTheSame)
{
    const Experiment experiment = small_experiment();
    EXPECT_EQ(first_difference(simulate(experiment), simulate(experiment)), "");
}

TEST(Execution, ABatchThatDoesNotFitIsRefused)
{
    const Experiment experiment = small_experiment();
    for (const std::int64_t replications : {-256, 1, 8, 255, 300}) {
        EXPECT_THROW(static_cast<void>(simulate(experiment, way(0, replications))), std::invalid_argument)
            << replications;
    }
}

} // namespace
} // namespace kamsim
