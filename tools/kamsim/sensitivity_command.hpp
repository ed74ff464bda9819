#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim sensitivity`: which inputs move the value of designs.
/// @return the exit code
[[nodiscard]] int study_sensitivity(const std::vector<std::string>& arguments);

} // namespace kamsim::program
