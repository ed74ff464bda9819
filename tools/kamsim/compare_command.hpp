#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim compare`: measures of a result file by alternative and time.
/// @return the exit code
[[nodiscard]] int compare_result(const std::vector<std::string>& arguments);

} // namespace kamsim::program
