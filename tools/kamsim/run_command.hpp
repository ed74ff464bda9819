#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim run`: simulates a scenario, prints the comparison and keeps the result where asked.
/// @return the exit code
[[nodiscard]] int run(const std::vector<std::string>& arguments);

} // namespace kamsim::program
