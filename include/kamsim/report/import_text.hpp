#pragma once

#include <string>
#include <string_view>

#include "kamsim/report/terminal.hpp"
#include "kamsim/scenario/import_check.hpp"

namespace kamsim {

/// How an accounts file was read: dialect, columns with their values in our units, what is not used, what was assumed,
/// the first problems, and what to do next. Lines end with a line feed.
/// @param file as the user wrote it
/// @param scenario likewise; empty where the way to read was guessed
[[nodiscard]] std::string import_text(const ImportReport& report, std::string_view file, std::string_view scenario,
                                      Colour colour = Colour::plain);

/// The same as one JSON object, with all problems and, where the way to read was guessed, each reason.
[[nodiscard]] std::string import_json(const ImportReport& report);

} // namespace kamsim
