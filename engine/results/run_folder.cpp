#include "kamsim/results/run_folder.hpp"

#include <utility>

#include <fmt/format.h>

#include "kamsim/version.hpp"
#include "results/part_file.hpp"
#include "results/shard_folder.hpp"
#include "results/stored_file.hpp"

namespace kamsim {

namespace {

ShardWords words()
{
    return {"leaves", "run", "kamsim run SCENARIO --out", "kamsim run --resume"};
}

} // namespace

class RunFolder::Implementation {
public:
    Implementation(const std::filesystem::path& result, const Scenario& scenario, RunPlan plan)
        : folder_(result, words(), [&](const auto& path) { write_part_file(path, scenario, plan, {}); }),
          scenario_(scenario), plan_(std::move(plan))
    {}

    Implementation(const std::filesystem::path& result, FolderAccess access) : folder_(result, words(), access)
    {
        read_plan_file();
    }

    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] const RunPlan& plan() const { return plan_; }
    [[nodiscard]] ShardFolder& folder() { return folder_; }
    [[nodiscard]] const ShardFolder& folder() const { return folder_; }

    [[nodiscard]] std::int64_t committed_replications() const
    {
        const SampleLeaves leaves(scenario_.experiment);
        std::int64_t replications = 0;
        for (const ShardRange& range : folder_.ranges()) {
            replications += leaves.first_replication(range.end) - leaves.first_replication(range.first);
        }
        return replications;
    }

    void commit(const SamplePart& part)
    {
        const PartContent content{part.first_replication, part.records.replications, part.sums,
                                  [&](const TakeRecords& take) { take(part.first_replication, part.records); }};
        folder_.commit(
            {part.leaves.first, part.leaves.end},
            [&](const auto& path) { write_part_file(path, scenario_, plan_, content); },
            fmt::format("{} replications", committed_replications()));
    }

private:
    void read_plan_file()
    {
        read_verified(folder_.plan_file(), StoredKind::result_or_part, [&](const StoredFile& stored) {
            auto provenance = read_provenance(stored);
            if (provenance.program_version != version() || provenance.program_revision != revision()) {
                throw ResultFileError(fmt::format(
                    "the unfinished run in {} is of kamsim {} ({}) and cannot go on with kamsim {} ({}); use that one, "
                    "or remove the folder and start anew",
                    folder_.path().string(), provenance.program_version, provenance.program_revision, version(),
                    revision()));
            }
            scenario_ = std::move(provenance.scenario);
            plan_ = read_plan(stored);
        });
    }

    ShardFolder folder_;
    Scenario scenario_;
    RunPlan plan_;
};

std::filesystem::path RunFolder::path_of(const std::filesystem::path& result)
{
    return ShardFolder::path_of(result);
}

bool RunFolder::is_begun(const std::filesystem::path& result)
{
    return ShardFolder::is_begun(result);
}

RunFolder::RunFolder(const std::filesystem::path& result, const Scenario& scenario, const RunPlan& plan)
    : implementation_(std::make_unique<Implementation>(result, scenario, plan))
{}

RunFolder::RunFolder(const std::filesystem::path& result, FolderAccess access)
    : implementation_(std::make_unique<Implementation>(result, access))
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
    return implementation_->folder().damaged();
}

std::vector<LeafRange> RunFolder::missing() const
{
    const LeafRange all = plan().leaves;
    std::vector<LeafRange> ranges;
    for (const ShardRange& range : implementation_->folder().missing({all.first, all.end})) {
        ranges.push_back({range.first, range.end});
    }
    return ranges;
}

std::int64_t RunFolder::committed_replications() const
{
    return implementation_->committed_replications();
}

std::vector<std::filesystem::path> RunFolder::shards() const
{
    return implementation_->folder().shards();
}

void RunFolder::share()
{
    implementation_->folder().share();
}

void RunFolder::refresh()
{
    implementation_->folder().refresh();
}

void RunFolder::commit(const SamplePart& part)
{
    implementation_->commit(part);
}

void RunFolder::remove()
{
    implementation_->folder().remove();
}

} // namespace kamsim
