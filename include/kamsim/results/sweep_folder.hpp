#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kamsim/results/result_file_error.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// What the plan of an unfinished sweep says.
struct SweepPlan {
    std::string description; ///< all that its numbers depend on (Sweep::description)
    std::int64_t units = 0;
    std::int64_t units_per_point = 0;
};

/// The folder `FILE.part` in which processes keep the units of a sweep that they have finished, in shards that are
/// always the same, until one of them writes FILE. Killed at any time, a process loses what it had not committed only.
class SweepFolder {
public:
    [[nodiscard]] static std::filesystem::path path_of(const std::filesystem::path& file);
    /// Whether a sweep was begun and not brought to its end.
    [[nodiscard]] static bool is_begun(const std::filesystem::path& file);

    /// Begins a sweep, or goes on with it, together with other processes that do.
    /// @throws ResultFileError where the folder cannot be made or written to, or holds another sweep
    /// @throws FinishedElsewhere where another process has just finished it
    SweepFolder(const std::filesystem::path& file, const SweepPlan& plan);
    SweepFolder(SweepFolder&&) noexcept;
    SweepFolder& operator=(SweepFolder&&) noexcept;
    ~SweepFolder();

    /// Takes in what other processes have committed since.
    void refresh();
    /// Units that no shard holds, as far as this process knows.
    [[nodiscard]] std::vector<PointRange> missing() const;

    /// Brings the values of a shard to disk.
    /// @throws ResultFileError where they cannot be written; what was committed before is kept
    /// @throws FinishedElsewhere where another process has finished the sweep
    void commit(const StudyValues& values);

    /// Values of all units in their order, shard by shard.
    void read(const std::function<void(const StudyValues&)>& take) const;

    /// When no unit is missing: one of the processes writes the file and removes the folder; the others wait for it.
    /// @return whether it was this one
    /// @throws ResultFileError where the file cannot be written; where a shard is damaged, whose units are missing
    ///   again
    bool finish(const std::function<void()>& write_file);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace kamsim
