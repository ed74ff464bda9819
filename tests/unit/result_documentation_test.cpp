#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/results/result_writer.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "support/experiments.hpp"
#include "support/hdf5_reader.hpp"
#include "support/parts.hpp"
#include "support/small_run.hpp"

namespace kamsim {

namespace {

using test::Hdf5Reader;
using test::write;
using testing::ElementsAre;
using testing::IsEmpty;

using ResultDocumentation = test::ResultFolder;

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

using Cells = std::vector<std::string>;

/// What a file must be like for the row of a variable to be right: all but the currency, which the documentation calls
/// money.
std::string row(const std::string& name, const std::string& type, const std::vector<std::string>& dimensions,
                const std::string& unit)
{
    std::string shape;
    for (const auto& dimension : dimensions) {
        shape += (shape.empty() ? "`" : " `") + dimension + "`";
    }
    return "| `/" + name + "` | " + type + " | " + shape + " | " + unit + " |";
}

bool needs_managers(const Cells& cells)
{
    return cells.at(0).ends_with('*');
}

/// Rows that hold only where something is uncertain.
bool needs_worlds(const Cells& cells)
{
    return cells.at(0).ends_with("†");
}

/// Rows that hold only where accounts in each replication were asked for.
bool needs_accounts(const Cells& cells)
{
    return cells.at(0).ends_with("‡");
}

/// Rows that hold only where there are two alternatives.
bool needs_pairs(const Cells& cells)
{
    return cells.at(2).find("pair") != std::string::npos || cells.at(2) == "side" || cells.at(2) == "holder";
}

/// Rows of the wanted variables. A text is followed by its length and its characters, which the documentation does not
/// repeat.
template <class Filter>
std::vector<std::string> documented_rows(Filter is_wanted, const std::string& table = "path")
{
    std::vector<std::string> rows;
    for (const auto& cells : documented_table(table)) {
        if (!is_wanted(cells)) {
            continue;
        }
        const auto name = cells.at(0).substr(1, cells.at(0).find(' ') - 1);
        std::istringstream words(cells.at(2));
        const std::vector<std::string> dimensions{std::istream_iterator<std::string>(words), {}};
        rows.push_back(row(name, cells.at(1), dimensions, cells.at(3)));
        if (cells.at(1) == "text") {
            rows.push_back(row(name + "_length", "dimension", {name + "_length"}, ""));
            rows.push_back(row(name + "_char", "char", {dimensions.at(0), name + "_length"}, ""));
        }
    }
    return rows;
}

std::vector<std::string> rows_of(const Hdf5Reader& file)
{
    const auto currency = file.text_attribute("/", "currency");
    std::vector<std::string> rows;
    for (const auto& name : file.variables()) {
        std::string unit = file.has_attribute(name, "units") ? file.text_attribute(name, "units") : "";
        if (unit.starts_with(currency)) {
            unit.replace(0, currency.size(), "money");
        }
        rows.push_back(row(name, file.type(name), file.dimensions(name), unit));
    }
    return rows;
}

/// How the documentation would have to be changed, one sentence each.
std::vector<std::string> corrections(const std::vector<std::string>& in_file,
                                     const std::vector<std::string>& documented)
{
    const auto lacks = [](const std::vector<std::string>& rows, const std::string& wanted) {
        return std::find(rows.begin(), rows.end(), wanted) == rows.end();
    };
    std::vector<std::string> all;
    for (const auto& wanted : in_file) {
        if (lacks(documented, wanted)) {
            all.push_back("docs/formats/results.md lacks the row " + wanted);
        }
    }
    for (const auto& superfluous : documented) {
        if (lacks(in_file, superfluous)) {
            all.push_back("docs/formats/results.md has a row that the file does not have: " + superfluous);
        }
    }
    if (all.empty() && in_file != documented) {
        all.emplace_back("the rows of docs/formats/results.md are not in the order of the file");
    }
    return all;
}

/// Simulates an experiment and writes its file.
Outcome write_run(const std::filesystem::path& path, const Experiment& experiment, RecordedDetail detail)
{
    Scenario scenario;
    scenario.experiment = experiment;
    ResultWriter writer(path, scenario, {.detail = detail});
    SimulationOptions options;
    options.detail = detail;
    auto outcome = simulate_and_see(
        experiment, options, [&](const SamplePart& part) { writer.append(part.first_replication, part.records); });
    writer.finish(outcome, test::small_sums(), {}, "");
    return outcome;
}

/// Writes a run in which something is uncertain.
Outcome write_worlds(const std::filesystem::path& path)
{
    return write_run(path, uncertain_experiment(2), RecordedDetail::ledgers);
}

} // namespace

TEST_F(ResultDocumentation, HoldsTheDocumentedVariablesInOrder)
{
    write(path());
    const auto rows =
        documented_rows([](const Cells& cells) { return !needs_worlds(cells) && !needs_accounts(cells); });
    ASSERT_GT(rows.size(), 40U);
    EXPECT_THAT(corrections(rows_of(Hdf5Reader(path())), rows), IsEmpty());
}

TEST_F(ResultDocumentation, HoldsTheDocumentedVariablesOfWorldsWhereThereAreSome)
{
    const Outcome outcome = write_worlds(path());
    const Hdf5Reader file(path());
    EXPECT_THAT(corrections(rows_of(file), documented_rows([](const Cells& cells) { return !needs_accounts(cells); })),
                IsEmpty());
    EXPECT_EQ(file.texts("input"), (std::vector<std::string>{"leaving", "load", "discount", "margin"}));
    EXPECT_EQ(file.texts("input_unit").at(0), "log-odds");
    EXPECT_EQ(file.numbers("world_input"), outcome.world_inputs);
    EXPECT_EQ(file.numbers("world_ledger"), outcome.world_ledger);
}

TEST_F(ResultDocumentation, LeavesOutManagersWhereThereAreNone)
{
    write(path(), {.managers = 0});
    const auto rows = documented_rows(
        [](const Cells& cells) { return !needs_worlds(cells) && !needs_managers(cells) && !needs_accounts(cells); });
    EXPECT_THAT(corrections(rows_of(Hdf5Reader(path())), rows), IsEmpty());
}

TEST_F(ResultDocumentation, LeavesOutPairsWhereThereIsOneAlternative)
{
    Experiment experiment = small_experiment();
    experiment.alternatives.erase(experiment.alternatives.begin());
    experiment.alternatives.resize(1);
    experiment.replications = 20;
    write_run(path(), experiment, RecordedDetail::ledgers);
    const auto rows = documented_rows(
        [](const Cells& cells) { return !needs_worlds(cells) && !needs_pairs(cells) && !needs_accounts(cells); });
    EXPECT_THAT(corrections(rows_of(Hdf5Reader(path())), rows), IsEmpty());
}

TEST_F(ResultDocumentation, HoldsAccountsInEachReplicationWhereTheyAreAskedFor)
{
    Experiment experiment = small_experiment();
    experiment.replications = 20;
    write_run(path(), experiment, RecordedDetail::accounts);
    const auto rows = documented_rows([](const Cells& cells) { return !needs_worlds(cells); });
    EXPECT_THAT(corrections(rows_of(Hdf5Reader(path())), rows), IsEmpty());
}

TEST_F(ResultDocumentation, HoldsPathsWhereTheyAreAskedFor)
{
    Experiment experiment = small_experiment();
    experiment.replications = 20;
    write_run(path(), experiment, RecordedDetail::paths);
    auto rows = documented_rows([](const Cells& cells) { return !needs_worlds(cells); });
    const auto of_paths = documented_rows([](const Cells&) { return true; }, "path of accounts");
    ASSERT_EQ(of_paths.size(), 8U);
    rows.insert(rows.end(), of_paths.begin(), of_paths.end());
    EXPECT_THAT(corrections(rows_of(Hdf5Reader(path())), rows), IsEmpty());
}

// What the tests above would say of a variable that nobody has written down.
TEST_F(ResultDocumentation, AnUndocumentedVariableIsNamedWithItsRow)
{
    const std::vector<std::string> documented{row("value", "float64", {"alternative"}, "money")};
    auto in_file = documented;
    in_file.push_back(row("more", "int32", {"year", "account"}, "1"));
    EXPECT_THAT(corrections(in_file, documented),
                ElementsAre("docs/formats/results.md lacks the row | `/more` | int32 | `year` `account` | 1 |"));
    EXPECT_THAT(corrections(documented, in_file),
                ElementsAre(testing::HasSubstr("has a row that the file does not have: | `/more` |")));
    EXPECT_THAT(corrections(documented, documented), IsEmpty());
}

TEST_F(ResultDocumentation, HoldsTheDocumentedAttributesOfVariables)
{
    write_worlds(path());
    const Hdf5Reader file(path());
    std::set<std::string> found;
    for (const auto& variable : file.variables()) {
        const auto names = file.attributes(variable);
        found.insert(names.begin(), names.end());
        if (file.type(variable) != "dimension") {
            EXPECT_FALSE(file.text_attribute(variable, "long_name").empty()) << variable;
        }
    }
    std::set<std::string> documented;
    for (const auto& cells : documented_table("variable attribute")) {
        documented.insert(cells.at(0));
    }
    EXPECT_EQ(found, documented);
}

TEST_F(ResultDocumentation, HoldsTheDocumentedAttributesInOrder)
{
    write(path());
    const Hdf5Reader file(path());
    std::vector<std::string> rows;
    for (const auto& name : file.attributes()) {
        rows.push_back("| `" + name + "` | " + file.attribute_type(name) + " |");
    }
    std::vector<std::string> documented;
    for (const auto& cells : documented_table("attribute")) {
        documented.push_back("| `" + cells.at(0) + "` | " + cells.at(1) + " |");
    }
    EXPECT_THAT(corrections(rows, documented), IsEmpty());
}

TEST_F(ResultDocumentation, HasTheDocumentedDimensions)
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
                                                 {"segment", 2},
                                                 {"quantile", 5},
                                                 {"point", curve_points},
                                                 {"pair", 1},
                                                 {"side", pair_side_count},
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

} // namespace kamsim
