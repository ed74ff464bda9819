#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim break-even`: which inputs change the best design, and at which values.
/// @return the exit code
[[nodiscard]] int search_break_even(const std::vector<std::string>& arguments);

} // namespace kamsim::program
