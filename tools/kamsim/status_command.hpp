#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim status`: how far work on a file is.
/// @return the exit code
[[nodiscard]] int show_status(const std::vector<std::string>& arguments);

} // namespace kamsim::program
