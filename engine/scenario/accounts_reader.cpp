#include "scenario/accounts_reader.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"
#include "scenario/account_checks.hpp"
#include "scenario/account_money.hpp"
#include "scenario/imported_columns.hpp"
#include "scenario/status_words.hpp"

namespace kamsim {

namespace {

/// Reads one row after the other.
class RowReader {
public:
    RowReader(const MappedCsv& columns, const AccountsFormat& format, Diagnostics& diagnostics)
        : columns_(&columns), format_(&format), money_(columns, format, diagnostics), diagnostics_(&diagnostics)
    {}

    [[nodiscard]] RawAccount read(std::size_t row);

private:
    void read_texts(std::size_t row, RawAccount& raw) const;
    void read_dates(std::size_t row, RawAccount& raw) const;
    void read_flags(std::size_t row, RawAccount& raw) const;
    [[nodiscard]] AccountStatus status(std::size_t row) const;
    [[nodiscard]] std::optional<double> number(std::size_t row, const NumberColumnDeclaration& declared);
    [[nodiscard]] std::optional<double> date(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::optional<double> mean_fit_rating(std::size_t row) const;
    /// A field, else the stated default.
    [[nodiscard]] std::optional<Cell> cell_or_default(std::size_t row, std::string_view column) const;
    void check(std::size_t row, const RawAccount& raw) const;
    void check_revenue(std::size_t row, const RawAccount& raw) const;
    void check_contract(std::size_t row, const RawAccount& raw) const;
    void error(std::size_t row, std::string_view column, std::string_view message) const
    {
        columns_->report_at(row, column, message, *diagnostics_);
    }

    const MappedCsv* columns_;
    const AccountsFormat* format_;
    AccountMoney money_;
    Diagnostics* diagnostics_;
};

RawAccount RowReader::read(std::size_t row)
{
    RawAccount raw;
    raw.position = columns_->position(row);
    read_texts(row, raw);
    raw.account.status = status(row);
    read_dates(row, raw);
    for (const NumberColumnDeclaration& declared : number_columns) {
        raw.number(declared.column) = number(row, declared);
    }
    if (!raw.number(NumberColumn::fit)) {
        raw.number(NumberColumn::fit) = mean_fit_rating(row);
    }
    read_flags(row, raw);
    check(row, raw);
    return raw;
}

std::optional<Cell> RowReader::cell_or_default(std::size_t row, std::string_view column) const
{
    const std::optional<Cell> found = columns_->cell(row, column);
    return found ? found : columns_->default_cell(column);
}

void RowReader::read_texts(std::size_t row, RawAccount& raw) const
{
    for (const TextColumnDeclaration& column : text_columns) {
        std::optional<Cell> cell = columns_->name_cell(row, column.name);
        if (!cell && column.name != "id") {
            cell = columns_->default_cell(column.name);
        }
        if (cell) {
            raw.account.*column.member = cell->text;
        }
    }
    if (raw.account.name.empty()) {
        raw.account.name = raw.account.id;
    }
    if (raw.account.segment.empty()) {
        raw.account.segment = default_segment;
    }
    if (const std::optional<Cell> manager = columns_->cell(row, manager_column)) {
        raw.manager = manager->text;
    }
}

void RowReader::read_dates(std::size_t row, RawAccount& raw) const
{
    raw.renewal_date = date(row, "next_renewal");
    raw.contract_start = date(row, contract_start_column);
}

void RowReader::read_flags(std::size_t row, RawAccount& raw) const
{
    for (const FlagColumnDeclaration& column : flag_columns) {
        if (const std::optional<Cell> cell = cell_or_default(row, column.name)) {
            raw.account.*column.member = parse_flag(*cell, *diagnostics_).value_or(false);
        }
    }
}

AccountStatus RowReader::status(std::size_t row) const
{
    const std::optional<Cell> cell = cell_or_default(row, status_column);
    if (!cell) {
        return AccountStatus::customer;
    }
    if (const std::optional<AccountStatus> known = status_of_word(cell->text)) {
        return *known;
    }
    std::vector<std::string> words;
    for (const auto& named : account_status_names) {
        words.emplace_back(named.name);
    }
    const std::string suggestion = did_you_mean(cell->text, words);
    report(*cell,
           fmt::format("\"{}\" is no status{}", cell->text,
                       suggestion.empty() ? "; write " + quoted_list(words) : suggestion),
           *diagnostics_);
    return AccountStatus::customer;
}

std::optional<double> RowReader::number(std::size_t row, const NumberColumnDeclaration& declared)
{
    const std::optional<Cell> cell = columns_->cell(row, declared.name);
    if (!cell || (declared.column == NumberColumn::next_renewal && is_like_a_date(cell->text))) {
        return std::nullopt;
    }
    const bool is_constant = columns_->is_constant(declared.name);
    const GivenUnit* unit = is_constant ? our_unit(declared.unit) : format_->unit_of(declared.name);
    std::optional<WrittenNumber> written = parse_in_unit(*cell, declared.unit, unit, declared.range, *diagnostics_);
    if (!written) {
        return std::nullopt;
    }
    if (declared.unit == ColumnUnit::count && declared.column == NumberColumn::cells
        && written->value != std::floor(written->value)) {
        report(*cell, fmt::format("{} must be {}", cell->text, declared.range.words), *diagnostics_);
    }
    if (declared.unit == ColumnUnit::money && !is_constant) {
        return money_.converted(row, *cell, *written, unit != nullptr);
    }
    return written->value;
}

std::optional<double> RowReader::date(std::size_t row, std::string_view column) const
{
    const std::optional<Cell> cell = columns_->cell(row, column);
    const bool must_be_a_date = column == contract_start_column;
    if (!cell || !format_->first_day || (!must_be_a_date && !is_like_a_date(cell->text))) {
        return std::nullopt;
    }
    const std::optional<std::chrono::sys_days> day = read_date(cell->text, columns_->csv().dialect().date_order);
    if (!day) {
        report(*cell, fmt::format("\"{}\" is no date; write it as 2026-12-31", cell->text), *diagnostics_);
        return std::nullopt;
    }
    const double years = years_between(*format_->first_day, *day);
    if (std::abs(years) > renewal_years.greatest) {
        report(*cell,
               fmt::format("{} is more than {} years from the first day; where it stands for no date at all, list it "
                           "in \"missing\"",
                           cell->text, renewal_years.greatest),
               *diagnostics_);
        return std::nullopt;
    }
    return years;
}

std::optional<double> RowReader::mean_fit_rating(std::size_t row) const
{
    double sum = 0.0;
    int ratings = 0;
    for (const std::string_view column : fit_rating_columns) {
        const std::optional<Cell> cell = columns_->cell(row, column);
        const GivenUnit* unit = columns_->is_constant(column) ? our_unit(ColumnUnit::rating) : format_->unit_of(column);
        if (!cell) {
            continue;
        }
        if (const auto rating = parse_in_unit(*cell, ColumnUnit::rating, unit, unit_interval, *diagnostics_)) {
            sum += rating->value;
            ++ratings;
        }
    }
    return ratings == 0 ? std::nullopt : std::optional<double>(sum / ratings);
}

void RowReader::check(std::size_t row, const RawAccount& raw) const
{
    const Account& account = raw.account;
    if (account.id.empty()) {
        error(row, "id", "is empty; every account needs an id of its own");
    }
    check_revenue(row, raw);
    check_contract(row, raw);
    const std::optional<double>& cells = raw.number(NumberColumn::cells);
    const std::optional<double>& live = raw.number(NumberColumn::live_cells);
    if (live && *live > cells.value_or(default_cells)) {
        error(row, "live_cells",
              fmt::format("{} is more than the cells of this account ({}); cells are the divisions "
                          "times offers that could be served, live cells those that are",
                          *live, cells.value_or(default_cells)));
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
    const std::optional<double>& revenue_number = raw.number(NumberColumn::revenue);
    const std::optional<double>& wallet_number = raw.number(NumberColumn::wallet);
    if (raw.account.status == AccountStatus::prospect) {
        if (revenue_number.value_or(0.0) > 0.0) {
            error(row, "revenue", "a prospect has no revenue; leave it empty, or make it a customer");
        }
        if (!wallet && !columns_->default_cell("wallet")) {
            error(row, "wallet", "is missing; a prospect needs what it spends a year in our categories");
        }
        return;
    }
    if (!revenue && !columns_->default_cell("revenue")) {
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

void RowReader::check_contract(std::size_t row, const RawAccount& raw) const
{
    if (raw.contract_start && raw.renewal_date && *raw.renewal_date <= *raw.contract_start) {
        error(row, contract_start_column, "the contract starts on the day of its renewal or later");
    }
}

/// Dates mean nothing without the day from which they count; that is said once.
void ask_for_first_day(const MappedCsv& columns, Diagnostics& diagnostics)
{
    for (std::size_t row = 0; row < columns.csv().rows(); ++row) {
        for (const std::string_view column : {std::string_view("next_renewal"), contract_start_column}) {
            const std::optional<Cell> cell = columns.cell(row, column);
            if (cell && is_like_a_date(cell->text)) {
                report(*cell,
                       fmt::format("\"{}\" is a date; state the day on which the simulation starts under [portfolio], "
                                   "for example first_day = 2026-01-01",
                                   cell->text),
                       diagnostics);
                return;
            }
        }
    }
}

} // namespace

std::vector<std::string> known_account_columns()
{
    std::vector<std::string> names;
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
    for (const std::string_view column : {currency_column, manager_column, contract_start_column}) {
        names.emplace_back(column);
    }
    return names;
}

std::vector<RawAccount> read_account_rows(MappedCsv& columns, const AccountsFormat& format, Reading& reading)
{
    std::vector<std::string_view> numbers(fit_rating_columns.begin(), fit_rating_columns.end());
    for (const NumberColumnDeclaration& declared : number_columns) {
        numbers.push_back(declared.name);
    }
    const std::array<std::string_view, 2> dates{"next_renewal", contract_start_column};
    columns.csv().settle_decimal_mark(columns.file_columns(numbers), reading.diagnostics);
    columns.csv().settle_date_order(columns.file_columns(dates), reading.diagnostics);
    if (!format.first_day) {
        ask_for_first_day(columns, reading.diagnostics);
    }
    RowReader reader(columns, format, reading.diagnostics);
    std::vector<RawAccount> rows;
    rows.reserve(columns.csv().rows());
    for (std::size_t row = 0; row < columns.csv().rows(); ++row) {
        rows.push_back(reader.read(row));
    }
    check_together(columns.csv(), rows, reading.diagnostics);
    reading.accounts = imported_file(columns, format, rows);
    return rows;
}

ColumnDefaults column_defaults(const MappedCsv& columns, Diagnostics& diagnostics)
{
    ColumnDefaults defaults;
    for (std::size_t i = 0; i < number_column_count; ++i) {
        const NumberColumnDeclaration& declared = number_columns[i];
        defaults.given[i] = columns.is_given(declared.name);
        if (const std::optional<Cell> cell = columns.default_cell(declared.name)) {
            const auto written =
                parse_in_unit(*cell, declared.unit, our_unit(declared.unit), declared.range, diagnostics);
            defaults.stated[i] = written ? std::optional<double>(written->value) : std::nullopt;
        }
    }
    return defaults;
}

} // namespace kamsim
