// The paths of all accounts in a result file: what stands there is what the replays say.

#include <cmath>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "kamsim/simulation/paths.hpp"
#include "kamsim/simulation/replay.hpp"
#include "results/layout.hpp"
#include "results/path_variables.hpp"
#include "support/experiments.hpp"
#include "support/hdf5_reader.hpp"
#include "support/small_run.hpp"

namespace kamsim::test {
namespace {

class PathFile : public ResultFolder {
protected:
    /// Streams the first replications of an experiment into a file of their own.
    void write_paths(const Experiment& experiment, std::int64_t replications, int threads) const
    {
        std::ofstream(path()).flush(); // the file has to be there
        hdf5::File file(path());
        write_experiment_coordinates(file, experiment, {0, replications});
        PathVariables variables(file, experiment);
        PathOptions options;
        options.threads = threads;
        options.replications = replications;
        options.sink = [&](const PathBlock& block) { variables.append(block); };
        EXPECT_EQ(stream_paths(experiment, options), replications);
        file.close();
    }
};

std::vector<int> all_alternatives(const Experiment& experiment)
{
    std::vector<int> all(experiment.alternatives.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
}

void expect_replayed(const Hdf5Reader& file, const Experiment& experiment)
{
    const auto replications = static_cast<std::size_t>(experiment.replications);
    for (std::size_t quantity = 0; quantity < path_quantity_count; ++quantity) {
        const std::string name = std::string("path_") + path_catalogue()[quantity].name;
        const auto numbers = file.numbers(name);
        const std::size_t size = experiment.accounts.size() * static_cast<std::size_t>(experiment.periods);
        ASSERT_EQ(numbers.size(), experiment.alternatives.size() * replications * size);
        for (std::size_t r = 0; r < replications; ++r) {
            const Replay one = replay(experiment, static_cast<std::int64_t>(r), all_alternatives(experiment));
            for (std::size_t a = 0; a < experiment.alternatives.size(); ++a) {
                for (std::size_t at = 0; at < size; ++at) {
                    const double kept = numbers[(a * replications + r) * size + at];
                    const double expected =
                        static_cast<double>(static_cast<float>(one.alternatives[a].paths[quantity][at]));
                    ASSERT_TRUE(kept == expected || (std::isnan(kept) && std::isnan(expected))) << name;
                }
            }
        }
    }
}

TEST_F(PathFile, HoldsThePathsOfTheReplays)
{
    Experiment experiment = small_experiment();
    experiment.replications = 19;
    write_paths(experiment, 19, 2);
    expect_replayed(Hdf5Reader(path()), experiment);
}

TEST_F(PathFile, HoldsThoseOfWorldsThatFillNoBlock)
{
    const Experiment experiment = uncertain_experiment(3);
    write_paths(experiment, experiment.replications, 3);
    expect_replayed(Hdf5Reader(path()), experiment);
}

TEST_F(PathFile, SaysWhatItsVariablesAre)
{
    Experiment experiment = small_experiment();
    experiment.replications = 9;
    write_paths(experiment, 9, 1);
    const Hdf5Reader file(path());
    EXPECT_EQ(file.type("path_revenue"), "float32");
    EXPECT_EQ(file.type("path_alive"), "int8");
    EXPECT_EQ(file.type("path_manager"), "int32");
    EXPECT_EQ(file.dimensions("path_key"),
              (std::vector<std::string>{"alternative", "replication", "account", "period"}));
    EXPECT_EQ(file.text_attribute("path_revenue", "units"), "kEUR/year");
    for (const PathDeclaration& declaration : path_catalogue()) {
        const std::string name = std::string("path_") + declaration.name;
        EXPECT_EQ(file.text_attribute(name, "long_name"), declaration.meaning);
    }
    const auto documentation = content(std::string(KAMSIM_SOURCE_DIR) + "/docs/formats/results.md");
    for (const PathDeclaration& declaration : path_catalogue()) {
        const std::string name = std::string("path_") + declaration.name;
        auto unit = file.text_attribute(name, "units");
        unit = unit.starts_with("kEUR") ? "money" + unit.substr(4) : unit;
        const std::string row = "| `/" + name + "` | " + file.type(name)
                                + " | `alternative` `replication` `account` `period` | " + unit + " | ";
        EXPECT_NE(documentation.find(row), std::string::npos) << row;
    }
    EXPECT_TRUE(std::isnan(file.number_attribute("path_relationship", "_FillValue")));
    EXPECT_FALSE(file.has_attribute("path_alive", "_FillValue"));
}

TEST_F(PathFile, HasEqualBytesForAnyNumberOfThreads)
{
    Experiment experiment = small_experiment();
    experiment.replications = 20;
    write_paths(experiment, 20, 1);
    const auto first = content(path());
    write_paths(experiment, 20, 3);
    EXPECT_EQ(content(path()), first);
}

} // namespace
} // namespace kamsim::test
