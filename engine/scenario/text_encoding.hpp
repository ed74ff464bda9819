#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

/// How the bytes of a file stand for letters.
enum class TextEncoding : std::uint8_t { utf_8, windows_1252, iso_8859_1, utf_16 };

inline constexpr std::array<NamedValue<TextEncoding>, 4> text_encoding_names{{
    {"utf-8", TextEncoding::utf_8},
    {"windows-1252", TextEncoding::windows_1252},
    {"iso-8859-1", TextEncoding::iso_8859_1},
    {"utf-16", TextEncoding::utf_16},
}};

/// The text as UTF-8 without a byte order mark. UTF-8 itself is not checked.
/// @throws std::runtime_error where the bytes are not of that encoding
[[nodiscard]] std::string to_utf8(std::string_view bytes, TextEncoding encoding);

/// UTF-16 shows by its byte order mark or by bytes that are 0, UTF-8 by its rules; else windows-1252, of which
/// iso-8859-1 is a part as far as it prints.
[[nodiscard]] TextEncoding probable_encoding(std::string_view bytes);

} // namespace kamsim
