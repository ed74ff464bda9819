#include "kamsim/results/work_status.hpp"

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>

#include "kamsim/results/sweep_table.hpp"
#include "kamsim/simulation/sample_part.hpp"
#include "results/damaged_file.hpp"
#include "results/folder_lock.hpp"
#include "results/hdf5_input.hpp"
#include "results/layout.hpp"
#include "results/part_file.hpp"
#include "results/shard_folder.hpp"
#include "results/stored_file.hpp"
#include "results/stored_scenario.hpp"

namespace kamsim {

namespace {

/// What the plan of unfinished work says of its items.
struct PlannedWork {
    WorkKind kind{};
    std::string item;          ///< what names of shards begin with
    ShardRange all;            ///< items
    std::vector<double> until; ///< [item, from 0 to all.end]: what is counted up to it; empty: `per_item` each
    double per_item = 1.0;
    bool may_end_earlier = false;

    [[nodiscard]] double count(ShardRange range) const
    {
        if (until.empty()) {
            return static_cast<double>(range.end - range.first) * per_item;
        }
        const auto place = [&](std::int64_t item_number) {
            return static_cast<std::size_t>(std::clamp<std::int64_t>(item_number, 0, std::ssize(until) - 1));
        };
        return until[place(range.end)] - until[place(range.first)];
    }
};

struct SeenShard {
    ShardRange range;
    double time = 0.0; ///< seconds
};

PlannedWork planned_run(const StoredFile& file)
{
    const SampleLeaves leaves(read_provenance(file).scenario.experiment);
    const RunPlan plan = read_plan(file);
    PlannedWork work{WorkKind::run, "leaves", {plan.leaves.first, plan.leaves.end}, {}, 1.0, plan.looks.has_value()};
    for (std::int64_t leaf = 0; leaf <= leaves.count(); ++leaf) {
        work.until.push_back(static_cast<double>(leaves.first_replication(leaf)));
    }
    return work;
}

/// Of a file whose bytes are whole.
std::string format_of(const hdf5::InputFile& file)
{
    return file.has_attribute("format") ? file.text_attribute("format") : std::string();
}

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view reason)
{
    throw UnreadableResult(fmt::format("cannot read {}: {}", path.string(), reason));
}

PlannedWork planned_points(const std::filesystem::path& plan)
{
    const hdf5::InputFile file(plan);
    if (format_of(file) == sweep_shard_format_name) {
        const auto per_point = static_cast<double>(file.whole_attribute("units_per_point"));
        return {WorkKind::sweep, "units", {0, file.whole_attribute("units")}, {}, 1.0 / per_point, false};
    }
    if (format_of(file) == study_format_name) {
        return {WorkKind::study, "points", {0, file.whole_attribute("points")}, {}, 1.0, false};
    }
    refuse(plan, "it is the plan of no work that kamsim knows");
}

/// What HDF5 refuses of a file becomes a message about it.
template <class Read>
auto read_attributes(const std::filesystem::path& path, Read&& read)
{
    const hdf5::QuietErrors quiet;
    try {
        return read();
    } catch (const hdf5::Error& error) {
        refuse(path, error.what());
    }
}

PlannedWork read_plan_file(const std::filesystem::path& plan)
{
    const bool is_run = read_attributes(plan, [&] { return format_of(hdf5::InputFile(plan)) == part_format_name; });
    if (!is_run) {
        return read_attributes(plan, [&] { return planned_points(plan); });
    }
    PlannedWork work;
    read_verified(plan, StoredKind::result_or_part, [&](const StoredFile& file) { work = planned_run(file); });
    return work;
}

/// Failed points of a sweep that a shard holds.
std::int64_t failed_in(const std::filesystem::path& shard)
{
    const hdf5::QuietErrors quiet;
    const hdf5::InputFile file(shard);
    return file.has_variable("failed") ? static_cast<std::int64_t>(file.shape("failed").at(0)) : 0;
}

/// A gap this much longer than those between shards is one in which nobody worked.
constexpr double longest_gap = 10.0;

/// What came to disk a second since work went on last.
/// @param shards ascending in time
std::optional<double> rate_of(const PlannedWork& work, const std::vector<SeenShard>& shards)
{
    std::vector<double> gaps;
    for (std::size_t k = 1; k < shards.size(); ++k) {
        gaps.push_back(shards[k].time - shards[k - 1].time);
    }
    if (gaps.empty()) {
        return std::nullopt;
    }
    auto sorted = gaps;
    const auto middle = sorted.begin() + (std::ssize(sorted) - 1) / 2;
    std::nth_element(sorted.begin(), middle, sorted.end());
    constexpr double shortest_stop = 60.0;
    const double stop = std::max(shortest_stop, longest_gap * *middle);
    std::size_t first = shards.size() - 1;
    while (first > 0 && gaps[first - 1] < stop) {
        --first;
    }
    double counted = 0.0;
    for (std::size_t k = first + 1; k < shards.size(); ++k) {
        counted += work.count(shards[k].range);
    }
    const double seconds = shards.back().time - shards[first].time;
    return seconds > 0.0 ? std::optional(counted / seconds) : std::nullopt;
}

/// Looks at the files in a folder; those that go away meanwhile are left out.
class FolderView {
public:
    FolderView(const std::filesystem::path& folder, const PlannedWork& work) : work_(work)
    {
        for (const auto& file : files_in(folder)) {
            const auto name = file.filename().string();
            status_.damaged += name.ends_with(".damaged") ? 1 : 0;
            if (const auto range = shard_range(work.item, name)) {
                add(file, *range);
            }
        }
        const auto earlier = [](const SeenShard& a, const SeenShard& b) { return a.time < b.time; };
        std::sort(shards_.begin(), shards_.end(), earlier);
        status_.holders = FolderLock::holders(folder);
        count();
    }

    [[nodiscard]] const WorkStatus& status() const { return status_; }

private:
    void add(const std::filesystem::path& file, ShardRange range)
    {
        struct stat seen {};
        if (::stat(file.c_str(), &seen) != 0) {
            return;
        }
        shards_.push_back(
            {range, static_cast<double>(seen.st_mtim.tv_sec) + 1e-9 * static_cast<double>(seen.st_mtim.tv_nsec)});
        status_.bytes += seen.st_size;
        try {
            status_.failed += work_.kind == WorkKind::sweep ? failed_in(file) : 0;
        } catch (const hdf5::Error&) {
            // It goes away, or is damaged: who ends the work will see.
        }
    }

    void count()
    {
        status_.kind = work_.kind;
        status_.may_end_earlier = work_.may_end_earlier;
        status_.all = work_.count(work_.all);
        status_.shards = std::ssize(shards_);
        for (const SeenShard& shard : shards_) {
            status_.done += work_.count(shard.range);
        }
        status_.done = std::min(status_.done, status_.all); // a shard may be there twice
        if (shards_.empty()) {
            return;
        }
        status_.idle_seconds = std::max(0.0, static_cast<double>(std::time(nullptr)) - shards_.back().time);
        status_.rate = rate_of(work_, shards_);
        if (status_.rate && *status_.rate > 0.0 && status_.holders != FolderHolders::nobody) {
            status_.seconds_left = (status_.all - status_.done) / *status_.rate;
        }
    }

    const PlannedWork& work_;
    WorkStatus status_;
    std::vector<SeenShard> shards_;
};

WorkStatus finished_status(const std::filesystem::path& file)
{
    WorkStatus status;
    status.is_finished = true;
    if (is_sweep_file(file)) {
        const SweepTable table = read_sweep(file);
        status.kind = WorkKind::sweep;
        status.all = static_cast<double>(table.points);
        status.failed = table.points - std::count(table.failures.begin(), table.failures.end(), std::string());
    } else {
        require_file(file);
        read_attributes(file, [&] {
            const hdf5::InputFile stored(file);
            const auto format = format_of(stored);
            if (format != study_format_name && format != result_format_name && format != part_format_name) {
                refuse(file, "it is no result of kamsim");
            }
            status.kind = format == study_format_name ? WorkKind::study : WorkKind::run;
            status.all =
                static_cast<double>(stored.whole_attribute(status.kind == WorkKind::study ? "points" : "replications"));
            return 0;
        });
    }
    status.done = status.all;
    status.bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
    return status;
}

std::filesystem::path without_part(const std::filesystem::path& file)
{
    constexpr std::string_view part = ".part";
    auto name = file.string();
    while (name.ends_with('/')) {
        name.pop_back();
    }
    return std::string_view(name).ends_with(part) ? name.substr(0, name.size() - part.size()) : name;
}

} // namespace

WorkStatus work_status(const std::filesystem::path& file)
{
    const auto result = without_part(file);
    const auto folder = ShardFolder::path_of(result);
    const auto plans = plans_in(folder);
    WorkStatus status;
    if (!plans.empty()) {
        const auto work = read_plan_file(plans.front());
        status = FolderView(folder, work).status();
    } else if (std::filesystem::exists(result)) {
        status = finished_status(result);
    } else {
        throw UnreadableResult(fmt::format("there is no {}, and no unfinished work on it in {}; check the name",
                                           result.string(), folder.string()));
    }
    status.file = result;
    return status;
}

} // namespace kamsim
