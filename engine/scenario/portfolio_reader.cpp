#include "scenario/portfolio_reader.hpp"

#include <array>

#include <fmt/format.h>

#include "scenario/accounts_reader.hpp"
#include "scenario/divisions_reader.hpp"
#include "scenario/managers_reader.hpp"
#include "scenario/stakeholder_reader.hpp"

namespace kamsim {

namespace {

constexpr std::array<std::string_view, 2> required_columns{"id", "revenue"};

/// The files beside the accounts; empty where the scenario names none.
struct SideFiles {
    std::optional<MappedCsv> stakeholders;
    std::optional<MappedCsv> divisions;
    std::optional<MappedCsv> managers;
};

SideFiles read_side_files(const TomlTable& section, const CsvDialect& dialect, Reading& reading)
{
    return {read_side_file(section, "stakeholders", known_stakeholder_columns(), dialect, reading),
            read_side_file(section, "divisions", known_division_columns(), dialect, reading),
            read_side_file(section, "managers", known_manager_columns(), dialect, reading)};
}

/// Says how the file was read where it is not written as the format has it by default.
void list_dialect(const MappedCsv& columns, Reading& reading)
{
    const CsvDialect& dialect = columns.csv().dialect();
    if (dialect.delimiter == ',' && dialect.decimal_mark != DecimalMark::comma) {
        return;
    }
    reading.assumptions.push_back(
        fmt::format("{}: delimiter {}, decimal {}", std::filesystem::path(columns.csv().file()).filename().string(),
                    delimiter_name(*dialect.delimiter), name_in(decimal_mark_names, dialect.decimal_mark)));
}

void read_accounts(const TomlTable& section, MappedCsv columns, SideFiles& beside, Experiment& experiment,
                   Reading& reading)
{
    columns.map_columns(section);
    columns.take_values(section, reading.diagnostics);
    const AccountsFormat format = read_accounts_format(section, experiment.currency);
    if (!has_columns(columns, required_columns, "portfolio", reading.diagnostics)) {
        return;
    }
    std::vector<RawAccount> rows = read_account_rows(columns, format, reading);
    list_dialect(columns, reading);
    if (const std::string ignored = ignored_columns_sentence(columns); !ignored.empty()) {
        reading.assumptions.push_back(ignored);
    }
    if (beside.stakeholders) {
        read_stakeholders(*beside.stakeholders, rows, reading);
    }
    if (beside.divisions) {
        read_divisions(*beside.divisions, rows, reading);
    }
    if (beside.managers) {
        experiment.today.managers = read_managers(*beside.managers, reading);
    }
    assign_standing_managers(beside.managers, rows, experiment.today.managers, reading);
    const ColumnDefaults defaults = column_defaults(columns, reading.diagnostics);
    if (reading.diagnostics.empty()) { // defaults of broken rows would only bring more errors
        experiment.accounts = resolve_accounts(std::move(rows), defaults, experiment.periods_per_year, reading);
    }
}

} // namespace

double read_portfolio(const TomlTable& document, Experiment& experiment, Reading& reading)
{
    const std::optional<TomlTable> section = document.table("portfolio");
    if (!section) {
        reading.diagnostics.add(document.position(), "there is no [portfolio]; it names the file of the accounts: "
                                                     "accounts = \"accounts.csv\"");
        return 1.0;
    }
    experiment.currency = section->text("currency").value_or(experiment.currency);
    const double currency_per_euro = section->number("currency_per_euro").value_or(1.0);
    const CsvDialect dialect = read_dialect(*section, {});
    if (section->node("accounts") == nullptr) {
        section->error("accounts",
                       "[portfolio] lacks \"accounts\", the name of the file with one row for each account");
    }
    std::optional<CsvTable> csv = read_csv_file(*section, "accounts", dialect, reading);
    SideFiles beside = read_side_files(*section, dialect, reading);
    // Without the file its keys are checked all the same, against a table that has no columns.
    read_accounts(*section, MappedCsv(csv ? std::move(*csv) : CsvTable(), known_account_columns()), beside, experiment,
                  reading);
    section->reject_unknown_keys();
    return currency_per_euro;
}

} // namespace kamsim
