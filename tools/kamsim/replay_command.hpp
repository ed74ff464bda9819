#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim replay RESULT`: one future of a result, simulated again and told.
/// @param arguments what stands after the name of the command
/// @return the exit code
[[nodiscard]] int replay_result(const std::vector<std::string>& arguments);

} // namespace kamsim::program
