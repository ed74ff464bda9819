#include "kamsim/results/run_folder.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/result_writer.hpp"
#include "kamsim/version.hpp"
#include "results/folder_lock.hpp"
#include "results/part_file.hpp"
#include "results/pending_file.hpp"
#include "results/stored_file.hpp"

namespace kamsim {

namespace {

constexpr std::string_view plan_prefix = "plan-";
constexpr std::string_view shard_prefix = "leaves-";
constexpr std::string_view suffix = ".h5";
constexpr std::string_view put_aside = ".damaged";

std::string shard_name(LeafRange leaves, const std::string& hash)
{
    return fmt::format("{}{:010}-{:010}-{}{}", shard_prefix, leaves.first, leaves.end - 1, hash, suffix);
}

std::optional<std::int64_t> number_in(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// The leaves that the name of a shard tells; nothing for other files.
std::optional<LeafRange> leaves_in(std::string_view name)
{
    constexpr std::size_t digits = 10;
    constexpr std::size_t hash_at = shard_prefix.size() + 2 * digits + 2;
    if (!name.starts_with(shard_prefix) || !name.ends_with(suffix) || name.size() <= hash_at + suffix.size()) {
        return std::nullopt;
    }
    const auto first = number_in(name.substr(shard_prefix.size(), digits));
    const auto last = number_in(name.substr(shard_prefix.size() + digits + 1, digits));
    return first && last ? std::optional(LeafRange{*first, *last + 1}) : std::nullopt;
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
std::filesystem::path commit_hashed(const std::filesystem::path& folder, const Scenario& scenario, const RunPlan& plan,
                                    const PartContent& content, Name name)
{
    PendingFile pending(folder / "shard");
    write_part_file(pending.temporary_path(), scenario, plan, content);
    const auto path = folder / name(verify_file(pending.temporary_path()).hash);
    pending.commit_as(path);
    return path;
}

std::filesystem::path folder_for(const std::filesystem::path& result)
{
    require_replaceable(result);
    const auto folder = RunFolder::path_of(result);
    const auto parent = folder.has_parent_path() ? folder.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(parent)) {
        throw ResultFileError(fmt::format("cannot write {}: folder {} does not exist; create it, or choose another",
                                          result.string(), parent.string()));
    }
    std::error_code error;
    std::filesystem::create_directory(folder, error);
    if (error || !std::filesystem::is_directory(folder)) {
        throw ResultFileError(fmt::format("cannot write {}: making the folder {}: {}; choose a folder that you may "
                                          "write to",
                                          result.string(), folder.string(), error.message()));
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

class RunFolder::Implementation {
public:
    Implementation(std::filesystem::path result, const Scenario& scenario, RunPlan plan);
    explicit Implementation(std::filesystem::path result);

    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const RunPlan& plan() const { return plan_; }
    [[nodiscard]] const std::vector<std::string>& damaged() const { return damaged_; }
    [[nodiscard]] std::vector<LeafRange> missing() const;
    [[nodiscard]] std::int64_t committed_replications() const;
    [[nodiscard]] std::vector<std::filesystem::path> shards() const;
    void commit(const SamplePart& part);
    void remove();

private:
    void read_plan_file();
    void take_shards();
    void clear_leftovers() const;
    [[nodiscard]] std::string way_on() const;

    std::filesystem::path result_;
    std::filesystem::path folder_;
    std::optional<FolderLock> lock_;
    Scenario scenario_;
    RunPlan plan_;
    std::map<std::int64_t, std::pair<LeafRange, std::filesystem::path>> shards_; ///< by first leaf
    std::vector<std::string> damaged_;
};

RunFolder::Implementation::Implementation(std::filesystem::path result, const Scenario& scenario, RunPlan plan)
    : result_(std::move(result)), folder_(folder_for(result_)), scenario_(scenario), plan_(std::move(plan))
{
    lock_.emplace(folder_, result_);
    if (plan_in(folder_)) {
        throw ResultFileError(fmt::format("{} holds an unfinished run; go on with it by kamsim run --resume {}, or "
                                          "remove the folder to start anew",
                                          folder_.string(), result_.string()));
    }
    clear_leftovers();
    try {
        commit_hashed(folder_, scenario_, plan_, {},
                      [](const std::string& hash) { return fmt::format("{}{}{}", plan_prefix, hash, suffix); });
    } catch (const hdf5::Error& error) {
        remove();
        throw ResultFileError(fmt::format("cannot write {}: {}; check the free space of the disk and run again",
                                          result_.string(), error.what()));
    } catch (const ResultFileError&) {
        remove();
        throw;
    }
}

RunFolder::Implementation::Implementation(std::filesystem::path result)
    : result_(std::move(result)), folder_(RunFolder::path_of(result_))
{
    if (!plan_in(folder_)) {
        throw ResultFileError(fmt::format("there is no unfinished run of {} (no folder {}); start it with kamsim run "
                                          "SCENARIO --out {}",
                                          result_.string(), folder_.string(), result_.string()));
    }
    lock_.emplace(folder_, result_);
    read_plan_file();
    take_shards();
    clear_leftovers();
}

/// What a killed process left under temporary names, and what a removal that was killed left.
void RunFolder::Implementation::clear_leftovers() const
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

void RunFolder::Implementation::read_plan_file()
{
    const auto file = plan_in(folder_);
    if (!file || !is_good(*file)) {
        throw ResultFileError(fmt::format("the plan of the unfinished run in {} is damaged, so it cannot go on; remove "
                                          "the folder and start anew",
                                          folder_.string()));
    }
    read_verified(*file, StoredKind::result_or_part, [&](const StoredFile& stored) {
        auto provenance = read_provenance(stored);
        if (provenance.program_version != version() || provenance.program_revision != revision()) {
            throw ResultFileError(fmt::format("the unfinished run in {} is of kamsim {} ({}) and cannot go on with "
                                              "kamsim {} ({}); use that one, or remove the folder and start anew",
                                              folder_.string(), provenance.program_version, provenance.program_revision,
                                              version(), revision()));
        }
        scenario_ = std::move(provenance.scenario);
        plan_ = read_plan(stored);
    });
}

void RunFolder::Implementation::take_shards()
{
    for (const auto& file : files_in(folder_)) {
        const auto leaves = leaves_in(file.filename().string());
        if (!leaves) {
            continue;
        }
        if (is_good(file)) {
            shards_.emplace(leaves->first, std::pair(*leaves, file));
        } else {
            damaged_.push_back(file.filename().string());
            std::filesystem::rename(file, file.string() + std::string(put_aside));
        }
    }
}

std::vector<LeafRange> RunFolder::Implementation::missing() const
{
    std::vector<LeafRange> ranges;
    std::int64_t next = plan_.leaves.first;
    for (const auto& [first, shard] : shards_) {
        if (first > next) {
            ranges.push_back({next, first});
        }
        next = shard.first.end;
    }
    if (next < plan_.leaves.end) {
        ranges.push_back({next, plan_.leaves.end});
    }
    return ranges;
}

std::int64_t RunFolder::Implementation::committed_replications() const
{
    const SampleLeaves leaves(scenario_.experiment);
    std::int64_t replications = 0;
    for (const auto& [first, shard] : shards_) {
        replications += leaves.first_replication(shard.first.end) - leaves.first_replication(first);
    }
    return replications;
}

std::vector<std::filesystem::path> RunFolder::Implementation::shards() const
{
    std::vector<std::filesystem::path> files;
    for (const auto& [first, shard] : shards_) {
        files.push_back(shard.second);
    }
    return files;
}

std::string RunFolder::Implementation::way_on() const
{
    if (shards_.empty()) {
        return "Nothing was finished yet; when that is mended, run again";
    }
    return fmt::format("{} replications are kept in {}; when that is mended, go on with kamsim run --resume {}",
                       committed_replications(), folder_.string(), result_.string());
}

void RunFolder::Implementation::commit(const SamplePart& part)
{
    const PartContent content{part.first_replication, part.records.replications, part.sums,
                              [&](const TakeRecords& take) { take(part.first_replication, part.records); }};
    try {
        const auto path = commit_hashed(folder_, scenario_, plan_, content,
                                        [&](const std::string& hash) { return shard_name(part.leaves, hash); });
        shards_.emplace(part.leaves.first, std::pair(part.leaves, path));
    } catch (const hdf5::Error& error) {
        throw ResultFileError(fmt::format("cannot write into {}: {}. {}", folder_.string(), error.what(), way_on()));
    } catch (const ResultFileError& error) {
        throw ResultFileError(fmt::format("{}. {}", error.what(), way_on()));
    }
}

/// The plan goes first: without it the rest is known to be of no use.
void RunFolder::Implementation::remove()
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

std::filesystem::path RunFolder::path_of(const std::filesystem::path& result)
{
    return result.string() + ".part";
}

bool RunFolder::is_begun(const std::filesystem::path& result)
{
    return plan_in(path_of(result)).has_value();
}

RunFolder::RunFolder(const std::filesystem::path& result, const Scenario& scenario, const RunPlan& plan)
    : implementation_(std::make_unique<Implementation>(result, scenario, plan))
{}

RunFolder::RunFolder(const std::filesystem::path& result) : implementation_(std::make_unique<Implementation>(result))
{}

RunFolder::RunFolder(RunFolder&&) noexcept = default;
RunFolder& RunFolder::operator=(RunFolder&&) noexcept = default;
RunFolder::~RunFolder() = default;

const Scenario& RunFolder::scenario() const
{
    return implementation_->scenario();
}

const RunPlan& RunFolder::plan() const
{
    return implementation_->plan();
}

const std::vector<std::string>& RunFolder::damaged() const
{
    return implementation_->damaged();
}

std::vector<LeafRange> RunFolder::missing() const
{
    return implementation_->missing();
}

std::int64_t RunFolder::committed_replications() const
{
    return implementation_->committed_replications();
}

std::vector<std::filesystem::path> RunFolder::shards() const
{
    return implementation_->shards();
}

void RunFolder::commit(const SamplePart& part)
{
    implementation_->commit(part);
}

void RunFolder::remove()
{
    implementation_->remove();
}

} // namespace kamsim
