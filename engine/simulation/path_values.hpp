#pragma once

#include <array>

#include "kamsim/simulation/paths.hpp"
#include "simulation/lane_notes.hpp"

namespace kamsim {

/// What is known of an account as a period ends, by PathQuantity.
[[nodiscard]] std::array<double, path_quantity_count> path_values(const LaneNotes& notes, int account);

} // namespace kamsim
