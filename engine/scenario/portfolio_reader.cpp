#include "scenario/portfolio_reader.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "kamsim/random/draws.hpp"
#include "scenario/column_map.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/raw_account.hpp"
#include "scenario/stakeholder_reader.hpp"

namespace kamsim {

namespace {

std::vector<std::string> known_columns()
{
    std::vector<std::string> names;
    names.reserve(text_columns.size());
    for (const TextColumnDeclaration& column : text_columns) {
        names.emplace_back(column.name);
    }
    names.emplace_back(status_column);
    for (const NumberColumnDeclaration& column : number_columns) {
        names.emplace_back(column.name);
    }
    names.insert(names.end(), fit_rating_columns.begin(), fit_rating_columns.end());
    for (const FlagColumnDeclaration& column : flag_columns) {
        names.emplace_back(column.name);
    }
    return names;
}

/// Reads one row after the other.
class RowReader {
public:
    RowReader(const CsvTable& csv, const ColumnMap& columns, double scale, Diagnostics& diagnostics)
        : csv_(&csv), columns_(&columns), scale_(scale), diagnostics_(&diagnostics)
    {}

    [[nodiscard]] RawAccount read(std::size_t row) const;

private:
    [[nodiscard]] AccountStatus status(std::size_t row) const;
    [[nodiscard]] std::optional<double> number(std::size_t row, const NumberColumnDeclaration& declared) const;
    [[nodiscard]] std::optional<double> mean_fit_rating(std::size_t row) const;
    void check(std::size_t row, RawAccount& account) const;
    void check_revenue(std::size_t row, const RawAccount& account) const;
    void error(std::size_t row, std::string_view column, std::string_view message) const;

    const CsvTable* csv_;
    const ColumnMap* columns_;
    double scale_;
    Diagnostics* diagnostics_;
};

RawAccount RowReader::read(std::size_t row) const
{
    RawAccount raw;
    raw.position = {csv_->file(), csv_->line(row), 0};
    for (const TextColumnDeclaration& column : text_columns) {
        if (const std::optional<Cell> cell = columns_->cell(row, column.name)) {
            raw.account.*column.member = cell->text;
        }
    }
    raw.account.status = status(row);
    for (const NumberColumnDeclaration& declared : number_columns) {
        raw.number(declared.column) = number(row, declared);
    }
    if (!raw.number(NumberColumn::fit)) {
        raw.number(NumberColumn::fit) = mean_fit_rating(row);
    }
    for (const FlagColumnDeclaration& column : flag_columns) {
        if (const std::optional<Cell> cell = columns_->cell(row, column.name)) {
            raw.account.*column.member = parse_flag(*cell, *diagnostics_).value_or(false);
        }
    }
    check(row, raw);
    return raw;
}

AccountStatus RowReader::status(std::size_t row) const
{
    const std::optional<Cell> cell = columns_->cell(row, status_column);
    if (!cell) {
        return AccountStatus::customer;
    }
    std::vector<std::string> words;
    for (const auto& named : account_status_names) {
        if (named.name == cell->text) {
            return named.value;
        }
        words.emplace_back(named.name);
    }
    const std::string suggestion = did_you_mean(cell->text, words);
    report(*cell,
           fmt::format("\"{}\" is no status{}", cell->text,
                       suggestion.empty() ? "; write " + quoted_list(words) : suggestion),
           *diagnostics_);
    return AccountStatus::customer;
}

std::optional<double> RowReader::number(std::size_t row, const NumberColumnDeclaration& declared) const
{
    const std::optional<Cell> cell = columns_->cell(row, declared.name);
    if (!cell) {
        return std::nullopt;
    }
    std::optional<double> number = parse_number(*cell, declared.range, *diagnostics_);
    if (number && declared.column == NumberColumn::cells && *number != std::floor(*number)) {
        report(*cell, fmt::format("{} must be {}", cell->text, declared.range.words), *diagnostics_);
    }
    if (number && declared.unit == ColumnUnit::money && !columns_->is_constant(declared.name)) {
        *number *= scale_;
    }
    return number;
}

std::optional<double> RowReader::mean_fit_rating(std::size_t row) const
{
    double sum = 0.0;
    int ratings = 0;
    for (const std::string_view column : fit_rating_columns) {
        const std::optional<Cell> cell = columns_->cell(row, column);
        if (const auto rating = cell ? parse_number(*cell, unit_interval, *diagnostics_) : std::nullopt) {
            sum += *rating;
            ++ratings;
        }
    }
    return ratings == 0 ? std::nullopt : std::optional<double>(sum / ratings);
}

void RowReader::check(std::size_t row, RawAccount& raw) const
{
    Account& account = raw.account;
    if (account.id.empty()) {
        error(row, "id", "is empty; every account needs an id of its own");
    }
    if (account.name.empty()) {
        account.name = account.id;
    }
    if (account.segment.empty()) {
        account.segment = default_segment;
    }
    check_revenue(row, raw);
    const double cells = raw.number(NumberColumn::cells).value_or(default_cells);
    const std::optional<double> live = raw.number(NumberColumn::live_cells);
    if (live && *live > cells) {
        error(row, "live_cells",
              fmt::format("{} is more than the cells of this account ({}); cells are the divisions "
                          "times offers that could be served, live cells those that are",
                          *live, cells));
    }
    if (account.key_now && account.status == AccountStatus::prospect) {
        error(row, "key_now", "only a customer can be a key account today");
    }
    if (live && *live > 0.0 && account.status == AccountStatus::prospect) {
        error(row, "live_cells", "a prospect has no live cells; leave it empty, or make it a customer");
    }
}

void RowReader::check_revenue(std::size_t row, const RawAccount& raw) const
{
    const std::optional<Cell> revenue = columns_->cell(row, "revenue");
    const std::optional<Cell> wallet = columns_->cell(row, "wallet");
    const auto revenue_number = raw.numbers[static_cast<std::size_t>(NumberColumn::revenue)];
    const auto wallet_number = raw.numbers[static_cast<std::size_t>(NumberColumn::wallet)];
    if (raw.account.status == AccountStatus::prospect) {
        if (revenue_number.value_or(0.0) > 0.0) {
            error(row, "revenue", "a prospect has no revenue; leave it empty, or make it a customer");
        }
        if (!wallet) {
            error(row, "wallet", "is missing; a prospect needs what it spends a year in our categories");
        }
        return;
    }
    if (!revenue) {
        error(row, "revenue",
              "is missing; a customer needs its revenue a year (a prospect: status \"prospect\" and a wallet)");
    } else if (revenue_number && *revenue_number <= 0.0) {
        error(row, "revenue",
              fmt::format("{} is no revenue of a customer; give the revenue a year, or make it a prospect",
                          revenue->text));
    }
    if (revenue_number && wallet_number && *wallet_number < *revenue_number) {
        error(row, "wallet",
              fmt::format("{} is below the revenue of this account ({}); a wallet is what the customer "
                          "spends a year in our categories, with us and others. Give a larger wallet, or "
                          "leave it empty for the default (revenue / 0.25)",
                          wallet->text, revenue->text));
    }
}

void RowReader::error(std::size_t row, std::string_view column, std::string_view message) const
{
    const std::optional<Cell> cell = columns_->cell(row, column);
    report(cell ? *cell : Cell{"", columns_->name_in_file(column), {csv_->file(), csv_->line(row), 0}}, message,
           *diagnostics_);
}

/// Ids must differ, and so must the numbers that stand for them in the luck (docs/model.md, section 7).
void check_ids(const std::vector<RawAccount>& rows, Diagnostics& diagnostics)
{
    std::map<std::string_view, const RawAccount*> by_id;
    std::map<std::uint64_t, const RawAccount*> by_entity;
    for (const RawAccount& row : rows) {
        const std::string_view id = row.account.id;
        if (id.empty()) {
            continue;
        }
        const auto [same_id, is_new] = by_id.emplace(id, &row);
        if (!is_new) {
            diagnostics.add(row.position,
                            fmt::format("column \"id\": \"{}\" stands on line {} already; ids must differ", id,
                                        same_id->second->position.line));
            continue;
        }
        const auto [same_entity, is_new_entity] = by_entity.emplace(entity_number(id), &row);
        if (!is_new_entity) {
            diagnostics.add(row.position,
                            fmt::format("column \"id\": \"{}\" and \"{}\" (line {}) have the same hash and "
                                        "would share their luck; change one of the two ids",
                                        id, same_entity->second->account.id, same_entity->second->position.line));
        }
    }
}

std::vector<RawAccount> read_rows(const CsvTable& csv, const ColumnMap& columns, double scale, Diagnostics& diagnostics)
{
    const RowReader reader(csv, columns, scale, diagnostics);
    std::vector<RawAccount> rows;
    rows.reserve(csv.rows());
    for (std::size_t row = 0; row < csv.rows(); ++row) {
        rows.push_back(reader.read(row));
    }
    check_ids(rows, diagnostics);
    return rows;
}

/// Columns that are needed for every row are named once, not once for each row.
bool has_required_columns(const CsvTable& csv, const ColumnMap& columns, const TomlTable& section,
                          Diagnostics& diagnostics)
{
    bool complete = true;
    for (const std::string_view column : {"id", "revenue"}) {
        if (!columns.is_given(column)) {
            diagnostics.add({csv.file(), csv.header_line(), 0},
                            fmt::format("there is no column \"{}\"{}; name the column that holds it under [{}], for "
                                        "example {} = \"...\"",
                                        column, did_you_mean(column, csv.header()), section.path_of("columns"),
                                        column));
            complete = false;
        }
    }
    return complete;
}

void list_ignored_columns(const CsvTable& csv, const ColumnMap& columns, Reading& reading)
{
    std::string list;
    for (const std::string& name : columns.ignored()) {
        const std::string_view near = nearest_name(name, columns.known());
        list += fmt::format("{}{}{}", list.empty() ? "" : ", ", name,
                            near.empty() ? std::string() : fmt::format(" (near to \"{}\")", near));
    }
    if (!list.empty()) {
        reading.assumptions.push_back(
            fmt::format("ignored columns of {}: {}", std::filesystem::path(csv.file()).filename().string(), list));
    }
}

std::vector<Account> read_accounts(const TomlTable& section, const CsvTable& csv, const std::optional<CsvTable>& people,
                                   double scale, int periods_per_year, Reading& reading)
{
    const ColumnMap columns(csv, known_columns(), section, reading.diagnostics);
    if (!has_required_columns(csv, columns, section, reading.diagnostics)) {
        return {};
    }
    std::vector<RawAccount> rows = read_rows(csv, columns, scale, reading.diagnostics);
    list_ignored_columns(csv, columns, reading);
    if (people) {
        read_stakeholders(*people, rows, reading);
    }
    std::array<bool, number_column_count> given{};
    std::transform(number_columns.begin(), number_columns.end(), given.begin(),
                   [&](const NumberColumnDeclaration& declared) { return columns.is_given(declared.name); });
    if (!reading.diagnostics.empty()) {
        return {}; // defaults of broken rows would only bring more errors
    }
    return resolve_accounts(std::move(rows), given, periods_per_year, reading);
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
    const double scale = section->number("scale").value_or(1.0);
    const double currency_per_euro = section->number("currency_per_euro").value_or(1.0);
    const std::optional<CsvTable> csv = read_csv_file(*section, "accounts", reading);
    const std::optional<CsvTable> people = read_csv_file(*section, "stakeholders", reading);
    if (csv) {
        experiment.accounts = read_accounts(*section, *csv, people, scale, experiment.periods_per_year, reading);
    } else if (section->node("accounts") == nullptr) {
        section->error("accounts",
                       "[portfolio] lacks \"accounts\", the name of the file with one row for each account");
    }
    section->reject_unknown_keys();
    return currency_per_euro;
}

} // namespace kamsim
