#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim accounts`: which accounts, segments or managers the difference of two designs comes from.
/// @return the exit code
[[nodiscard]] int explain_accounts(const std::vector<std::string>& arguments);

} // namespace kamsim::program
