#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kamsim/console.hpp"
#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim::program {

/// Whether the file begins as every HDF5 file does; then it is meant as a result, else as a scenario.
[[nodiscard]] bool is_result_file(const std::filesystem::path& file);

/// A scenario to simulate again under other conditions: read from a scenario file, or taken from a result file as it
/// was run there. Tells what was read.
/// @param overrides `path=value` pairs for a scenario file
/// @throws ScenarioError where the scenario is wrong
/// @throws UnreadableResult where the result is damaged
/// @throws UsageError where there are overrides for a result, whose scenario is settled
[[nodiscard]] Scenario scenario_of(const std::filesystem::path& file, const std::vector<std::string>& overrides,
                                   Console& console);

} // namespace kamsim::program
