#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kamsim {

/// Consecutive items of work, leaves or points: first to end - 1.
struct ShardRange {
    std::int64_t first = 0;
    std::int64_t end = 0;

    bool operator==(const ShardRange&) const = default;
};

/// `<item>-<first>-<last>-<hash>.h5`: the name of the file that holds these items.
[[nodiscard]] std::string shard_name(std::string_view item, ShardRange range, std::string_view hash);

/// The items that the name of a shard tells; nothing for other files.
[[nodiscard]] std::optional<ShardRange> shard_range(std::string_view item, std::string_view name);

[[nodiscard]] std::string plan_name(std::string_view hash);

/// Files that are named as plans; none where there is no such folder.
[[nodiscard]] std::vector<std::filesystem::path> plans_in(const std::filesystem::path& folder);

/// @throws std::filesystem::filesystem_error where the folder cannot be listed
[[nodiscard]] std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

} // namespace kamsim
