#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim import-check FILE.csv
[[nodiscard]] int import_check(const std::vector<std::string>& arguments);

} // namespace kamsim::program
