#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim decide: the certificate of a result.
[[nodiscard]] int certify_decision(const std::vector<std::string>& arguments);

} // namespace kamsim::program
