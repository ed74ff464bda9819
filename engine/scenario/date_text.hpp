#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "scenario/csv_dialect.hpp"

namespace kamsim {

/// Mean length of a year of the calendar.
inline constexpr double days_per_year = 365.25;

/// What one date says about the order of its file's dates.
enum class OrderEvidence : std::uint8_t {
    none,        ///< no date, or one that starts with the year or has points between its parts
    day_first,   ///< 31/12/2026
    month_first, ///< 12/31/2026
    undecided,   ///< 3/4/2026
};

/// Whether a text is written like a date: three numbers with -, / or . between them, a time behind it or not.
[[nodiscard]] bool is_like_a_date(std::string_view text);

[[nodiscard]] OrderEvidence date_order_evidence(std::string_view text);

/// 2026-12-31, 2026/12/31, 31.12.2026, and by `order` 31/12/2026 or 12/31/2026; years of two digits are after 2000.
/// @param order with `automatic`, only dates that need none are read
/// @return empty where the text is no day of the calendar
[[nodiscard]] std::optional<std::chrono::sys_days> read_date(std::string_view text, DateOrder order);

/// Years of 365.25 days from one day to another.
[[nodiscard]] double years_between(std::chrono::sys_days from, std::chrono::sys_days to);

} // namespace kamsim
