#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>
#include <nlohmann/json.hpp>

#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/worlds.hpp"
#include "kamsim/report/json.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/results/checks.hpp"
#include "kamsim/results/resolved_parameters.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/results/result_writer.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/version.hpp"
#include "results/block_hashes.hpp"
#include "results/resolved_experiment.hpp"
#include "support/experiments.hpp"
#include "support/outcome_identity.hpp"
#include "support/parts.hpp"
#include "support/small_outcome.hpp"
#include "support/small_run.hpp"

namespace kamsim {

namespace {

using test::append;
using test::content;
using test::write;
using testing::HasSubstr;

using ResultReader = test::ResultFolder;

/// Simulates an experiment and keeps it, as the program does.
Outcome run_and_write(const std::filesystem::path& path, const Experiment& experiment)
{
    Scenario scenario;
    scenario.experiment = experiment;
    ResultWriter writer(path, scenario);
    SimulationOptions options;
    options.threads = 2;
    auto outcome = simulate_and_see(
        experiment, options, [&](const SamplePart& part) { writer.append(part.first_replication, part.records); });
    writer.finish(outcome, test::small_sums(), check_outcome(experiment, outcome),
                  compare(experiment, outcome).verdict.sentence);
    return outcome;
}

TEST_F(ResultReader, BringsBackWhatIsUncertain)
{
    for (const std::int64_t futures : {1, 3}) {
        const Experiment experiment = uncertain_experiment(futures, WorldDesign::latin_hypercube);
        const Outcome outcome = run_and_write(path(), experiment);
        const StoredResult stored = read_result(path());
        EXPECT_EQ(first_difference(stored.outcome, outcome), "");
        EXPECT_EQ(resolved_parameters_json(stored.scenario.experiment), resolved_parameters_json(experiment));
        // The worlds can be drawn again.
        EXPECT_EQ(Worlds(stored.scenario.experiment).account_draw(5, 3, 2), Worlds(experiment).account_draw(5, 3, 2));
        const Comparison comparison = compare(stored.scenario.experiment, stored.outcome);
        EXPECT_EQ(comparison_json(stored.scenario.experiment, outcome, comparison, ""),
                  comparison_json(experiment, outcome, compare(experiment, outcome), ""));
    }
}

void expect_same(const Account& left, const Account& right)
{
    SCOPED_TRACE(right.id);
    for (const auto& column : number_columns) {
        EXPECT_TRUE(same_bits(left.*column.member, right.*column.member)) << column.name;
    }
    for (const auto& column : flag_columns) {
        EXPECT_EQ(left.*column.member, right.*column.member) << column.name;
    }
    for (const auto& column : text_columns) {
        EXPECT_EQ(left.*column.member, right.*column.member) << column.name;
    }
    EXPECT_EQ(left.status, right.status);
}

void expect_same(const Experiment& left, const Experiment& right)
{
    EXPECT_EQ(nlohmann::json::diff(nlohmann::json::parse(resolved_parameters_json(left)),
                                   nlohmann::json::parse(resolved_parameters_json(right))),
              nlohmann::json::array());
    EXPECT_EQ(account_details_json(left.accounts), account_details_json(right.accounts));
    EXPECT_EQ(left.seed, right.seed);
    EXPECT_EQ(left.baseline, right.baseline);
    ASSERT_EQ(left.accounts.size(), right.accounts.size());
    for (std::size_t k = 0; k < left.accounts.size(); ++k) {
        expect_same(left.accounts[k], right.accounts[k]);
    }
}

std::string complaint(const std::filesystem::path& path)
{
    try {
        static_cast<void>(read_result(path));
    } catch (const UnreadableResult& error) {
        return error.what();
    }
    return "";
}

/// Opens a result file with HDF5 alone to change it.
void change(const std::filesystem::path& path, const std::function<void(hid_t)>& work)
{
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    ASSERT_GE(file, 0);
    work(file);
    ASSERT_GE(H5Fclose(file), 0);
}

/// The same by someone who adds the hashes of what stands there then.
void change_and_hash(const std::filesystem::path& path, const std::function<void(hid_t)>& work)
{
    change(path, work);
    append_block_hashes(path);
}

void set_version(hid_t file, std::int64_t number)
{
    const hid_t attribute = H5Aopen(file, "format_version", H5P_DEFAULT);
    EXPECT_GE(H5Awrite(attribute, H5T_NATIVE_INT64, &number), 0);
    H5Aclose(attribute);
}

/// Where the first chunk of a variable stands in the file.
std::streamoff first_chunk(const std::filesystem::path& path, const char* variable)
{
    haddr_t address = 0;
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t dataset = H5Dopen2(file, variable, H5P_DEFAULT);
    const hid_t space = H5Dget_space(dataset);
    EXPECT_GE(H5Dget_chunk_info(dataset, space, 0, nullptr, nullptr, &address, nullptr), 0);
    H5Sclose(space);
    H5Dclose(dataset);
    H5Fclose(file);
    return static_cast<std::streamoff>(address);
}

} // namespace

TEST_F(ResultReader, BringsBackTheScenarioAndItsProvenance)
{
    write(path());
    const auto scenario = test::small_scenario(5);
    const auto stored = read_result(path());
    expect_same(stored.scenario.experiment, scenario.experiment);
    EXPECT_EQ(stored.scenario.text, scenario.text);
    ASSERT_EQ(stored.scenario.bases.size(), scenario.bases.size());
    EXPECT_EQ(stored.scenario.bases.at(0).path, scenario.bases.at(0).path);
    EXPECT_EQ(stored.scenario.bases.at(0).text, scenario.bases.at(0).text);
    EXPECT_EQ(stored.scenario.overrides, scenario.overrides);
    EXPECT_EQ(stored.scenario.assumptions, scenario.assumptions);
    ASSERT_EQ(stored.scenario.inputs.size(), 2U);
    EXPECT_EQ(stored.scenario.inputs[0].path, "small.toml");
    EXPECT_EQ(stored.scenario.inputs[1].path, "data/accounts.csv");
    EXPECT_EQ(stored.scenario.inputs[1].hash, scenario.inputs[1].hash);
    EXPECT_THAT(stored.checks, testing::ElementsAre("the outcome was made by hand"));
    EXPECT_EQ(stored.verdict, "The outcome says nothing.");
    EXPECT_EQ(stored.program_version, version());
    EXPECT_EQ(stored.program_revision, revision());
}

TEST_F(ResultReader, BringsBackTheOutcomeBitForBit)
{
    for (const int managers : {2, 0}) {
        write(path(), {.managers = managers});
        const auto stored = read_result(path());
        EXPECT_EQ(first_difference(stored.outcome, test::small_outcome(test::small_scenario(5), managers)), "");
    }
}

TEST_F(ResultReader, WhatWasReadIsWrittenAgainWithTheSameBytes)
{
    write(path());
    auto stored = read_result(path());
    {
        ResultWriter writer(path("again.h5"), stored.scenario);
        append(writer, 0, 5);
        writer.finish(stored.outcome, test::small_sums(), stored.checks, stored.verdict);
    }
    EXPECT_TRUE(content(path("again.h5")) == content(path()));
}

TEST_F(ResultReader, BringsBackEveryKindOfExperiment)
{
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        SCOPED_TRACE(seed);
        auto experiment = random_experiment(seed);
        experiment.replications = 20;
        const auto outcome = run_and_write(path(), experiment);
        const auto stored = read_result(path());
        expect_same(stored.scenario.experiment, experiment);
        EXPECT_EQ(first_difference(stored.outcome, outcome), "");
    }
}

TEST_F(ResultReader, WhatWasReadIsComparedAsTheRunWas)
{
    auto experiment = small_experiment();
    experiment.replications = 300;
    auto outcome = run_and_write(path(), experiment);
    auto stored = read_result(path());
    outcome.seconds = stored.outcome.seconds = 1.0;
    const auto comparison = compare(experiment, outcome);
    const auto& again = stored.scenario.experiment;
    EXPECT_EQ(comparison_table(compare(again, stored.outcome)), comparison_table(comparison));
    EXPECT_EQ(comparison_json(again, stored.outcome, compare(again, stored.outcome), version()),
              comparison_json(experiment, outcome, comparison, version()));
    EXPECT_EQ(stored.verdict, comparison.verdict.sentence);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        EXPECT_EQ(
            bridge_table(bridge_between(again, stored.outcome, stored.outcome.baseline, alternative), again.currency),
            bridge_table(bridge_between(experiment, outcome, outcome.baseline, alternative), experiment.currency));
    }
}

TEST_F(ResultReader, RefusesWhatIsNoResult)
{
    EXPECT_THAT(complaint(path("missing.h5")), HasSubstr("missing.h5: there is no such file; check the name"));
    EXPECT_THAT(complaint(path("").parent_path()), HasSubstr("it is a folder"));
    std::ofstream(path("accounts.csv")) << "id,revenue\n";
    EXPECT_THAT(complaint(path("accounts.csv")), HasSubstr("it is no HDF5 file"));
    std::ofstream(path("empty.h5")).close();
    EXPECT_THAT(complaint(path("empty.h5")), HasSubstr("it is no HDF5 file"));
    H5Fclose(H5Fcreate(path("other.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
    EXPECT_THAT(complaint(path("other.h5")), HasSubstr("an HDF5 file, but no result of kamsim"));
}

TEST_F(ResultReader, RefusesOtherVersionsOfTheFormat)
{
    write(path());
    change(path(), [](hid_t file) { set_version(file, 2); }); // files of this version have no hashes
    EXPECT_THAT(complaint(path()), HasSubstr("in version 2 of the format"));
    EXPECT_THAT(complaint(path()), HasSubstr("; run its scenario again with this kamsim"));
    change_and_hash(path(), [](hid_t file) { set_version(file, 99); });
    EXPECT_THAT(complaint(path()), HasSubstr("in version 99 of the format"));
    EXPECT_THAT(complaint(path()), HasSubstr("; use a newer kamsim"));
}

TEST_F(ResultReader, RefusesAFileThatWasCutShort)
{
    write(path());
    const auto size = std::filesystem::file_size(path());
    for (const auto kept : {size - 1, size / 2, std::uintmax_t{600}}) {
        write(path());
        std::filesystem::resize_file(path(), kept);
        EXPECT_THAT(complaint(path()), HasSubstr("damaged or not complete")) << kept;
    }
}

TEST_F(ResultReader, RefusesChangedBytes)
{
    write(path());
    const auto place = first_chunk(path(), "value");
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(place + 4);
    const char byte = static_cast<char>(file.get() ^ 1);
    file.seekp(place + 4);
    file.put(byte);
    file.close();
    EXPECT_THAT(complaint(path()), HasSubstr("damaged or not complete: bytes "));
}

TEST_F(ResultReader, RefusesAFileInWhichSomethingIsMissing)
{
    for (const char* variable :
         {"value", "account", "account_input", "measure_squared_deviations", "measure", "year"}) {
        write(path());
        change_and_hash(path(), [&](hid_t file) { EXPECT_GE(H5Ldelete(file, variable, H5P_DEFAULT), 0); });
        EXPECT_THAT(complaint(path()), HasSubstr("damaged or not complete")) << variable;
    }
    for (const char* attribute :
         {"seed", "resolved_parameters", "account_details", "scenario_bases", "verdict", "checks"}) {
        write(path());
        change_and_hash(path(), [&](hid_t file) { EXPECT_GE(H5Adelete(file, attribute), 0); });
        EXPECT_THAT(complaint(path()), HasSubstr(std::string("the attribute ") + attribute + " is missing"));
    }
}

TEST_F(ResultReader, RefusesAnOutcomeOfAnotherExperiment)
{
    auto scenario = test::small_scenario(5);
    scenario.experiment.alternatives[1].key_accounts = 4; // of three accounts
    {
        ResultWriter writer(path(), scenario);
        append(writer, 0, 5);
        writer.finish(test::small_outcome(scenario, 2), test::small_sums(), {}, "");
    }
    EXPECT_THAT(complaint(path()), HasSubstr("it contradicts itself (alternative \"matrix\": key_accounts is 4"));
}

} // namespace kamsim
