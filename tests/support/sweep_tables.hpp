#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "kamsim/results/sweep_table.hpp"

namespace kamsim::test {

/// A factor with a range.
[[nodiscard]] Factor ranged(const std::string& name, double low, double high);
/// A factor with levels that are no numbers.
[[nodiscard]] Factor levelled(const std::string& name, const std::vector<std::string>& labels);

/// Finds the mean value of an alternative at a point in a world.
using WorldValue =
    std::function<double(std::span<const double> coordinates, std::size_t alternative, std::int64_t world)>;

/// A table of points by hand: means over worlds, differences to the first alternative, intervals by Student's t over
/// worlds. With one world there is no interval but a half width of 1 for everything.
[[nodiscard]] SweepTable sweep_table(SweepMethod method, std::vector<Factor> factors,
                                     const std::vector<std::vector<double>>& points,
                                     std::vector<std::string> alternatives, std::int64_t worlds,
                                     const WorldValue& value);

} // namespace kamsim::test
