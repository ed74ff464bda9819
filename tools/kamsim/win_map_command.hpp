#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// kamsim win-map: how robust the designs of a run are, and in which worlds which of them wins; or which design is
/// worth most where in a sweep.
[[nodiscard]] int map_wins(const std::vector<std::string>& arguments);

} // namespace kamsim::program
