#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/text_encoding.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// What stands between the whole part of a number and its fraction.
enum class DecimalMark : std::uint8_t { automatic, point, comma };

/// Order of the parts of a date such as 3/4/2026; dates that start with the year, and those with points, need none.
enum class DateOrder : std::uint8_t { automatic, day_first, month_first };

inline constexpr std::array<NamedValue<DecimalMark>, 3> decimal_mark_names{{
    {"auto", DecimalMark::automatic},
    {"point", DecimalMark::point},
    {"comma", DecimalMark::comma},
}};

inline constexpr std::array<NamedValue<DateOrder>, 5> date_format_names{{
    {"auto", DateOrder::automatic},
    {"y-m-d", DateOrder::automatic},
    {"d.m.y", DateOrder::day_first},
    {"d/m/y", DateOrder::day_first},
    {"m/d/y", DateOrder::month_first},
}};

struct Delimiter {
    char character;
    std::string_view name; ///< as a key takes it
};
/// Where a header has as many of two of them, the first is meant.
inline constexpr std::array<Delimiter, 4> delimiters{
    {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}}};

[[nodiscard]] std::string_view delimiter_name(char character);

/// What the key takes: the names, then the characters themselves where they can be seen.
[[nodiscard]] std::vector<std::string> delimiter_words();

/// Texts that stand for nothing, capitals ignored, where the scenario gives no list of its own. "NaN" and the errors of
/// spreadsheets are not among them: they are results of a calculation that failed.
[[nodiscard]] const std::vector<std::string>& usual_missing_texts();

/// How a CSV file is written. What is empty or automatic is taken from the file.
struct CsvDialect {
    std::optional<char> delimiter;
    DecimalMark decimal_mark = DecimalMark::automatic;
    TextEncoding encoding = TextEncoding::utf_8;
    DateOrder date_order = DateOrder::automatic;
    std::vector<std::string> missing = usual_missing_texts();
};

/// The keys `delimiter`, `decimal`, `encoding`, `date_format` and `missing` of a table.
/// @param usual what holds where the table says nothing
[[nodiscard]] CsvDialect read_dialect(const TomlTable& table, CsvDialect usual);

} // namespace kamsim
