#include "results/shard_folder.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/result_writer.hpp"
#include "results/hdf5_handle.hpp"
#include "results/pending_file.hpp"

namespace kamsim {

namespace {

constexpr std::string_view put_aside_suffix = ".damaged";

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

/// Removes a folder and what others still put into it, unless one of them has begun anew in it, with a lock of its own.
void remove_emptied(const std::filesystem::path& folder, const std::filesystem::path& lock)
{
    constexpr int most_attempts = 100;
    std::error_code error;
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        std::filesystem::remove(folder, error);
        if (error != std::errc::directory_not_empty || std::filesystem::exists(lock)) {
            break;
        }
        for (const auto& file : files_in(folder)) {
            if (file != lock) {
                std::filesystem::remove(file, error);
            }
        }
    }
    // A network file system keeps a removed file that another process here has open, and the folder with it; that one
    // is empty when they end.
    if (error && error != std::errc::directory_not_empty) {
        throw std::filesystem::filesystem_error("cannot remove the folder", folder, error);
    }
}

} // namespace

std::filesystem::path ShardFolder::path_of(const std::filesystem::path& file)
{
    return file.string() + ".part";
}

bool ShardFolder::is_begun(const std::filesystem::path& file)
{
    return !plans_in(path_of(file)).empty();
}

ShardFolder::ShardFolder(std::filesystem::path file, ShardWords words, const Write& write_plan, FolderAccess access)
    : file_(std::move(file)), words_(std::move(words)), folder_(folder_for(file_))
{
    lock_.emplace(folder_, file_, access);
    if (access == FolderAccess::together) {
        const FolderLock::Section section(*lock_, FolderLock::Turn::several);
        require_unfinished();
        if (is_begun(file_)) {
            go_on();
            return;
        }
    }
    const FolderLock::Section section(*lock_, FolderLock::Turn::one);
    require_unfinished();
    if (!is_begun(file_)) {
        begin(write_plan);
    } else if (access == FolderAccess::alone) {
        throw ResultFileError(fmt::format("{} holds an unfinished {}; go on with it by {} {}, or "
                                          "remove the folder to start anew",
                                          folder_.string(), words_.work, words_.resume, file_.string()));
    }
    go_on();
}

ShardFolder::ShardFolder(std::filesystem::path file, ShardWords words, FolderAccess access)
    : file_(std::move(file)), words_(std::move(words)), folder_(path_of(file_))
{
    if (!is_begun(file_)) {
        throw ResultFileError(fmt::format("there is no unfinished {} of {} (no folder {}); start it with {} {}",
                                          words_.work, file_.string(), folder_.string(), words_.start, file_.string()));
    }
    lock_.emplace(folder_, file_, access);
    const FolderLock::Section section(*lock_, FolderLock::Turn::several);
    require_unfinished();
    go_on();
    if (access == FolderAccess::alone) {
        verify_shards();
        clear_leftovers();
    }
}

/// Writes the plan into a folder that has none, when nobody else does.
void ShardFolder::begin(const Write& write_plan)
{
    clear_leftovers();
    try {
        commit_hashed(folder_, write_plan, plan_name);
    } catch (const hdf5::Error& error) {
        remove();
        throw ResultFileError(fmt::format("cannot write {}: {}; check the free space of the disk and run again",
                                          file_.string(), error.what()));
    } catch (const ResultFileError&) {
        remove();
        throw;
    }
}

/// Takes in what there is, which must be of one plan.
void ShardFolder::go_on()
{
    const auto plans = plans_in(folder_);
    if (plans.size() > 1) {
        throw ResultFileError(fmt::format("{} holds {} plans, so two kinds of work were begun in it at once; remove "
                                          "the folder and start one of them anew",
                                          folder_.string(), plans.size()));
    }
    if (plans.empty() || !is_good(plans.front())) {
        throw ResultFileError(fmt::format("the plan of the unfinished {} in {} is damaged, so it cannot go on; remove "
                                          "the folder and start anew",
                                          words_.work, folder_.string()));
    }
    take_shards();
}

/// Whether the folder is gone because the work was brought to its end.
/// @throws ResultFileError where it is gone for another reason
bool ShardFolder::is_finished() const
{
    if (lock_->is_in_place()) {
        return false;
    }
    if (!std::filesystem::exists(file_)) {
        throw ResultFileError(fmt::format("{} was removed meanwhile, and {} does not exist: somebody gave up the "
                                          "unfinished {}; start it anew",
                                          folder_.string(), file_.string(), words_.work));
    }
    return true;
}

void ShardFolder::require_unfinished() const
{
    if (is_finished()) {
        throw FinishedElsewhere(fmt::format("another process has finished {}; look at it", file_.string()));
    }
}

std::filesystem::path ShardFolder::plan_file() const
{
    const auto plans = plans_in(folder_);
    return plans.empty() ? std::filesystem::path() : plans.front();
}

/// By their names; what was verified stays so.
void ShardFolder::take_shards()
{
    std::map<std::string, Shard> there;
    for (const auto& file : files_in(folder_)) {
        const auto name = file.filename().string();
        if (const auto range = shard_range(words_.item, name)) {
            const auto known = shards_.find(name);
            there.emplace(name, known != shards_.end() ? known->second : Shard{*range, file});
        }
    }
    shards_ = std::move(there);
}

void ShardFolder::verify_shards()
{
    for (auto shard = shards_.begin(); shard != shards_.end();) {
        const auto& path = shard->second.path;
        shard->second.is_verified = shard->second.is_verified || is_good(path);
        if (shard->second.is_verified) {
            ++shard;
            continue;
        }
        put_aside(path);
        shard = shards_.erase(shard);
    }
}

/// Another process may have done it at the same time.
void ShardFolder::put_aside(const std::filesystem::path& shard)
{
    std::error_code error;
    std::filesystem::rename(shard, shard.string() + std::string(put_aside_suffix), error);
    if (error && error != std::errc::no_such_file_or_directory) {
        throw ResultFileError(fmt::format("{} is damaged and cannot be put aside: {}; remove it and run again",
                                          shard.string(), error.message()));
    }
    damaged_.push_back(shard.filename().string());
}

/// What a killed process left under temporary names, and what a removal that was killed left.
void ShardFolder::clear_leftovers() const
{
    const bool lost_its_plan = !is_begun(file_);
    for (const auto& file : files_in(folder_)) {
        const bool was_never_whole = file.filename().string().starts_with('.');
        if (was_never_whole || (lost_its_plan && file != lock_->path())) {
            std::filesystem::remove(file);
        }
    }
}

void ShardFolder::share()
{
    lock_->share();
}

void ShardFolder::refresh()
{
    require_unfinished();
    try {
        take_shards();
    } catch (const std::filesystem::filesystem_error&) {
        require_unfinished(); // it went away while it was listed
        throw;
    }
}

/// The shards that count, in the order of their items: they do not overlap.
std::vector<ShardFolder::Shard> ShardFolder::counting() const
{
    std::vector<Shard> all;
    std::transform(shards_.begin(), shards_.end(), std::back_inserter(all),
                   [](const auto& shard) { return shard.second; });
    std::sort(all.begin(), all.end(), [](const Shard& a, const Shard& b) {
        return a.range.first != b.range.first ? a.range.first < b.range.first : a.range.end > b.range.end;
    });
    std::int64_t next = 0;
    std::erase_if(all, [&](const Shard& shard) {
        if (shard.range.first < next) {
            return true;
        }
        next = shard.range.end;
        return false;
    });
    return all;
}

std::vector<ShardRange> ShardFolder::missing(ShardRange all) const
{
    std::vector<ShardRange> ranges;
    std::int64_t next = all.first;
    for (const auto& shard : counting()) {
        if (shard.range.first > next) {
            ranges.push_back({next, shard.range.first});
        }
        next = shard.range.end;
    }
    if (next < all.end) {
        ranges.push_back({next, all.end});
    }
    return ranges;
}

std::vector<ShardRange> ShardFolder::ranges() const
{
    std::vector<ShardRange> ranges;
    for (const auto& shard : counting()) {
        ranges.push_back(shard.range);
    }
    return ranges;
}

std::vector<std::filesystem::path> ShardFolder::shards() const
{
    std::vector<std::filesystem::path> files;
    for (const auto& shard : counting()) {
        files.push_back(shard.path);
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
        const auto name = [&](const std::string& hash) {
            require_unfinished(); // at the last moment: others may begin anew in a folder of the same name
            return shard_name(words_.item, range, hash);
        };
        const auto path = commit_hashed(folder_, write, name);
        shards_.emplace(path.filename().string(), Shard{range, path, true});
    } catch (const hdf5::Error& error) {
        require_unfinished();
        throw ResultFileError(
            fmt::format("cannot write into {}: {}. {}", folder_.string(), error.what(), way_on(kept)));
    } catch (const ResultFileError& error) {
        require_unfinished();
        throw ResultFileError(fmt::format("{}. {}", error.what(), way_on(kept)));
    }
}

bool ShardFolder::finish(const std::function<void()>& write_file)
{
    const FolderLock::Section section(*lock_, FolderLock::Turn::one);
    if (is_finished()) {
        return false;
    }
    take_shards();
    verify_shards();
    if (!damaged_.empty()) {
        throw ResultFileError(fmt::format("{} in {} was damaged and put aside; give the same command again, and what "
                                          "it held is simulated again",
                                          damaged_.back(), folder_.string()));
    }
    write_file();
    remove();
    return true;
}

/// The plan goes first: without it the rest is known to be of no use.
void ShardFolder::remove()
{
    for (const auto& plan : plans_in(folder_)) {
        std::filesystem::remove(plan);
    }
    for (const auto& file : files_in(folder_)) {
        if (file != lock_->path()) {
            std::filesystem::remove(file);
        }
    }
    std::filesystem::remove(lock_->path());
    lock_->let_go();
    remove_emptied(folder_, lock_->path());
    shards_.clear();
}

} // namespace kamsim
