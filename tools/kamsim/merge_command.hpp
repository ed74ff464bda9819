#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim merge`: puts parts of one sample together to the result of a single run.
/// @param arguments what stands after the name of the command
/// @return the exit code
[[nodiscard]] int merge_files(const std::vector<std::string>& arguments);

} // namespace kamsim::program
