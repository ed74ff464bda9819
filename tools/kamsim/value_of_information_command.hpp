#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim value-of-information: what better knowledge of the uncertain inputs of a result would be worth.
[[nodiscard]] int value_information(const std::vector<std::string>& arguments);

} // namespace kamsim::program
