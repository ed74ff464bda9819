#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim verify-file`: whether every byte of result files is as it was written, and where not.
/// @return the exit code
[[nodiscard]] int verify_files(const std::vector<std::string>& arguments);

} // namespace kamsim::program
