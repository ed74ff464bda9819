#pragma once

#include <string>
#include <string_view>

#include "kamsim/report/document.hpp"

namespace kamsim {

inline constexpr std::string_view report_format_name = "kamsim-report";
/// Rises when a key changes its name, type or meaning; new ones may be added without.
inline constexpr int report_format_version = 1;

/// The whole report as one JSON document, indented, ended by a line feed (docs/formats/report.md): every sentence with
/// the id of its template and its numbers, every table. Numbers are as they were calculated; money is in thousands of
/// the currency. Equal documents give equal bytes.
[[nodiscard]] std::string report_json(const Report& report);

} // namespace kamsim
