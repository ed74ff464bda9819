#pragma once

#include <string>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/report/terminal.hpp"

namespace kamsim {

// Each function tells the details of a comparison.

/// For people: how sure in three senses, every pair, risk, payback and concentration, each with the rule it was made
/// by; 80 columns.
/// @throws std::invalid_argument where the comparison has no details
[[nodiscard]] std::string comparison_details_text(const Comparison& comparison, Colour colour = Colour::plain);

/// For other programs: one pair of designs a row, kEUR. Numbers are exact; what is not defined is empty.
/// @throws std::invalid_argument where the comparison has no details
[[nodiscard]] std::string pairs_csv(const Comparison& comparison);

} // namespace kamsim
