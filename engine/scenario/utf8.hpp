#pragma once

#include <cstddef>
#include <string_view>

namespace kamsim {

/// Whether the bytes are well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, no surrogates.
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// @return counted from 1; 0 where all bytes are well-formed
[[nodiscard]] std::size_t first_line_that_is_not_utf8(std::string_view bytes);

} // namespace kamsim
