#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "kamsim/model/measures.hpp"
#include "kamsim/scenario/factors.hpp"

namespace kamsim {

/// How the points of a sweep are chosen.
enum class SweepMethod : std::uint8_t { full_factorial, one_at_a_time, latin_hypercube, sobol, points };

/// Whether the points of a sweep meet the same luck, or each its own.
enum class SweepLuck : std::uint8_t { shared, own };

/// A sweep as its file asks for it (docs/formats/sweep.md).
struct SweepDesign {
    std::string title;
    std::filesystem::path scenario;
    std::vector<std::string> overrides; ///< of the scenario at every point, numbers of futures and worlds among them
    std::vector<Factor> factors;
    SweepMethod method{};
    SweepLuck luck{};
    std::vector<Measure> measures;                ///< whose means are kept
    std::vector<std::vector<double>> coordinates; ///< [point][factor]; NaN: as the scenario says
    std::int64_t points_per_shard = 0;            ///< 0: chosen by what a point costs
    std::string text;                             ///< of the file, byte for byte
    std::vector<InputFile> inputs;                ///< the file, then the points that it names
};

/// Points beyond which a design is a mistake.
inline constexpr std::int64_t most_sweep_points = 10'000'000;

/// Reads a design file; the scenario that it names is not read.
/// @param overrides of the scenario, over those of the file
/// @throws ScenarioError with all errors found
[[nodiscard]] SweepDesign read_sweep_design(const std::filesystem::path& file,
                                            const std::vector<std::string>& overrides = {});

} // namespace kamsim
