#include "kamsim/scenario/import_check.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include "kamsim/scenario/read_scenario.hpp"
#include "scenario/extension.hpp"
#include "scenario/input_files.hpp"
#include "scenario/portfolio_reader.hpp"
#include "scenario/settings_reader.hpp"

namespace kamsim {

namespace {

std::string bytes_of(const std::filesystem::path& file)
{
    try {
        return read_file(file);
    } catch (const std::runtime_error& failure) {
        throw ScenarioError({fmt::format("{}: cannot read it: {}", file.string(), failure.what())});
    }
}

toml::table guessed_document(const std::filesystem::path& csv, std::chrono::year_month_day first_day,
                             ImportReport& report)
{
    report.guess = guess_import(bytes_of(csv), csv.string());
    return toml::parse(portfolio_toml(*report.guess, csv.string(), first_day));
}

} // namespace

ImportReport check_import(const std::filesystem::path& csv, const std::optional<std::filesystem::path>& scenario,
                          std::chrono::year_month_day first_day)
{
    ImportReport report;
    Reading reading;
    toml::table document;
    if (scenario) {
        document = read_with_bases(*scenario, bytes_of(*scenario), reading);
    } else {
        document = guessed_document(csv, first_day, report);
    }
    if (toml::table* portfolio = document["portfolio"].as_table()) {
        // A value that stands in no file is relative to the folder of the reading, which is where the user is.
        portfolio->insert_or_assign("accounts", csv.string());
    }
    Experiment experiment;
    const TomlTable table(document, "", scenario_section(""), reading.diagnostics);
    read_simulation(table, experiment, reading);
    read_portfolio(table, experiment, reading);
    report.file = std::move(reading.accounts);
    report.assumptions = std::move(reading.assumptions);
    report.errors = reading.diagnostics.errors();
    return report;
}

} // namespace kamsim
