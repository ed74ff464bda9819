#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim optimize: searches for the best design of a scenario.
/// @return the exit code
[[nodiscard]] int optimize(const std::vector<std::string>& arguments);

} // namespace kamsim::program
