#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kamsim/decision/break_even_targets.hpp"
#include "kamsim/report/terminal.hpp"

namespace kamsim {

/// For people, 80 columns: whether a design pays for itself by a year and what would make it, with what would be seen.
/// @param currency of the experiment
[[nodiscard]] std::string target_table(const BreakEvenTargets& targets, std::string_view currency,
                                       Colour colour = Colour::plain);

/// How what target_table shows was found, once below all tables.
/// @param targets at least one
[[nodiscard]] std::string target_rules(std::span<const BreakEvenTargets> targets);

/// For other programs: a row for each design, year and effect; exact, empty where there is nothing.
[[nodiscard]] std::string target_csv(std::span<const BreakEvenTargets> targets, std::string_view currency);

/// The same as one JSON object; what is not there is null.
[[nodiscard]] std::string target_json(std::span<const BreakEvenTargets> targets, std::string_view currency);

} // namespace kamsim
