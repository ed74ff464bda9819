#pragma once

#include <string>

#include "kamsim/decision/sweep_map.hpp"

namespace kamsim {

/// What a map says, in one sentence that is its title.
[[nodiscard]] std::string sweep_map_takeaway(const SweepTable& table, const SweepMap& map);

/// Widths and rules as of all texts (terminal.hpp).
[[nodiscard]] std::string sweep_map_text(const SweepTable& table, const SweepMap& map);

/// One row a cell and design.
[[nodiscard]] std::string sweep_map_csv(const SweepTable& table, const SweepMap& map);

[[nodiscard]] std::string sweep_map_json(const SweepTable& table, const SweepMap& map);

/// An SVG file that needs no other: over two factors the best design of each cell by colour, pattern and letter; over
/// one factor all designs, with the share of worlds that each wins or what it is behind. With title and description
/// for who cannot see it. A pure function of its arguments.
[[nodiscard]] std::string sweep_map_picture(const SweepTable& table, const SweepMap& map);

} // namespace kamsim
