#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "kamsim/results/folder_access.hpp"
#include "kamsim/results/result_file_error.hpp"

namespace kamsim {

enum class WorkKind : std::uint8_t { run, sweep, study };

/// How far the work on a file is. Counts are of futures of a run, of points of a sweep or a study; of a sweep, points
/// some of whose units are done count in part.
struct WorkStatus {
    std::filesystem::path file;
    WorkKind kind{};
    bool is_finished = false; ///< the file is there, and no folder of unfinished work beside it
    double done = 0.0;
    double all = 0.0;
    bool may_end_earlier = false; ///< a run that goes on until it is precise enough
    FolderHolders holders = FolderHolders::nobody;
    std::int64_t shards = 0;
    std::int64_t bytes = 0;             ///< of the shards, or of the finished file
    std::int64_t damaged = 0;           ///< shards that were put aside
    std::int64_t failed = 0;            ///< points of a sweep
    std::optional<double> idle_seconds; ///< since the last shard
    std::optional<double> rate;         ///< a second, since work went on last
    std::optional<double> seconds_left; ///< where somebody works on it, at that rate
};

/// Looks and touches nothing, also while others write. Shards are taken by their names.
/// @param file a result or a sweep, finished or not, or the folder of unfinished work
/// @throws UnreadableResult where there is neither, or it cannot be read
[[nodiscard]] WorkStatus work_status(const std::filesystem::path& file);

} // namespace kamsim
