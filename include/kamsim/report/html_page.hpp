#pragma once

#include <string>
#include <string_view>

#include "kamsim/report/document.hpp"

namespace kamsim {

/// What the page brings along; the text of a page is complete without the script.
struct PageAssets {
    std::string_view style;       ///< CSS
    std::string_view script;      ///< draws the figures; empty: the program was built without it
    std::string_view script_hash; ///< SHA-256 of the script, base64, for the content-security policy
};

/// One self-contained HTML page, UTF-8: every sentence and table of the report, and a block of JSON from which the
/// script draws. It loads nothing. Equal documents give equal bytes.
[[nodiscard]] std::string html_page(const Report& report, const PageAssets& assets);

/// Text with what has a meaning in HTML escaped, in attributes too. Characters that turn the direction of writing are
/// isolated by the element around (<bdi>), control characters are replaced.
[[nodiscard]] std::string html_escaped(std::string_view text);

} // namespace kamsim
