#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim win-map: how robust the designs of a result are, and in which worlds which of them wins.
[[nodiscard]] int map_wins(const std::vector<std::string>& arguments);

} // namespace kamsim::program
