#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim report`: writes a result as a page that opens offline.
/// @return the exit code
[[nodiscard]] int report_result(const std::vector<std::string>& arguments);

} // namespace kamsim::program
