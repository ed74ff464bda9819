#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim check`: reads a scenario without running it, shows what it resolves to, and warns of the doubtful.
/// @return the exit code
[[nodiscard]] int check(const std::vector<std::string>& arguments);

} // namespace kamsim::program
