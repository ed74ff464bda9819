#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim parameters`: the catalogue of parameters.
/// @return the exit code
[[nodiscard]] int show_parameters(const std::vector<std::string>& arguments);

/// `kamsim measures`: the catalogues of measures.
/// @return the exit code
[[nodiscard]] int show_measures(const std::vector<std::string>& arguments);

} // namespace kamsim::program
