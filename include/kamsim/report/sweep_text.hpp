#pragma once

#include <cstdint>
#include <string>

#include "kamsim/results/sweep_table.hpp"

namespace kamsim {

/// What a sweep found: how it was made, which design wins how often, and its points.
/// @param most_points rows of the table
[[nodiscard]] std::string sweep_text(const SweepTable& table, std::int64_t most_points);

/// A row for each point and alternative.
[[nodiscard]] std::string sweep_csv(const SweepTable& table);

[[nodiscard]] std::string sweep_json(const SweepTable& table);

/// Points of a sweep before it is simulated, a row for each: its number and its factors.
[[nodiscard]] std::string points_csv(const SweepDesign& design);

} // namespace kamsim
