#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim emulate SWEEP`: what designs are worth between the points of a sweep.
/// @return exit code
[[nodiscard]] int emulate_sweep(const std::vector<std::string>& arguments);

} // namespace kamsim::program
