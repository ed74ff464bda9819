#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/model/catalogue.hpp"
#include "kamsim/results/checks.hpp"
#include "kamsim/results/result_reader.hpp"
#include "kamsim/results/result_writer.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/version.hpp"
#include "support/experiments.hpp"
#include "support/hdf5_reader.hpp"
#include "support/outcome_identity.hpp"
#include "support/parts.hpp"
#include "support/small_outcome.hpp"
#include "support/small_run.hpp"

namespace kamsim {

namespace {

using test::append;
using test::Hdf5Reader;
using test::ledger_of;
using test::write;
using testing::ElementsAre;
using testing::IsEmpty;

using ResultFile = test::ResultFolder;

} // namespace

TEST_F(ResultFile, ReadsBackTheOutcome)
{
    write(path());
    const auto outcome = test::small_outcome(test::small_scenario(5), 2);
    const Hdf5Reader file(path());
    EXPECT_EQ(file.numbers("ledger"), ledger_of(2, 0, 5));
    EXPECT_EQ(file.numbers("value"), outcome.value);
    EXPECT_EQ(file.numbers("programme_spending"), outcome.programme_spending);
    EXPECT_EQ(file.numbers("payback_years"), outcome.payback_years);
    EXPECT_EQ(file.numbers("programme_survives"), outcome.programme_survives);
    EXPECT_EQ(file.numbers("residual_mean"), outcome.residual_mean);
    EXPECT_EQ(file.numbers("account_mean"), outcome.account_means);
    EXPECT_EQ(file.numbers("account_losses"), outcome.account_losses);
    EXPECT_EQ(file.numbers("manager_mean"), outcome.manager_means);
    EXPECT_EQ(file.numbers("pareto_curve"), outcome.pareto_curve);
    EXPECT_EQ(file.numbers("whale_curve"), outcome.whale_curve);
    EXPECT_THAT(file.numbers("account_value_mean"), testing::Each(40.0));
    EXPECT_THAT(file.numbers("account_value_sd"), testing::Each(std::sqrt(18.0)));
}

TEST_F(ResultFile, ReadsBackTheMomentsOfTheLedger)
{
    write(path());
    const auto outcome = test::small_outcome(test::small_scenario(5), 2);
    const Hdf5Reader file(path());
    const auto mean = file.numbers("ledger_mean");
    const auto deviation = file.numbers("ledger_sd");
    const auto difference = file.numbers("ledger_difference_mean");
    const auto difference_deviation = file.numbers("ledger_difference_sd");
    for (std::size_t index = 0; index < outcome.ledger.size(); ++index) {
        EXPECT_EQ(mean.at(index), outcome.ledger[index].mean);
        EXPECT_EQ(deviation.at(index), std::sqrt(outcome.ledger[index].sum_squared_deviations / 4.0));
    }
    for (std::size_t index = 0; index < outcome.ledger_difference.size(); ++index) {
        EXPECT_EQ(difference.at(index), outcome.ledger_difference[index].mean);
        EXPECT_EQ(difference_deviation.at(index),
                  std::sqrt(outcome.ledger_difference[index].sum_squared_deviations / 4.0));
    }
}

TEST_F(ResultFile, ReadsBackTheMeasuresAndLeavesOutTheUndefined)
{
    write(path());
    const auto outcome = test::small_outcome(test::small_scenario(5), 2);
    const Hdf5Reader file(path());
    const auto count = file.numbers("measure_count");
    const auto mean = file.numbers("measure_mean");
    const auto deviation = file.numbers("measure_sd");
    for (std::size_t index = 0; index < outcome.measures.size(); ++index) {
        const auto& moments = outcome.measures[index].moments;
        ASSERT_EQ(count.at(index), moments.count);
        ASSERT_EQ(std::isnan(mean.at(index)), moments.count == 0.0);
        ASSERT_EQ(std::isnan(deviation.at(index)), moments.count == 0.0);
        if (moments.count > 0.0) {
            ASSERT_EQ(mean[index], moments.mean);
            ASSERT_EQ(deviation[index], std::sqrt(moments.sum_squared_deviations / 4.0));
        }
    }
}

TEST_F(ResultFile, ReadsBackTheQuantiles)
{
    write(path());
    const auto outcome = test::small_outcome(test::small_scenario(5), 2);
    const Hdf5Reader file(path());
    const std::vector<double MeasureSummary::*> members{
        &MeasureSummary::q05, &MeasureSummary::q25, &MeasureSummary::q50, &MeasureSummary::q75, &MeasureSummary::q95};
    EXPECT_EQ(file.numbers("quantile"), (std::vector{0.05, 0.25, 0.5, 0.75, 0.95}));
    EXPECT_EQ(file.shape("measure_quantile"), (std::vector<hsize_t>{2, measure_count, 5, 6}));
    const auto values = file.numbers("measure_quantile");
    const auto errors = file.numbers("measure_quantile_error");
    for (std::size_t index = 0; index < outcome.measures.size(); ++index) {
        const auto& summary = outcome.measures[index];
        const bool defined = summary.moments.count > 0.0;
        ASSERT_EQ(std::isnan(errors.at(index)), !defined) << index;
        ASSERT_TRUE(!defined || errors[index] == summary.quantile_error) << index;
        for (std::size_t quantile = 0; quantile < members.size(); ++quantile) {
            const double value = values.at((index / 6 * members.size() + quantile) * 6 + index % 6);
            ASSERT_EQ(std::isnan(value), !defined) << index;
            ASSERT_TRUE(!defined || value == summary.*members[quantile]) << index << " " << quantile;
        }
    }
}

TEST_F(ResultFile, ReadsBackTheSegments)
{
    auto scenario = test::small_scenario(5);
    scenario.experiment.accounts[1].segment = "Größe";
    {
        ResultWriter writer(path(), scenario);
        append(writer, 0, 5);
        writer.finish(test::small_outcome(scenario, 2), test::small_sums(), {}, "");
    }
    const Hdf5Reader file(path());
    EXPECT_THAT(file.texts("segment"), ElementsAre(scenario.experiment.accounts[0].segment, "Größe"));
    EXPECT_THAT(file.numbers("account_segment_index"), ElementsAre(0, 1, 0));
}

// [place][byte of the text], NUL behind the shorter ones.
TEST_F(ResultFile, RepeatsTextsAsCharacters)
{
    write(path());
    const Hdf5Reader file(path());
    std::size_t mirrors = 0;
    for (const auto& variable : file.variables()) {
        if (file.type(variable) != "text") {
            continue;
        }
        SCOPED_TRACE(variable);
        EXPECT_EQ(file.characters(variable + "_char"), file.texts(variable));
        EXPECT_EQ(file.text_attribute(variable + "_char", "_Encoding"), "utf-8");
        ++mirrors;
    }
    EXPECT_GT(mirrors, 15U);
    EXPECT_EQ(file.shape("account_char"), (std::vector<hsize_t>{3, std::string("troisième").size()}));
}

TEST_F(ResultFile, ReadsBackTheCoordinates)
{
    write(path());
    const Hdf5Reader file(path());
    EXPECT_THAT(file.texts("alternative"), ElementsAre("none", "matrix"));
    EXPECT_THAT(file.texts("account"), ElementsAre("first", "zweite", "troisième"));
    EXPECT_EQ(file.text_attribute("account_mean", "coordinates"),
              "account_measure_unit account_name account_segment account_status year_end");
    EXPECT_THAT(file.texts("account_name"), ElementsAre("", "Second & sons", ""));
    EXPECT_THAT(file.texts("manager_measure_unit"), ElementsAre("accounts", "count", "share"));
    EXPECT_THAT(file.numbers("replication"), ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(file.numbers("period_end"), ElementsAre(0.25, 0.5, 0.75, 1.0, 1.25, 1.5));
    EXPECT_THAT(file.numbers("year_end"), ElementsAre(0.0, 1.0, 1.5));
    EXPECT_EQ(file.numbers("point").front(), 0.05);
    EXPECT_EQ(file.numbers("point").back(), 1.0);
    const auto measures = file.texts("measure");
    const auto units = file.texts("measure_unit");
    for (std::size_t index = 0; index < measures.size(); ++index) {
        EXPECT_EQ(measures[index], measure_catalogue().at(index).name);
        EXPECT_FALSE(units.at(index).empty()) << measures[index];
    }
    EXPECT_EQ(units.at(static_cast<std::size_t>(Measure::cash)), "kUSD");
}

TEST_F(ResultFile, CarriesItsOwnProof)
{
    write(path());
    const Hdf5Reader file(path());
    EXPECT_EQ(file.text_attribute("/", "Conventions"), "CF-1.10");
    EXPECT_EQ(file.text_attribute("/", "format"), "kamsim-result");
    EXPECT_EQ(file.number_attribute("/", "format_version"), 4.0);
    EXPECT_EQ(file.text_attribute("/", "program_version"), version());
    EXPECT_EQ(file.text_attribute("/", "program_revision"), revision());
    EXPECT_EQ(file.text_attribute("/", "seed"), "0xfedcba9876543210");
    EXPECT_EQ(file.text_attribute("/", "scenario"), "title = \"Größe\"\n");
    EXPECT_EQ(file.text_attribute("/", "overrides"), R"(["years=1.5"])");
    EXPECT_EQ(file.text_attribute("/", "inputs"),
              R"([{"path":"small.toml","xxh3_128":"0123456789abcdef0123456789abcdef"},)"
              R"({"path":"data/accounts.csv","xxh3_128":"00112233445566778899aabbccddeeff"}])");
    EXPECT_EQ(file.text_attribute("/", "baseline"), "none");
    EXPECT_EQ(file.number_attribute("/", "replications"), 5.0);
    EXPECT_EQ(file.text_attribute("/", "checks"), R"(["the outcome was made by hand"])");
}

TEST_F(ResultFile, CarriesEveryResolvedParameter)
{
    write(path());
    const auto resolved = nlohmann::json::parse(Hdf5Reader(path()).text_attribute("/", "resolved_parameters"));
    auto parameters = default_parameters();
    EXPECT_EQ(resolved["parameters"].size(), model_catalogue().size());
    for (const auto& entry : model_catalogue()) {
        EXPECT_EQ(resolved["parameters"].at(entry.path).get<double>(), entry.in(parameters)) << entry.path;
    }
    const auto matrix = built_in_structure(BuiltInStructure::matrix);
    for (const auto& entry : structure_catalogue()) {
        EXPECT_EQ(resolved["structures"].at(1).at(entry.name).get<double>(), matrix.parameters.*entry.member)
            << entry.name;
    }
    const auto& alternative = resolved["alternatives"].at(1);
    EXPECT_EQ(alternative["plan"].at(0).at("structure"), "matrix");
    EXPECT_EQ(alternative["levers"].at("sponsorship"), 0.6);
    EXPECT_EQ(alternative["attention"], "revenue");
    EXPECT_TRUE(alternative["rescue_budget"].is_null());
    EXPECT_EQ(resolved["settings"].at("periods"), 6);
}

TEST_F(ResultFile, StoresNumbersCompressedAndChecked)
{
    write(path());
    const Hdf5Reader file(path());
    for (const auto& variable : file.variables()) {
        const auto type = file.type(variable);
        if (type == "text" || type == "dimension") {
            continue;
        }
        SCOPED_TRACE(variable);
        EXPECT_THAT(file.filters(variable), ElementsAre(H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32));
        const bool is_dimension = file.dimensions(variable) == std::vector{variable};
        EXPECT_EQ(file.has_attribute(variable, "_FillValue"), type == "float64" && !is_dimension);
    }
}

TEST_F(ResultFile, NamesPairsAndHolders)
{
    write(path());
    const Hdf5Reader file(path());
    EXPECT_THAT(file.texts("pair"), ElementsAre("matrix - none"));
    EXPECT_THAT(file.texts("pair_alternative"), ElementsAre("matrix"));
    EXPECT_THAT(file.texts("pair_against"), ElementsAre("none"));
    EXPECT_THAT(file.texts("segment"), ElementsAre("all", "größer"));
    EXPECT_THAT(file.numbers("holder"), ElementsAre(-1.0, 0.0, 1.0));
}

TEST_F(ResultFile, HoldsNoTimes)
{
    write(path());
    const Hdf5Reader file(path());
    EXPECT_FALSE(file.has_times("/"));
    for (const auto& variable : file.variables()) {
        EXPECT_FALSE(file.has_times(variable)) << variable;
    }
}

TEST_F(ResultFile, HoldsALongScenario)
{
    auto scenario = test::small_scenario(5);
    scenario.text.assign(200'000, '#');
    {
        ResultWriter writer(path(), scenario);
        append(writer, 0, 5);
        writer.finish(test::small_outcome(scenario, 2), test::small_sums(), {}, "");
    }
    EXPECT_TRUE(Hdf5Reader(path()).text_attribute("/", "scenario") == scenario.text);
}

} // namespace kamsim
