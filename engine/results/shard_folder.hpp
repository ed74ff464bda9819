#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "results/folder_lock.hpp"

namespace kamsim {

/// Consecutive items of work, leaves or points: first to end - 1.
struct ShardRange {
    std::int64_t first = 0;
    std::int64_t end = 0;

    bool operator==(const ShardRange&) const = default;
};

/// What the work in a folder is called.
struct ShardWords {
    std::string item;   ///< "leaves": the shards' names begin with it
    std::string work;   ///< "run": what is unfinished
    std::string start;  ///< "kamsim run SCENARIO --out": the file follows
    std::string resume; ///< "kamsim run --resume": likewise
};

/// The folder `FILE.part` in which work keeps what it has finished until FILE can be written: a plan, and shards, files
/// that are never changed. A file appears under its name, which holds its hash, when it is whole and on disk; so a
/// process can be killed at any time and loses what was not committed only. One process at a time may have the folder.
class ShardFolder {
public:
    using Write = std::function<void(const std::filesystem::path&)>; ///< into an empty file, hashes included

    [[nodiscard]] static std::filesystem::path path_of(const std::filesystem::path& file);
    /// Whether work was begun and not brought to its end.
    [[nodiscard]] static bool is_begun(const std::filesystem::path& file);

    /// Begins work.
    /// @throws ResultFileError where the folder cannot be made or written to, where another process has it, or where it
    ///   holds unfinished work
    ShardFolder(std::filesystem::path file, ShardWords words, const Write& write_plan);

    /// Goes on with work. Verifies every file; damaged shards are put aside.
    /// @throws ResultFileError where there is none, another process has it, or its plan is damaged
    ShardFolder(std::filesystem::path file, ShardWords words);

    [[nodiscard]] const std::filesystem::path& path() const { return folder_; }
    [[nodiscard]] std::filesystem::path plan_file() const;
    /// Names of the shards that were damaged and put aside.
    [[nodiscard]] const std::vector<std::string>& damaged() const { return damaged_; }
    /// Items of `all` that no shard holds.
    [[nodiscard]] std::vector<ShardRange> missing(ShardRange all) const;
    /// In the order of their items.
    [[nodiscard]] std::vector<ShardRange> ranges() const;
    [[nodiscard]] std::vector<std::filesystem::path> shards() const;

    /// Brings a shard to disk.
    /// @param kept what is kept already, in words, for the message of a failure: "512 replications"; empty: nothing
    /// @throws ResultFileError where it cannot be written; what was committed before is kept
    void commit(ShardRange range, const Write& write, const std::string& kept);

    /// Removes the folder and all in it, when its content has found its place.
    void remove();

private:
    [[nodiscard]] std::optional<ShardRange> range_in(std::string_view name) const;
    void take_shards();
    void clear_leftovers() const;
    [[nodiscard]] std::string way_on(const std::string& kept) const;

    std::filesystem::path file_;
    ShardWords words_;
    std::filesystem::path folder_;
    std::optional<FolderLock> lock_;
    std::map<std::int64_t, std::pair<ShardRange, std::filesystem::path>> shards_; ///< by first item
    std::vector<std::string> damaged_;
};

} // namespace kamsim
