#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim allocate`: the best split of hours and money over the key accounts of a design.
/// @return the exit code
[[nodiscard]] int allocate(const std::vector<std::string>& arguments);

} // namespace kamsim::program
