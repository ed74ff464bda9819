#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim schema`: prints the JSON Schema of scenario files.
/// @return the exit code
[[nodiscard]] int print_schema(const std::vector<std::string>& arguments);

} // namespace kamsim::program
