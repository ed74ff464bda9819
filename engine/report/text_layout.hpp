#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "kamsim/report/terminal.hpp"

namespace kamsim {

/// Number of code points of UTF-8 text: its width where every character takes one column.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// Padded with spaces, on the right or the left, to a width; longer text stays as it is.
[[nodiscard]] std::string left_aligned(std::string_view text, std::size_t width);
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

/// At most `width` columns, the last one an ellipsis where something is cut off.
[[nodiscard]] std::string clipped(std::string_view text, std::size_t width);

/// Lines of at most `width` columns, broken at spaces, each ended by a line feed. A longer word has a line of its own.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::string_view indent = "");

enum class Emphasis { strong, good, bad };

[[nodiscard]] std::string emphasised(std::string_view text, Emphasis emphasis, Colour colour);

} // namespace kamsim
