#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "kamsim/scenario/import_guess.hpp"

namespace kamsim {

/// A scenario to start from, with every section and its defaults as comments, for the accounts of starter_accounts().
[[nodiscard]] std::string starter_scenario();

/// A small accounts file of invented accounts, whose names say so.
[[nodiscard]] std::string starter_accounts();

/// The same scenario for a file of the user's.
/// @param accounts the file's name as the scenario is to write it
[[nodiscard]] std::string starter_scenario(const ImportGuess& guess, std::string_view accounts,
                                           std::chrono::year_month_day first_day);

} // namespace kamsim
