#pragma once

#include <span>
#include <vector>

namespace kamsim {

/// Share of trials in which each competitor has the highest value; ties are split evenly.
/// @param values [competitor][trial]
[[nodiscard]] std::vector<double> shares_of_wins(const std::vector<std::span<const double>>& values);

} // namespace kamsim
