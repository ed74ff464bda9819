#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim targets: what a design would have to reach to pay for itself.
[[nodiscard]] int find_targets(const std::vector<std::string>& arguments);

} // namespace kamsim::program
