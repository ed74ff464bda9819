#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/account_columns.hpp"
#include "scenario/csv_table.hpp"

namespace kamsim {

/// A unit in which a file may give a column: ours = (theirs + shift) * numerator / denominator.
struct GivenUnit {
    ColumnUnit kind{};
    std::string_view name;
    double shift = 0.0;
    double numerator = 1.0;
    double denominator = 1.0;

    [[nodiscard]] double to_ours(double number) const { return (number + shift) * numerator / denominator; }
};

/// The first one of each kind is ours.
inline constexpr std::array<GivenUnit, 20> given_units{{
    {ColumnUnit::money, "thousands"},
    {ColumnUnit::money, "units", 0.0, 1.0, 1000.0},
    {ColumnUnit::money, "millions", 0.0, 1000.0, 1.0},
    {ColumnUnit::money, "thousands_per_quarter", 0.0, 4.0, 1.0},
    {ColumnUnit::money, "units_per_quarter", 0.0, 4.0, 1000.0},
    {ColumnUnit::money, "millions_per_quarter", 0.0, 4000.0, 1.0},
    {ColumnUnit::money, "thousands_per_month", 0.0, 12.0, 1.0},
    {ColumnUnit::money, "units_per_month", 0.0, 12.0, 1000.0},
    {ColumnUnit::money, "millions_per_month", 0.0, 12000.0, 1.0},
    {ColumnUnit::share, "share"},
    {ColumnUnit::share, "percent", 0.0, 1.0, 100.0},
    {ColumnUnit::rating, "share"},
    {ColumnUnit::rating, "percent", 0.0, 1.0, 100.0},
    {ColumnUnit::rating, "of_5", -1.0, 1.0, 4.0},
    {ColumnUnit::rating, "of_10", 0.0, 1.0, 10.0},
    {ColumnUnit::years, "years"},
    {ColumnUnit::years, "quarters", 0.0, 1.0, 4.0},
    {ColumnUnit::years, "months", 0.0, 1.0, 12.0},
    {ColumnUnit::years, "weeks", 0.0, 7.0, 365.25},
    {ColumnUnit::years, "days", 0.0, 1.0, 365.25},
}};

/// Units of one kind, ours first; none for counts.
[[nodiscard]] std::vector<std::string> unit_names(ColumnUnit kind);

/// The unit that the model counts in; nullptr for counts.
[[nodiscard]] const GivenUnit* our_unit(ColumnUnit kind);

/// @return nullptr where there is none of that name
[[nodiscard]] const GivenUnit* find_unit(ColumnUnit kind, std::string_view name);

/// The number of a cell in our unit, before any scale or rate of exchange. A percent sign goes before the unit.
/// @param unit nullptr: nobody said, so it should be ours
/// @return empty, with an error, where it is none, has a sign that its column cannot have, or lies outside of `range`
[[nodiscard]] std::optional<WrittenNumber> parse_in_unit(const Cell& cell, ColumnUnit kind, const GivenUnit* unit,
                                                         const NumberRange& range, Diagnostics& diagnostics);

} // namespace kamsim
