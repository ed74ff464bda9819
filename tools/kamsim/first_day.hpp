#pragma once

#include <chrono>

#include "kamsim/command_line.hpp"

namespace kamsim::program {

inline constexpr OptionDeclaration first_day_option{"first-day", "DATE",
                                                    "dates count from it, YYYY-MM-DD (default: today)"};

/// What --first-day says, else today.
/// @throws UsageError where it is no date
[[nodiscard]] std::chrono::year_month_day first_day_of(const CommandLine& line);

} // namespace kamsim::program
