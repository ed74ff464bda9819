#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "kamsim/decision/sweep_map.hpp"

namespace kamsim {

/// Indices of the largest and of the next largest mean; of equal ones the first.
/// @param means two or more
[[nodiscard]] std::pair<std::size_t, std::size_t> best_two(const std::vector<double>& means);

/// Fills the cells of a map, whose axes are there, by surfaces through a sweep's points.
/// @param inputs of the axes
void add_surface_cells(const SweepSpace& space, const std::vector<std::size_t>& inputs, int threads, SweepMap& map);

} // namespace kamsim
