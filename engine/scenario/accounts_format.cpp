#include "scenario/accounts_format.hpp"

#include <fmt/format.h>

#include "kamsim/scenario/nearest_name.hpp"

namespace kamsim {

namespace {

void read_unit(const TomlTable& table, std::string_view column, ColumnUnit kind, AccountsFormat& format)
{
    const std::vector<std::string> names = unit_names(kind);
    if (names.empty()) {
        return; // a count
    }
    if (const std::optional<std::size_t> chosen = table.chosen(column, names)) {
        format.units[column] = find_unit(kind, names[*chosen]);
    }
}

void read_units(const TomlTable& section, AccountsFormat& format)
{
    const std::optional<TomlTable> table = section.table("units");
    if (!table) {
        return;
    }
    for (const NumberColumnDeclaration& declared : number_columns) {
        read_unit(*table, declared.name, declared.unit, format);
    }
    for (const std::string_view column : fit_rating_columns) {
        read_unit(*table, column, ColumnUnit::rating, format);
    }
    table->reject_unknown_keys();
}

void read_exchange_rates(const TomlTable& section, AccountsFormat& format)
{
    format.exchange_rates[currency_code(format.currency)] = 1.0;
    const std::vector<std::pair<std::string, double>> rates = section.named_numbers("exchange_rates");
    format.converts = section.node("exchange_rates") != nullptr;
    for (const auto& [code, rate] : rates) {
        format.exchange_rates[code] = rate;
    }
}

std::optional<std::chrono::sys_days> read_first_day(const TomlTable& section)
{
    const toml::node* node = section.node("first_day");
    if (node == nullptr) {
        return std::nullopt;
    }
    std::optional<std::chrono::sys_days> day;
    if (const toml::value<toml::date>* date = node->as_date()) {
        day = read_date(fmt::format("{:04}-{:02}-{:02}", (*date)->year, (*date)->month, (*date)->day),
                        DateOrder::automatic);
    } else if (const auto text = node->value_exact<std::string>()) {
        day = read_date(*text, DateOrder::automatic);
    }
    if (!day) {
        section.error("first_day", fmt::format("\"{}\" takes a date such as 2026-01-01", section.path_of("first_day")));
    }
    return day;
}

} // namespace

AccountsFormat read_accounts_format(const TomlTable& section, const std::string& currency)
{
    AccountsFormat format;
    format.currency = currency;
    format.scale = section.number("scale").value_or(1.0);
    read_units(section, format);
    read_exchange_rates(section, format);
    format.first_day = read_first_day(section);
    return format;
}

std::string currency_code(std::string_view currency)
{
    const bool is_in_thousands = currency.size() == 4 && (currency.front() == 'k' || currency.front() == 'K');
    return std::string(is_in_thousands ? currency.substr(1) : currency);
}

} // namespace kamsim
