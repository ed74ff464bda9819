#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim show`: prints again what a result file holds.
/// @return the exit code
[[nodiscard]] int show(const std::vector<std::string>& arguments);

} // namespace kamsim::program
