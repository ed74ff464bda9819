#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim sweep`: simulates a scenario at many points.
[[nodiscard]] int sweep(const std::vector<std::string>& arguments);

} // namespace kamsim::program
