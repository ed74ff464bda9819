#pragma once

#include <string>
#include <string_view>

#include "kamsim/decision/mechanism_bridge.hpp"
#include "kamsim/report/terminal.hpp"

namespace kamsim {

/// For people, 80 columns: each group's share of the difference with half of its interval, what it adds first and last,
/// and which lines of the ledger it moves; the rules below.
/// @param currency of the experiment
[[nodiscard]] std::string mechanism_table(const MechanismBridge& bridge, std::string_view currency,
                                          Colour colour = Colour::plain);

/// For other programs: a row for each group and line of the ledger, and one for the group's share (line "all"). Exact.
[[nodiscard]] std::string mechanism_csv(const MechanismBridge& bridge, std::string_view currency);

/// The same as one JSON object.
[[nodiscard]] std::string mechanism_json(const MechanismBridge& bridge, std::string_view currency);

} // namespace kamsim
