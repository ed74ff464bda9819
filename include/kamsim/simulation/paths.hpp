#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// What is known of every account at the end of every period of a future.
enum class PathQuantity : int {
    alive,
    key,
    revenue,
    cells_live,
    relationship,
    satisfaction,
    endangerment_seen,
    manager,
};
inline constexpr int path_quantity_count = static_cast<int>(PathQuantity::manager) + 1;

struct PathDeclaration {
    PathQuantity quantity;
    const char* name;
    Unit unit;
    const char* meaning;
};

/// The catalogue of path quantities; entry i describes the quantity with value i.
[[nodiscard]] const std::array<PathDeclaration, path_quantity_count>& path_catalogue();

/// The paths of at most eight consecutive replications; valid during the call of the sink only.
struct PathBlock {
    std::int64_t first_replication = 0;
    int replications = 0;
    /// By PathQuantity: [alternative][replication of the block][account][period].
    std::array<std::span<const float>, path_quantity_count> values;
};

struct PathOptions {
    int threads = 0;               ///< 0: what OpenMP offers
    std::int64_t replications = 0; ///< the first ones only; 0: all
    /// Called from one thread, outside parallel regions, block after block.
    std::function<void(const PathBlock&)> sink;
    /// Asked between blocks; false ends the stream early, after whole blocks.
    std::function<bool()> goes_on{};
};

/// Simulates the experiment again, from its seed, and hands on the paths of all accounts; for each thread there is room
/// for one block. No number depends on the threads.
/// @return replications handed on
/// @throws std::invalid_argument where the experiment does not fit, or without a sink
std::int64_t stream_paths(const Experiment& experiment, const PathOptions& options);

} // namespace kamsim
