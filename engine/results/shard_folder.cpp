#include "results/shard_folder.hpp"

#include <charconv>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/result_writer.hpp"
#include "results/hdf5_handle.hpp"
#include "results/pending_file.hpp"

namespace kamsim {

namespace {

constexpr std::string_view plan_prefix = "plan-";
constexpr std::string_view suffix = ".h5";
constexpr std::string_view put_aside = ".damaged";

std::string shard_name(const std::string& item, ShardRange range, const std::string& hash)
{
    return fmt::format("{}-{:010}-{:010}-{}{}", item, range.first, range.end - 1, hash, suffix);
}

std::optional<std::int64_t> number_in(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// Whether a file is whole and has the hash that ends its name.
bool is_good(const std::filesystem::path& path)
{
    try {
        const auto verification = verify_file(path);
        return verification.damage.empty() && path.stem().string().ends_with(verification.hash);
    } catch (const UnreadableResult&) {
        return false;
    }
}

/// Writes a file and gives it the name that `name` makes of its hash.
template <class Name>
std::filesystem::path commit_hashed(const std::filesystem::path& folder, const ShardFolder::Write& write, Name name)
{
    PendingFile pending(folder / "shard");
    write(pending.temporary_path());
    const auto path = folder / name(verify_file(pending.temporary_path()).hash);
    pending.commit_as(path);
    return path;
}

std::filesystem::path folder_for(const std::filesystem::path& file)
{
    require_replaceable(file);
    const auto folder = ShardFolder::path_of(file);
    const auto parent = folder.has_parent_path() ? folder.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(parent)) {
        throw ResultFileError(fmt::format("cannot write {}: folder {} does not exist; create it, or choose another",
                                          file.string(), parent.string()));
    }
    std::error_code error;
    std::filesystem::create_directory(folder, error);
    if (error || !std::filesystem::is_directory(folder)) {
        throw ResultFileError(fmt::format("cannot write {}: making the folder {}: {}; choose a folder that you may "
                                          "write to",
                                          file.string(), folder.string(), error.message()));
    }
    return folder;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        files.push_back(entry.path());
    }
    return files;
}

std::optional<std::filesystem::path> plan_in(const std::filesystem::path& folder)
{
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        return std::nullopt;
    }
    for (const auto& file : files_in(folder)) {
        const auto name = file.filename().string();
        if (name.starts_with(plan_prefix) && name.ends_with(suffix)) {
            return file;
        }
    }
    return std::nullopt;
}

} // namespace

std::filesystem::path ShardFolder::path_of(const std::filesystem::path& file)
{
    return file.string() + ".part";
}

bool ShardFolder::is_begun(const std::filesystem::path& file)
{
    return plan_in(path_of(file)).has_value();
}

ShardFolder::ShardFolder(std::filesystem::path file, ShardWords words, const Write& write_plan)
    : file_(std::move(file)), words_(std::move(words)), folder_(folder_for(file_))
{
    lock_.emplace(folder_, file_);
    if (plan_in(folder_)) {
        throw ResultFileError(fmt::format("{} holds an unfinished {}; go on with it by {} {}, or "
                                          "remove the folder to start anew",
                                          folder_.string(), words_.work, words_.resume, file_.string()));
    }
    clear_leftovers();
    try {
        commit_hashed(folder_, write_plan,
                      [](const std::string& hash) { return fmt::format("{}{}{}", plan_prefix, hash, suffix); });
    } catch (const hdf5::Error& error) {
        remove();
        throw ResultFileError(fmt::format("cannot write {}: {}; check the free space of the disk and run again",
                                          file_.string(), error.what()));
    } catch (const ResultFileError&) {
        remove();
        throw;
    }
}

ShardFolder::ShardFolder(std::filesystem::path file, ShardWords words)
    : file_(std::move(file)), words_(std::move(words)), folder_(path_of(file_))
{
    if (!plan_in(folder_)) {
        throw ResultFileError(fmt::format("there is no unfinished {} of {} (no folder {}); start it with {} {}",
                                          words_.work, file_.string(), folder_.string(), words_.start, file_.string()));
    }
    lock_.emplace(folder_, file_);
    const auto plan = plan_in(folder_);
    if (!plan || !is_good(*plan)) {
        throw ResultFileError(fmt::format("the plan of the unfinished {} in {} is damaged, so it cannot go on; remove "
                                          "the folder and start anew",
                                          words_.work, folder_.string()));
    }
    take_shards();
    clear_leftovers();
}

std::filesystem::path ShardFolder::plan_file() const
{
    return plan_in(folder_).value_or(std::filesystem::path());
}

/// The items that the name of a shard tells; nothing for other files.
std::optional<ShardRange> ShardFolder::range_in(std::string_view name) const
{
    constexpr std::size_t digits = 10;
    const auto prefix = words_.item + "-";
    const std::size_t hash_at = prefix.size() + 2 * digits + 2;
    if (!name.starts_with(prefix) || !name.ends_with(suffix) || name.size() <= hash_at + suffix.size()) {
        return std::nullopt;
    }
    const auto first = number_in(name.substr(prefix.size(), digits));
    const auto last = number_in(name.substr(prefix.size() + digits + 1, digits));
    return first && last ? std::optional(ShardRange{*first, *last + 1}) : std::nullopt;
}

void ShardFolder::take_shards()
{
    for (const auto& file : files_in(folder_)) {
        const auto range = range_in(file.filename().string());
        if (!range) {
            continue;
        }
        if (is_good(file)) {
            shards_.emplace(range->first, std::pair(*range, file));
        } else {
            damaged_.push_back(file.filename().string());
            std::filesystem::rename(file, file.string() + std::string(put_aside));
        }
    }
}

/// What a killed process left under temporary names, and what a removal that was killed left.
void ShardFolder::clear_leftovers() const
{
    for (const auto& file : files_in(folder_)) {
        const auto name = file.filename().string();
        const bool was_never_whole = name.starts_with('.');
        const bool lost_its_plan = shards_.empty() && !plan_in(folder_) && file != lock_->path();
        if (was_never_whole || lost_its_plan) {
            std::filesystem::remove(file);
        }
    }
}

std::vector<ShardRange> ShardFolder::missing(ShardRange all) const
{
    std::vector<ShardRange> ranges;
    std::int64_t next = all.first;
    for (const auto& [first, shard] : shards_) {
        if (first > next) {
            ranges.push_back({next, first});
        }
        next = shard.first.end;
    }
    if (next < all.end) {
        ranges.push_back({next, all.end});
    }
    return ranges;
}

std::vector<ShardRange> ShardFolder::ranges() const
{
    std::vector<ShardRange> ranges;
    for (const auto& [first, shard] : shards_) {
        ranges.push_back(shard.first);
    }
    return ranges;
}

std::vector<std::filesystem::path> ShardFolder::shards() const
{
    std::vector<std::filesystem::path> files;
    for (const auto& [first, shard] : shards_) {
        files.push_back(shard.second);
    }
    return files;
}

std::string ShardFolder::way_on(const std::string& kept) const
{
    if (shards_.empty()) {
        return "Nothing was finished yet; when that is mended, run again";
    }
    return fmt::format("{} are kept in {}; when that is mended, go on with {} {}", kept, folder_.string(),
                       words_.resume, file_.string());
}

void ShardFolder::commit(ShardRange range, const Write& write, const std::string& kept)
{
    try {
        const auto path = commit_hashed(folder_, write,
                                        [&](const std::string& hash) { return shard_name(words_.item, range, hash); });
        shards_.emplace(range.first, std::pair(range, path));
    } catch (const hdf5::Error& error) {
        throw ResultFileError(
            fmt::format("cannot write into {}: {}. {}", folder_.string(), error.what(), way_on(kept)));
    } catch (const ResultFileError& error) {
        throw ResultFileError(fmt::format("{}. {}", error.what(), way_on(kept)));
    }
}

/// The plan goes first: without it the rest is known to be of no use.
void ShardFolder::remove()
{
    while (const auto plan = plan_in(folder_)) {
        std::filesystem::remove(*plan);
    }
    for (const auto& file : files_in(folder_)) {
        if (file != lock_->path()) {
            std::filesystem::remove(file);
        }
    }
    std::filesystem::remove(lock_->path());
    std::filesystem::remove(folder_);
    shards_.clear();
}

} // namespace kamsim
