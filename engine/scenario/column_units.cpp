#include "scenario/column_units.hpp"

#include <cmath>

#include <fmt/format.h>

namespace kamsim {

namespace {

/// What is probably the matter with a number that is out of range.
std::string advice(const Cell& cell, ColumnUnit kind, const GivenUnit* unit, double number)
{
    const bool is_share_like = kind == ColumnUnit::share || kind == ColumnUnit::rating;
    if (unit == nullptr && is_share_like && number > 1.0 && number <= 100.0) {
        return kind == ColumnUnit::rating
                   ? "; where the column is in percent or in marks, state that under [portfolio.units], for example "
                     "\"percent\", \"of_5\" or \"of_10\""
                   : "; where the column is in percent, state \"percent\" for it under [portfolio.units]";
    }
    if (kind == ColumnUnit::years && number > 100.0) {
        return number > 20'000.0 && number < 80'000.0 && cell.text.find('-') == std::string_view::npos
                   ? "; it looks like the day count of a spreadsheet: format the column as a date"
                   : "; where the column is in months or days, state that under [portfolio.units]";
    }
    return {};
}

} // namespace

std::vector<std::string> unit_names(ColumnUnit kind)
{
    std::vector<std::string> names;
    for (const GivenUnit& unit : given_units) {
        if (unit.kind == kind) {
            names.emplace_back(unit.name);
        }
    }
    return names;
}

const GivenUnit* our_unit(ColumnUnit kind)
{
    const std::vector<std::string> names = unit_names(kind);
    return names.empty() ? nullptr : find_unit(kind, names.front());
}

const GivenUnit* find_unit(ColumnUnit kind, std::string_view name)
{
    for (const GivenUnit& unit : given_units) {
        if (unit.kind == kind && unit.name == name) {
            return &unit;
        }
    }
    return nullptr;
}

std::optional<WrittenNumber> parse_in_unit(const Cell& cell, ColumnUnit kind, const GivenUnit* unit,
                                           const NumberRange& range, Diagnostics& diagnostics)
{
    std::optional<WrittenNumber> written = parse_written_number(cell, diagnostics);
    if (!written) {
        return std::nullopt;
    }
    const bool takes_percentages = kind == ColumnUnit::share || kind == ColumnUnit::rating;
    if (written->is_percentage && !takes_percentages) {
        report(cell, fmt::format("\"{}\" is a percentage, and the column holds none", cell.text), diagnostics);
        return std::nullopt;
    }
    if (!written->currency.empty() && kind != ColumnUnit::money) {
        report(cell, fmt::format("\"{}\" is money, and the column holds none", cell.text), diagnostics);
        return std::nullopt;
    }
    const double given = written->value;
    if (written->is_percentage) {
        written->value = given / 100.0;
    } else if (unit != nullptr) {
        written->value = unit->to_ours(given);
    }
    if (!std::isfinite(written->value)) {
        report(cell, fmt::format("{} must be {}", cell.text, any_number.words), diagnostics);
        return std::nullopt;
    }
    if (!range.contains(written->value)) {
        const bool is_converted = unit != nullptr && unit->to_ours(given) != given;
        const std::string in_ours =
            is_converted ? fmt::format(" {}, {} in our unit,", unit->name, written->value) : std::string();
        report(cell, fmt::format("{}{} must be {}{}", cell.text, in_ours, range.words, advice(cell, kind, unit, given)),
               diagnostics);
        return std::nullopt;
    }
    return written;
}

} // namespace kamsim
