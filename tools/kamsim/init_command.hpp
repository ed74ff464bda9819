#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim init DIR
[[nodiscard]] int init(const std::vector<std::string>& arguments);

} // namespace kamsim::program
