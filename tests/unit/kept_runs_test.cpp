// Runs that are kept in files: stopped, resumed, extended, put together from parts. Whatever happened on the way, the
// file has the bytes of a run that nothing happened to.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <utility>
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
#include "support/experiments.hpp"
#include "support/hdf5_reader.hpp"
#include "support/outcome_identity.hpp"
#include "support/small_run.hpp"

namespace kamsim {

namespace {

using test::content;
using test::Hdf5Reader;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using Path = std::filesystem::path;
using Paths = std::vector<Path>;

using KeptRuns = test::ResultFolder;

Scenario plain(std::int64_t replications)
{
    Scenario scenario;
    scenario.experiment = small_experiment();
    scenario.experiment.periods = 3;
    scenario.experiment.replications = replications;
    scenario.overrides = {"replications=" + std::to_string(replications)};
    return scenario;
}

/// Its load is certain enough for the number of managers not to depend on the number of worlds.
Scenario uncertain(std::int64_t worlds, std::int64_t futures, WorldDesign design = WorldDesign::sobol)
{
    Scenario scenario = plain(worlds * futures);
    scenario.experiment.uncertainty = uncertain_experiment(futures, design).uncertainty;
    scenario.experiment.uncertainty.inputs[1].distribution = UniformDistribution{3.0, 3.1};
    return scenario;
}

/// Simulates what is missing, each batch a part of its own, up to a number of parts.
void go_on(RunFolder& folder, int most_parts = 1'000'000)
{
    int parts = 0;
    SimulationOptions options;
    options.detail = folder.plan().detail;
    options.threads = 2;
    options.replications_per_batch = 512;
    options.part_is_due = [] { return true; };
    options.goes_on = [&] { return parts < most_parts; };
    const auto commit = [&](SamplePart&& part) {
        folder.commit(part);
        ++parts;
    };
    for (const LeafRange leaves : folder.missing()) {
        if (simulate_parts(folder.scenario().experiment, leaves, commit, options) != leaves) {
            return;
        }
    }
}

void write_result(const SampleFiles& files, const Path& path)
{
    const auto merged = files.merge();
    const auto& experiment = files.scenario().experiment;
    files.write_result(path, merged, check_outcome(experiment, merged.outcome),
                       compare(experiment, merged.outcome).verdict.sentence);
}

void finish(RunFolder& folder, const Path& path)
{
    auto files = folder.shards();
    if (!folder.plan().base_hash.empty()) {
        files.push_back(path);
    }
    write_result(SampleFiles(files), path);
    folder.remove();
}

void run_whole(const Path& path, const Scenario& scenario)
{
    RunFolder folder(path, scenario, {all_leaves(scenario.experiment), ""});
    go_on(folder);
    finish(folder, path);
}

void run_part(const Path& path, const Scenario& scenario, LeafRange leaves)
{
    RunFolder folder(path, scenario, {leaves, ""});
    go_on(folder);
    SampleFiles(folder.shards()).write_part(path);
    folder.remove();
}

/// Goes on as another process would.
void finish_after_resume(RunFolder&& stopped, const Path& path)
{
    {
        const RunFolder over = std::move(stopped);
    }
    RunFolder folder(path);
    go_on(folder);
    finish(folder, path);
}

std::string complaint(const std::function<void()>& work)
{
    try {
        work();
    } catch (const ResultFileError& error) {
        return error.what();
    }
    return "";
}

void flip(const Path& path, std::streamoff at)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const auto byte = static_cast<char>(file.get() ^ 1);
    file.seekp(at);
    file.put(byte);
}

std::vector<Scenario> scenarios()
{
    return {plain(256 * 9 + 100), uncertain(150, 16), uncertain(7, 300)};
}

} // namespace

TEST_F(KeptRuns, StoppedAfterAnyPartTheyGoOnToTheSameBytes)
{
    for (const Scenario& scenario : scenarios()) {
        run_whole(path("whole.h5"), scenario);
        for (const int parts : {0, 1, 3}) {
            SCOPED_TRACE(std::to_string(scenario.experiment.replications)
                         + " replications, stopped after parts: " + std::to_string(parts));
            {
                RunFolder folder(path(), scenario, {all_leaves(scenario.experiment), ""});
                go_on(folder, parts);
            }
            std::ofstream(path("run.h5.part") / ".shard.123-0.part") << "what a killed process was writing";
            RunFolder folder(path());
            EXPECT_EQ(folder.shards().size(), static_cast<std::size_t>(parts));
            EXPECT_FALSE(folder.missing().empty());
            go_on(folder);
            finish(folder, path());
            EXPECT_TRUE(content(path()) == content(path("whole.h5")));
        }
        EXPECT_FALSE(std::filesystem::exists(path("run.h5.part")));
    }
}

TEST_F(KeptRuns, AreReadBackAsTheyWereSimulated)
{
    for (const Scenario& scenario : scenarios()) {
        run_whole(path(), scenario);
        EXPECT_EQ(first_difference(read_result(path()).outcome, simulate(scenario.experiment)), "");
    }
}

TEST_F(KeptRuns, PartsInAnyOrderMakeTheFileOfOneRun)
{
    for (const Scenario& scenario : scenarios()) {
        run_whole(path("whole.h5"), scenario);
        const auto end = all_leaves(scenario.experiment).end;
        run_part(path("a.h5"), scenario, {0, 3});
        run_part(path("b.h5"), scenario, {3, 4});
        run_part(path("c.h5"), scenario, {4, end});
        write_result(SampleFiles({path("c.h5"), path("a.h5"), path("b.h5")}), path("merged.h5"));
        EXPECT_TRUE(content(path("merged.h5")) == content(path("whole.h5")));
        // Parts of parts, too.
        SampleFiles({path("b.h5"), path("c.h5")}).write_part(path("bc.h5"));
        write_result(SampleFiles({path("bc.h5"), path("a.h5")}), path("merged.h5"));
        EXPECT_TRUE(content(path("merged.h5")) == content(path("whole.h5")));
    }
}

TEST_F(KeptRuns, ExtendedTheyAreARunThatAskedForMore)
{
    const std::vector<std::pair<Scenario, std::int64_t>> cases{
        {plain(100), 50},    {plain(100), 1'000},          {plain(512), 300},
        {plain(900), 1'400}, {uncertain(50, 16), 64 * 16}, {uncertain(3, 300), 900}};
    for (const auto& [scenario, added] : cases) {
        SCOPED_TRACE(std::to_string(scenario.experiment.replications) + " and " + std::to_string(added));
        Scenario longer = scenario;
        longer.experiment.replications += added;
        longer.overrides = {"replications=" + std::to_string(longer.experiment.replications)};
        run_whole(path("longer.h5"), longer);
        run_whole(path(), scenario);
        {
            RunFolder folder = begin_extension(path(), added);
            go_on(folder, 1); // and is killed
        }
        RunFolder folder(path());
        go_on(folder);
        finish(folder, path());
        EXPECT_TRUE(content(path()) == content(path("longer.h5")));
    }
}

TEST_F(KeptRuns, WithPointsThatDependOnTheirNumberAreNotExtended)
{
    run_whole(path(), uncertain(40, 16, WorldDesign::latin_hypercube));
    EXPECT_THAT(complaint([&] { static_cast<void>(begin_extension(path(), 160)); }),
                AllOf(HasSubstr("cannot add replications to"), HasSubstr("Latin hypercube")));
    run_whole(path(), uncertain(40, 16));
    EXPECT_THAT(complaint([&] { static_cast<void>(begin_extension(path(), 100)); }),
                HasSubstr("100 replications are no whole worlds of 16 futures; the nearest are 96 and 112"));
    Scenario loads = uncertain(3, 300);
    loads.experiment.uncertainty.inputs[1].distribution = UniformDistribution{0.5, 6.0};
    loads.experiment.uncertainty.inputs[1].structures = {1, 2, 3};
    for (Alternative& alternative : loads.experiment.alternatives) {
        alternative.key_accounts = 12;
    }
    run_whole(path(), loads);
    EXPECT_THAT(complaint([&] { static_cast<void>(begin_extension(path(), 500 * 300)); }),
                HasSubstr("more managers than the file has room for"));
    EXPECT_FALSE(std::filesystem::exists(path("run.h5.part")));
}

TEST_F(KeptRuns, DamagedShardsArePutAsideAndSimulatedAgain)
{
    const Scenario scenario = plain(256 * 8);
    run_whole(path("whole.h5"), scenario);
    {
        RunFolder folder(path(), scenario, {all_leaves(scenario.experiment), ""});
        go_on(folder, 3);
        flip(folder.shards()[1], 5'000);
    }
    RunFolder folder(path());
    EXPECT_EQ(folder.damaged().size(), 1U);
    EXPECT_THAT(folder.missing(), ElementsAre(LeafRange{2, 4}, LeafRange{6, 8}));
    EXPECT_EQ(folder.committed_replications(), 256 * 4);
    go_on(folder);
    finish(folder, path());
    EXPECT_TRUE(content(path()) == content(path("whole.h5")));
}

TEST_F(KeptRuns, WithADamagedPlanDoNotGoOn)
{
    const Scenario scenario = plain(700);
    {
        RunFolder folder(path(), scenario, {all_leaves(scenario.experiment), ""});
        go_on(folder, 1);
    }
    for (const auto& entry : std::filesystem::directory_iterator(path("run.h5.part"))) {
        if (entry.path().filename().string().starts_with("plan-")) {
            flip(entry.path(), 3'000);
        }
    }
    EXPECT_THAT(complaint([&] { RunFolder folder(path()); }), HasSubstr("is damaged, so it cannot go on"));
}

TEST_F(KeptRuns, OneProcessAtATimeHasAFolder)
{
    const Scenario scenario = plain(300);
    RunFolder folder(path(), scenario, {all_leaves(scenario.experiment), ""});
    const auto again = [&] { RunFolder second(path(), scenario, {all_leaves(scenario.experiment), ""}); };
    const auto resumed = [&] { RunFolder second(path()); };
    EXPECT_THAT(complaint(again), HasSubstr("another run is writing"));
    EXPECT_THAT(complaint(resumed), HasSubstr("another run is writing"));
    go_on(folder);
    finish(folder, path());
    EXPECT_THAT(complaint(resumed), HasSubstr("there is no unfinished run of"));
    EXPECT_EQ(complaint(again), "");
}

TEST_F(KeptRuns, AreNotBegunOverUnfinishedOnes)
{
    const Scenario scenario = plain(700);
    {
        RunFolder folder(path(), scenario, {all_leaves(scenario.experiment), ""});
        go_on(folder, 1);
    }
    EXPECT_THAT(complaint([&] {
                    RunFolder folder(path(), scenario, {all_leaves(scenario.experiment), ""});
                }),
                HasSubstr("holds an unfinished run; go on with it by kamsim run --resume"));
    EXPECT_TRUE(RunFolder::is_begun(path()));
}

TEST_F(KeptRuns, PartsThatDoNotFitAreRefusedWithTheReason)
{
    const Scenario scenario = plain(256 * 6);
    run_part(path("a.h5"), scenario, {0, 2});
    run_part(path("b.h5"), scenario, {1, 3});
    run_part(path("c.h5"), scenario, {4, 6});
    const auto refusal = [&](const Paths& files) { return complaint([&] { SampleFiles merged(files); }); };
    EXPECT_THAT(refusal({path("a.h5"), path("b.h5")}), HasSubstr("both hold replications 256 to 511"));
    EXPECT_THAT(refusal({path("a.h5"), path("c.h5")}), HasSubstr("replications 512 to 1023 lack between"));
    EXPECT_EQ(SampleFiles({path("a.h5")}).what_lacks(), "replications 512 to 1535");
    EXPECT_THAT(complaint([&] { SampleFiles({path("c.h5")}).shorten(); }), HasSubstr("not the beginning of a sample"));

    const auto other = [&](const std::function<void(Scenario&)>& change) {
        Scenario changed = scenario;
        change(changed);
        run_part(path("other.h5"), changed, {2, 6});
        return refusal({path("a.h5"), path("other.h5")});
    };
    EXPECT_EQ(other([](Scenario& s) { s.experiment.replications = 256 * 6; }), "");
    EXPECT_THAT(other([](Scenario& s) { s.experiment.seed = 99; }), HasSubstr("their seeds are 11 and 99"));
    EXPECT_THAT(other([](Scenario& s) { s.experiment.parameters.retention.leaving_base = -2.0; }),
                HasSubstr("parameters/retention.leaving_base is"));
    EXPECT_THAT(other([](Scenario& s) { s.experiment.accounts[3].wallet *= 2.0; }), HasSubstr("their accounts"));
    EXPECT_THAT(other([](Scenario& s) { s.text = "# another"; }), HasSubstr("scenario files or command lines"));
}

TEST_F(KeptRuns, WithPathsAreTheSameHoweverTheyCame)
{
    const auto begin = [&](const Path& file, const Scenario& scenario) {
        return RunFolder(file, scenario, {all_leaves(scenario.experiment), "", RecordedDetail::paths});
    };
    Scenario scenario = plain(700);
    auto whole = begin(path("whole.h5"), scenario);
    go_on(whole);
    finish(whole, path("whole.h5"));
    const Hdf5Reader file(path("whole.h5"));
    EXPECT_EQ(file.shape("path_revenue"), (std::vector<hsize_t>{4, 700, scenario.experiment.accounts.size(), 3}));
    EXPECT_TRUE(file.has_attribute("account_value", "units"));

    auto stopped = begin(path(), plain(300));
    go_on(stopped);
    finish(stopped, path());
    auto extension = begin_extension(path(), 400);
    go_on(extension, 1);
    finish_after_resume(std::move(extension), path());
    EXPECT_TRUE(content(path()) == content(path("whole.h5")));
}

TEST_F(KeptRuns, ShortenedAreRunsThatAskedForLess)
{
    const Scenario scenario = plain(256 * 6);
    run_part(path("a.h5"), scenario, {0, 4});
    SampleFiles files({path("a.h5")});
    EXPECT_FALSE(files.are_whole());
    files.shorten();
    write_result(files, path());
    run_whole(path("less.h5"), plain(256 * 4));
    EXPECT_TRUE(content(path()) == content(path("less.h5")));
}

} // namespace kamsim
