#pragma once

#include <nlohmann/json.hpp>

#include "kamsim/report/document.hpp"

namespace kamsim {

/// A cell as JSON: null where it is missing, infinity as the text "Infinity" or "-Infinity".
[[nodiscard]] nlohmann::ordered_json json_of(const TableCell& cell);

/// Columns, then the rows as arrays in their order, with every number as it was calculated.
[[nodiscard]] nlohmann::ordered_json json_of(const ReportTable& table);

} // namespace kamsim
