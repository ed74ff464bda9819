#pragma once

#include <string>
#include <string_view>

namespace kamsim {

/// A quoted CSV cell of text. Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line
/// end) gets an apostrophe in front, which spreadsheets take as "this is text".
[[nodiscard]] std::string csv_text_cell(std::string_view text);

/// A CSV cell of a number that reads back to the same double; empty for NaN.
[[nodiscard]] std::string csv_number_cell(double number);

} // namespace kamsim
