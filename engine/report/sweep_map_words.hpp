#pragma once

#include <string>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/decision/sweep_map.hpp"

namespace kamsim {

/// Letters by place, so that designs with names that begin alike stay apart.
[[nodiscard]] std::string design_letter(int alternative);

/// In which unit the values of a map are told.
[[nodiscard]] MoneyUnit map_unit(const SweepTable& table, const SweepMap& map);

/// Where a cell is: "size = 40 M, margin = 0.3".
[[nodiscard]] std::string cell_place(const SweepMap& map, std::size_t row, std::size_t column);

/// What a map is a mean over, where it is a surface, and how its intervals are made: for below it.
[[nodiscard]] std::string map_rules(const SweepTable& table, const SweepMap& map);

} // namespace kamsim
