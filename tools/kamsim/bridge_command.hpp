#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim bridge`: what the difference in value of two designs of a result file is made of.
/// @return exit code
[[nodiscard]] int bridge_designs(const std::vector<std::string>& arguments);

} // namespace kamsim::program
