#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenario/csv_dialect.hpp"

namespace kamsim {

/// What one number says about the decimal mark of its file.
enum class MarkEvidence : std::uint8_t {
    none,      ///< no mark, or no number
    point,     ///< 1.5, 1,234.5, 1 234.5
    comma,     ///< 1,5, 1.234,5
    undecided, ///< 1,234 or 1.234: thousands or a fraction
};

/// A number as people write it.
struct WrittenNumber {
    double value = 0.0; ///< before a percent sign is heeded
    bool is_percentage = false;
    std::string currency; ///< code or sign beside it, signs of common currencies as their code; empty for none
};

[[nodiscard]] MarkEvidence decimal_mark_evidence(std::string_view text);

/// Reads signs (also behind, and parentheses for less than nothing), groups of three digits set apart by the other
/// mark, a space, a no-break space or an apostrophe, an exponent, a currency before or behind, and a percent sign.
/// @param mark point or comma
/// @return empty where the text is no number of that kind
[[nodiscard]] std::optional<WrittenNumber> read_written_number(std::string_view text, DecimalMark mark);

} // namespace kamsim
