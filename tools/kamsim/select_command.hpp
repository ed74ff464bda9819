#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim select`: the best design, with a guarantee, from as few futures as it takes.
/// @return the exit code
[[nodiscard]] int select_best(const std::vector<std::string>& arguments);

} // namespace kamsim::program
