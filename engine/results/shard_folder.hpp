#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "results/folder_lock.hpp"
#include "results/shard_names.hpp"

namespace kamsim {

/// What the work in a folder is called.
struct ShardWords {
    std::string item;   ///< "leaves": the shards' names begin with it
    std::string work;   ///< "run": what is unfinished
    std::string start;  ///< "kamsim run SCENARIO --out": the file follows
    std::string resume; ///< "kamsim run --resume": likewise
};

/// The folder `FILE.part` in which work keeps what it has finished until FILE can be written: a plan, and shards, files
/// that are never changed. A file appears under its name, which holds its hash, when it is whole and on disk; so a
/// process can be killed at any time and loses what was not committed only.
///
/// Several processes may have the folder together, on one machine or on several that share the file system: each
/// commits what it has finished, and one of them brings the work to its end. Equal shards have equal names, so that an
/// item done twice does no harm. Of shards that overlap those count that begin first.
class ShardFolder {
public:
    using Write = std::function<void(const std::filesystem::path&)>; ///< into an empty file, hashes included

    [[nodiscard]] static std::filesystem::path path_of(const std::filesystem::path& file);
    /// Whether work was begun and not brought to its end.
    [[nodiscard]] static bool is_begun(const std::filesystem::path& file);

    /// Begins work; together with others, joins in where one of them has begun it. The caller then compares the plan
    /// with what it wants.
    /// @throws ResultFileError where the folder cannot be made or written to, where another process has it, or where it
    ///   holds unfinished work and is wanted alone; where it holds two plans
    /// @throws FinishedElsewhere where another process brings the work to its end meanwhile
    ShardFolder(std::filesystem::path file, ShardWords words, const Write& write_plan,
                FolderAccess access = FolderAccess::alone);

    /// Goes on with work. Who has the folder alone verifies every file, and damaged shards are put aside; together with
    /// others, `finish` does so.
    /// @throws ResultFileError where there is none, another process has it, or its plan is damaged
    /// @throws FinishedElsewhere where another process brings the work to its end meanwhile
    ShardFolder(std::filesystem::path file, ShardWords words, FolderAccess access = FolderAccess::alone);

    [[nodiscard]] const std::filesystem::path& path() const { return folder_; }
    [[nodiscard]] std::filesystem::path plan_file() const;
    /// Names of the shards that were damaged and put aside.
    [[nodiscard]] const std::vector<std::string>& damaged() const { return damaged_; }
    /// Items of `all` that no shard holds.
    [[nodiscard]] std::vector<ShardRange> missing(ShardRange all) const;
    /// In the order of their items.
    [[nodiscard]] std::vector<ShardRange> ranges() const;
    [[nodiscard]] std::vector<std::filesystem::path> shards() const;

    /// Lets other processes in, from now on, where this one has the folder alone.
    void share();
    /// Takes in what other processes have committed since.
    /// @throws FinishedElsewhere where the work was finished
    void refresh();

    /// Brings a shard to disk.
    /// @param kept what is kept already, in words, for the message of a failure: "512 replications"; empty: nothing
    /// @throws ResultFileError where it cannot be written; what was committed before is kept
    /// @throws FinishedElsewhere where the work was finished without it
    void commit(ShardRange range, const Write& write, const std::string& kept);

    /// Brings the work to its end, when no item is missing: of the processes that have the folder one writes the file
    /// and removes the folder, and the others wait for it.
    /// @return whether it was this one
    /// @throws ResultFileError where a shard is damaged, which is put aside: its items are missing again
    bool finish(const std::function<void()>& write_file);

    /// Removes the folder and all in it, when its content has found its place.
    void remove();

private:
    struct Shard {
        ShardRange range;
        std::filesystem::path path;
        bool is_verified = false;
    };

    [[nodiscard]] std::vector<Shard> counting() const;
    [[nodiscard]] bool is_finished() const;
    void require_unfinished() const;
    void begin(const Write& write_plan);
    void go_on();
    void take_shards();
    void verify_shards();
    void put_aside(const std::filesystem::path& shard);
    void clear_leftovers() const;
    [[nodiscard]] std::string way_on(const std::string& kept) const;

    std::filesystem::path file_;
    ShardWords words_;
    std::filesystem::path folder_;
    std::optional<FolderLock> lock_;
    std::map<std::string, Shard> shards_; ///< by name
    std::vector<std::string> damaged_;
};

} // namespace kamsim
