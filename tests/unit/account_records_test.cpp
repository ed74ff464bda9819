// Accounts in each replication, from the run to the file: whatever way a run came to its file, it holds what the kernel
// showed.

#include <cmath>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/results/checks.hpp"
#include "kamsim/results/result_extension.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/results/run_folder.hpp"
#include "kamsim/results/sample_files.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "results/account_records.hpp"
#include "support/experiments.hpp"
#include "support/hdf5_reader.hpp"
#include "support/horizon_frames.hpp"
#include "support/small_run.hpp"

namespace kamsim {
namespace {

using test::content;
using test::Hdf5Reader;
using testing::ElementsAre;
using testing::HasSubstr;
using Path = std::filesystem::path;

using AccountRecords = test::ResultFolder;

/// Enough accounts for a chunk to hold a part of the replications only.
Scenario scenario_of(std::int64_t replications)
{
    Scenario scenario;
    scenario.experiment = small_experiment();
    scenario.experiment.periods = 6;
    const auto accounts = scenario.experiment.accounts;
    for (int copy = 1; copy < 5; ++copy) {
        for (Account account : accounts) {
            account.id += " " + std::to_string(copy);
            scenario.experiment.accounts.push_back(account);
        }
    }
    scenario.experiment.replications = replications;
    scenario.overrides = {"replications=" + std::to_string(replications)};
    return scenario;
}

void simulate_into(RunFolder& folder)
{
    SimulationOptions options;
    options.threads = 2;
    options.detail = folder.plan().detail;
    options.part_is_due = [] { return true; };
    for (const LeafRange leaves : folder.missing()) {
        static_cast<void>(simulate_parts(
            folder.scenario().experiment, leaves, [&](SamplePart&& part) { folder.commit(part); }, options));
    }
}

void write_result(const std::vector<Path>& files, const Path& path)
{
    const SampleFiles sample(files);
    const auto merged = sample.merge();
    const auto& experiment = sample.scenario().experiment;
    sample.write_result(path, merged, check_outcome(experiment, merged.outcome),
                        compare(experiment, merged.outcome).verdict.sentence);
}

void run_whole(const Path& path, const Scenario& scenario, RecordedDetail detail = RecordedDetail::accounts)
{
    RunFolder folder(path, scenario, {all_leaves(scenario.experiment), "", detail});
    simulate_into(folder);
    write_result(folder.shards(), path);
    folder.remove();
}

void run_part(const Path& path, const Scenario& scenario, LeafRange leaves, RecordedDetail detail)
{
    RunFolder folder(path, scenario, {leaves, "", detail});
    simulate_into(folder);
    SampleFiles(folder.shards()).write_part(path);
    folder.remove();
}

TEST_F(AccountRecords, AreInTheFileAsTheKernelShowsThem)
{
    const auto scenario = scenario_of(700);
    run_whole(path(), scenario);
    const Hdf5Reader file(path());
    const auto value = file.numbers("account_value");
    const auto is_customer = file.numbers("account_is_customer");
    const auto manager = file.numbers("account_last_manager");
    const auto period = file.numbers("account_loss_period");
    const auto reason = file.numbers("account_loss_reason");
    std::size_t at = 0;
    for (const auto& of_alternative : futures_at_horizon(scenario.experiment)) {
        for (const auto& future : of_alternative) {
            for (const auto& account : future.accounts) {
                ASSERT_EQ(value.at(at), account.value);
                ASSERT_EQ(is_customer.at(at), account.is_customer ? 1.0 : 0.0);
                ASSERT_EQ(manager.at(at), account.last_manager);
                ASSERT_EQ(period.at(at), account.loss_period);
                ASSERT_EQ(reason.at(at), account.loss_reason);
                ++at;
            }
        }
    }
    EXPECT_EQ(at, value.size());
}

TEST_F(AccountRecords, HaveTheDeclaredShapesAndAddUpToTheMeans)
{
    const auto scenario = scenario_of(300);
    run_whole(path(), scenario);
    const Hdf5Reader file(path());
    for (const auto& declaration : account_record_declarations()) {
        EXPECT_EQ(file.dimensions(declaration.name), declaration.dimensions);
        EXPECT_THAT(file.shape(declaration.name), ElementsAre(4, 300, 120));
        EXPECT_FALSE(file.text_attribute(declaration.name, "long_name").empty());
    }
    EXPECT_EQ(file.type("account_is_customer"), "int8");
    EXPECT_EQ(file.type("account_last_manager"), "int32");
    EXPECT_EQ(file.text_attribute("account_value", "units"), "kEUR");
    const auto values = file.numbers("account_value");
    const auto means = file.numbers("account_value_mean");
    for (std::size_t alternative = 0; alternative < 4; ++alternative) {
        for (std::size_t account = 0; account < 120; ++account) {
            double mean = 0.0;
            for (std::size_t replication = 0; replication < 300; ++replication) {
                mean += values.at((alternative * 300 + replication) * 120 + account) / 300.0;
            }
            EXPECT_NEAR(mean, means.at(alternative * 120 + account), 1e-9 * (1.0 + std::abs(mean)));
        }
    }
}

TEST_F(AccountRecords, AreLeftOutWhereNobodyAsked)
{
    run_whole(path(), scenario_of(20), RecordedDetail::ledgers);
    const auto variables = Hdf5Reader(path()).variables();
    EXPECT_THAT(variables, testing::Not(testing::Contains("account_value")));
    EXPECT_THAT(variables, testing::Contains("account_value_mean"));
}

TEST_F(AccountRecords, OfPartsAndExtensionsMakeTheSameFile)
{
    const auto scenario = scenario_of(1300);
    const auto all = all_leaves(scenario.experiment);
    run_whole(path("whole.h5"), scenario);
    run_part(path("first.h5"), scenario, {0, 2}, RecordedDetail::accounts);
    run_part(path("second.h5"), scenario, {2, all.end}, RecordedDetail::accounts);
    write_result({path("second.h5"), path("first.h5")}, path("merged.h5"));
    EXPECT_TRUE(content(path("merged.h5")) == content(path("whole.h5")));

    run_whole(path("grown.h5"), scenario_of(700));
    {
        RunFolder folder = begin_extension(path("grown.h5"), 600);
        EXPECT_EQ(folder.plan().detail, RecordedDetail::accounts);
        simulate_into(folder);
        auto files = folder.shards();
        files.push_back(path("grown.h5"));
        write_result(files, path("grown.h5"));
        folder.remove();
    }
    EXPECT_TRUE(content(path("grown.h5")) == content(path("whole.h5")));
}

TEST_F(AccountRecords, OfAnUnfinishedRunGoOn)
{
    const auto scenario = scenario_of(600);
    run_whole(path("whole.h5"), scenario);
    {
        RunFolder folder(path(), scenario, {all_leaves(scenario.experiment), "", RecordedDetail::accounts});
    }
    RunFolder folder(path());
    EXPECT_EQ(folder.plan().detail, RecordedDetail::accounts);
    simulate_into(folder);
    write_result(folder.shards(), path());
    folder.remove();
    EXPECT_TRUE(content(path()) == content(path("whole.h5")));
}

TEST_F(AccountRecords, AreNotPutTogetherWithPartsWithoutThem)
{
    const auto scenario = scenario_of(600);
    run_part(path("first.h5"), scenario, {0, 1}, RecordedDetail::accounts);
    run_part(path("second.h5"), scenario, {1, 3}, RecordedDetail::ledgers);
    try {
        const SampleFiles files({path("first.h5"), path("second.h5")});
        FAIL() << "parts of two kinds were taken";
    } catch (const ResultFileError& error) {
        EXPECT_THAT(error.what(), HasSubstr("--detail accounts"));
    }
}

} // namespace
} // namespace kamsim
