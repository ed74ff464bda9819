#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kamsim/results/folder_access.hpp"
#include "kamsim/results/result_file_error.hpp"
#include "kamsim/results/run_plan.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/simulation/sample_part.hpp"

namespace kamsim {

/// The folder `FILE.part` in which a run keeps what it has finished until FILE can be written: the plan of the run, and
/// part files ("shards"), which are never changed. A shard appears under its name, which holds its hash, when it is
/// whole and on disk; so a run can be killed at any time and loses what was not committed only. One process has the
/// folder, or the ranks of one run, which the first of them lets in.
class RunFolder {
public:
    /// `FILE.part`
    [[nodiscard]] static std::filesystem::path path_of(const std::filesystem::path& result);

    /// Whether a run was begun and not brought to its end.
    [[nodiscard]] static bool is_begun(const std::filesystem::path& result);

    /// Begins a run.
    /// @throws ResultFileError where the folder cannot be made or written to, where another process has it, or where it
    ///   holds an unfinished run
    RunFolder(const std::filesystem::path& result, const Scenario& scenario, const RunPlan& plan);

    /// Goes on with a run. Who has the folder alone verifies every shard; damaged ones are put aside.
    /// @throws ResultFileError where there is none, another process has it, its plan is damaged, or it is of another
    ///   version of kamsim
    explicit RunFolder(const std::filesystem::path& result, FolderAccess access = FolderAccess::alone);

    RunFolder(RunFolder&&) noexcept;
    RunFolder& operator=(RunFolder&&) noexcept;
    ~RunFolder();

    [[nodiscard]] const Scenario& scenario() const;
    [[nodiscard]] const RunPlan& plan() const;
    /// Names of the shards that were damaged and put aside; their leaves are missing again.
    [[nodiscard]] const std::vector<std::string>& damaged() const;

    /// Leaves of the plan that no shard holds.
    [[nodiscard]] std::vector<LeafRange> missing() const;
    /// Replications that shards hold.
    [[nodiscard]] std::int64_t committed_replications() const;
    /// In the order of their leaves.
    [[nodiscard]] std::vector<std::filesystem::path> shards() const;

    /// Lets others in that come together, from now on.
    void share();
    /// Takes in what others have committed since.
    void refresh();

    /// Brings a part to disk.
    /// @throws ResultFileError where it cannot be written; what was committed before is kept
    void commit(const SamplePart& part);

    /// Removes the folder and all in it, when its content has found its place.
    void remove();

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

} // namespace kamsim
