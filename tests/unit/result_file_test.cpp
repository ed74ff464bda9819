#include <cmath>
#include <fstream>
#include <map>
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

using ResultFile = test::ResultFolder;

/// Cells of the rows of one table of the documentation, without marks; `heading` is its first cell.
std::vector<std::vector<std::string>> documented_table(const std::string& heading)
{
    std::ifstream file(std::string(KAMSIM_SOURCE_DIR) + "/docs/formats/results.md");
    std::vector<std::vector<std::string>> rows;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        inside = line.starts_with("| " + heading + " |") || (inside && line.starts_with("|"));
        if (!inside || line.starts_with("| " + heading) || line.starts_with("|---")) {
            continue;
        }
        std::vector<std::string> cells;
        std::istringstream stream(line.substr(1));
        for (std::string cell; std::getline(stream, cell, '|');) {
            std::erase(cell, '`');
            const auto first = cell.find_first_not_of(' ');
            const auto last = cell.find_last_not_of(' ');
            cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
        }
        rows.push_back(cells);
    }
    return rows;
}

struct DocumentedVariable {
    std::string name;
    bool needs_managers = false;
    std::string type;
    std::vector<std::string> dimensions;
    std::string unit;
};

/// Rows that hold only where something is uncertain.
bool needs_worlds(const std::vector<std::string>& cells)
{
    return cells.at(0).ends_with("†");
}

std::vector<DocumentedVariable> documented_variables(bool (*is_wanted)(const std::vector<std::string>&))
{
    std::vector<DocumentedVariable> variables;
    for (const auto& cells : documented_table("path")) {
        if (!is_wanted(cells)) {
            continue;
        }
        const auto name = cells.at(0).substr(1, cells.at(0).find(' ') - 1);
        std::istringstream words(cells.at(2));
        variables.push_back({name,
                             cells.at(0).ends_with('*'),
                             cells.at(1),
                             {std::istream_iterator<std::string>(words), {}},
                             cells.at(3).starts_with("money") ? "kUSD" + cells.at(3).substr(5) : cells.at(3)});
    }
    return variables;
}

/// Rows that hold only where accounts in each replication were asked for.
bool needs_accounts(const std::vector<std::string>& cells)
{
    return cells.at(0).ends_with("‡");
}

std::vector<DocumentedVariable> documented_variables()
{
    return documented_variables(
        [](const std::vector<std::string>& cells) { return !needs_worlds(cells) && !needs_accounts(cells); });
}

std::vector<std::string> names_of(const std::vector<DocumentedVariable>& variables)
{
    std::vector<std::string> names;
    for (const auto& variable : variables) {
        names.push_back(variable.name);
    }
    return names;
}

} // namespace

TEST_F(ResultFile, HoldsTheDocumentedVariablesInOrder)
{
    write(path());
    const Hdf5Reader file(path());
    const auto documented = documented_variables();
    ASSERT_GT(documented.size(), 40U);
    EXPECT_EQ(file.variables(), names_of(documented));
    for (const auto& variable : documented) {
        SCOPED_TRACE(variable.name);
        EXPECT_EQ(file.type(variable.name), variable.type);
        EXPECT_EQ(file.dimensions(variable.name), variable.dimensions);
        EXPECT_FALSE(file.text_attribute(variable.name, "long_name").empty());
        EXPECT_EQ(file.has_attribute(variable.name, "units"), !variable.unit.empty());
        if (!variable.unit.empty()) {
            EXPECT_EQ(file.text_attribute(variable.name, "units"), variable.unit);
        }
    }
}

TEST_F(ResultFile, HoldsTheDocumentedVariablesOfWorldsWhereThereAreSome)
{
    Scenario scenario;
    scenario.experiment = uncertain_experiment(2);
    ResultWriter writer(path(), scenario);
    const Outcome outcome = simulate_and_see(
        scenario.experiment, {}, [&](const SamplePart& part) { writer.append(part.first_replication, part.records); });
    writer.finish(outcome, test::small_sums(), {}, "");
    const Hdf5Reader file(path());
    const auto documented = documented_variables(needs_worlds);
    ASSERT_EQ(documented.size(), 17U);
    const std::vector<std::string> all =
        names_of(documented_variables([](const auto& cells) { return !needs_accounts(cells); }));
    EXPECT_EQ(file.variables(), all);
    for (const auto& variable : documented) {
        SCOPED_TRACE(variable.name);
        EXPECT_EQ(file.type(variable.name), variable.type);
        EXPECT_EQ(file.dimensions(variable.name), variable.dimensions);
        EXPECT_FALSE(file.text_attribute(variable.name, "long_name").empty());
    }
    EXPECT_EQ(file.texts("input"), (std::vector<std::string>{"leaving", "load", "discount", "margin"}));
    EXPECT_EQ(file.texts("input_unit").at(0), "log-odds");
    EXPECT_EQ(file.numbers("world_input"), outcome.world_inputs);
    EXPECT_EQ(file.numbers("world_ledger"), outcome.world_ledger);
}

TEST_F(ResultFile, HoldsTheDocumentedAttributesInOrder)
{
    write(path());
    const Hdf5Reader file(path());
    std::vector<std::string> documented;
    for (const auto& cells : documented_table("attribute")) {
        documented.push_back(cells.at(0));
        EXPECT_EQ(file.attribute_type(cells.at(0)), cells.at(1)) << cells.at(0);
    }
    EXPECT_EQ(file.attributes(), documented);
}

TEST_F(ResultFile, HasTheDocumentedDimensions)
{
    write(path());
    const Hdf5Reader file(path());
    const std::map<std::string, hsize_t> lengths{{"alternative", 2},
                                                 {"replication", 5},
                                                 {"line", ledger_line_count},
                                                 {"measure", measure_count},
                                                 {"period", 6},
                                                 {"year", 3},
                                                 {"account", 3},
                                                 {"account_column", number_columns.size() + flag_columns.size()},
                                                 {"account_measure", account_measure_count},
                                                 {"reason", loss_reason_count},
                                                 {"manager", 2},
                                                 {"manager_measure", manager_measure_count},
                                                 {"point", curve_points},
                                                 {"pair", 1},
                                                 {"side", pair_side_count},
                                                 {"segment", 2},
                                                 {"holder", 3}};
    auto documented = documented_table("dimension");
    EXPECT_EQ(std::erase_if(documented, needs_worlds), 2U);
    EXPECT_EQ(documented.size(), lengths.size());
    for (const auto& cells : documented) {
        SCOPED_TRACE(cells.at(0));
        EXPECT_THAT(file.shape(cells.at(0)), ElementsAre(lengths.at(cells.at(0))));
        EXPECT_EQ(file.text_attribute(cells.at(0), "CLASS"), "DIMENSION_SCALE");
        if (cells.at(1).find_first_not_of("0123456789") == std::string::npos) {
            EXPECT_EQ(std::stoull(cells.at(1)), lengths.at(cells.at(0)));
        }
    }
}

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
    const std::map<std::string, double MeasureSummary::*> quantiles{
        {"measure_q05", &MeasureSummary::q05}, {"measure_q25", &MeasureSummary::q25},
        {"measure_q50", &MeasureSummary::q50}, {"measure_q75", &MeasureSummary::q75},
        {"measure_q95", &MeasureSummary::q95}, {"measure_quantile_error", &MeasureSummary::quantile_error}};
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
    for (const auto& [name, member] : quantiles) {
        const auto values = file.numbers(name);
        for (std::size_t index = 0; index < values.size(); ++index) {
            const bool defined = outcome.measures[index].moments.count > 0.0;
            ASSERT_EQ(std::isnan(values[index]), !defined) << name << " " << index;
            ASSERT_TRUE(!defined || values[index] == outcome.measures[index].*member) << name << " " << index;
        }
    }
}

TEST_F(ResultFile, ReadsBackTheCoordinates)
{
    write(path());
    const Hdf5Reader file(path());
    EXPECT_THAT(file.texts("alternative"), ElementsAre("none", "matrix"));
    EXPECT_THAT(file.texts("account"), ElementsAre("first", "zweite", "troisième"));
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
    EXPECT_EQ(file.number_attribute("/", "format_version"), 3.0);
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
    for (const auto& variable : documented_variables()) {
        if (variable.type == "text") {
            continue;
        }
        SCOPED_TRACE(variable.name);
        EXPECT_THAT(file.filters(variable.name),
                    ElementsAre(H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32));
        const bool is_dimension = variable.dimensions == std::vector{variable.name};
        EXPECT_EQ(file.has_attribute(variable.name, "_FillValue"), variable.type == "float64" && !is_dimension);
    }
}

TEST_F(ResultFile, LeavesOutManagersWhereThereAreNone)
{
    write(path(), {.managers = 0});
    auto expected = documented_variables();
    std::erase_if(expected, [](const auto& variable) { return variable.needs_managers; });
    EXPECT_LT(expected.size(), documented_variables().size());
    EXPECT_EQ(Hdf5Reader(path()).variables(), names_of(expected));
}

TEST_F(ResultFile, LeavesOutPairsWhereThereIsOneAlternative)
{
    Scenario scenario;
    scenario.experiment = small_experiment();
    scenario.experiment.replications = 8;
    scenario.experiment.alternatives.erase(scenario.experiment.alternatives.begin());
    scenario.experiment.alternatives.resize(1);
    ResultWriter writer(path(), scenario);
    const Outcome outcome = simulate_and_see(
        scenario.experiment, {}, [&](const SamplePart& part) { writer.append(part.first_replication, part.records); });
    writer.finish(outcome, test::small_sums(), check_outcome(scenario.experiment, outcome), "");
    auto expected = documented_variables();
    std::erase_if(expected, [](const auto& variable) {
        return variable.name == "side" || variable.name == "segment" || variable.name == "holder"
               || testing::Value(variable.dimensions, testing::Contains("pair"));
    });
    EXPECT_EQ(Hdf5Reader(path()).variables(), names_of(expected));
    EXPECT_EQ(first_difference(read_result(path()).outcome, outcome), "");
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
