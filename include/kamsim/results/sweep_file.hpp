#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kamsim/results/sweep_table.hpp"
#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim {

/// Where a sweep comes from: what its file holds beside the table.
struct SweepProvenance {
    std::string description; ///< all that its numbers depend on; only an equal sweep is the same
    std::string design_text; ///< byte for byte
    std::vector<InputFile> inputs;
    Scenario scenario; ///< as it is without factors
    std::vector<std::string> overrides;
};

/// Writes a sweep under its name, or not at all.
/// @throws ResultFileError where that fails
void write_sweep(const std::filesystem::path& file, const SweepTable& table, const SweepProvenance& provenance);

/// Who made a sweep, from what, as its file says.
struct SweepOrigin {
    std::string program_version;
    std::string program_revision;
    std::int64_t seed = 0;
    std::vector<InputFile> inputs; ///< the design, its points, the scenario and its files
    std::vector<std::string> overrides;
};

/// @throws UnreadableResult where it is damaged or no sweep
[[nodiscard]] SweepOrigin sweep_origin(const std::filesystem::path& file);

/// The description in a file.
/// @throws UnreadableResult where it is damaged or no sweep
[[nodiscard]] std::string sweep_description(const std::filesystem::path& file);

} // namespace kamsim
