#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kamsim::program {

enum class Paper : std::uint8_t { a4, letter };

/// The browser that prints: the one that is named, by its path or as a command, else the first Chromium on the search
/// path.
/// @throws UsageError where there is none; the message says what to install
[[nodiscard]] std::filesystem::path find_browser(const std::optional<std::string>& named);

/// Prints a page as a tagged PDF with an outline. The browser runs without network, in a folder of its own that is gone
/// afterwards. The times in the PDF are fixed, so that they do not make equal pages differ; it ends with `pdf_mark`.
/// @param page HTML that allows styles in it
/// @param goes_on asked while it prints; where it says no, the browser is ended
/// @return the bytes of the PDF; empty where `goes_on` said no
/// @throws std::runtime_error where the browser fails, or takes longer than two minutes
[[nodiscard]] std::optional<std::string> printed_page(const std::filesystem::path& browser, std::string_view page,
                                                      Paper paper, const std::function<bool()>& goes_on);

} // namespace kamsim::program
