#include "kamsim/results/sweep_folder.hpp"

#include <utility>

#include <fmt/format.h>

#include "kamsim/version.hpp"
#include "results/block_hashes.hpp"
#include "results/hdf5.hpp"
#include "results/hdf5_input.hpp"
#include "results/layout.hpp"
#include "results/shard_folder.hpp"
#include "results/study_values.hpp"

namespace kamsim {

namespace {

constexpr std::int64_t shard_format_version = 1;

ShardWords words()
{
    return {"units", "sweep", "kamsim sweep DESIGN --out", "the same command, kamsim sweep DESIGN --out"};
}

void write_plan(hdf5::File& file, const SweepPlan& plan)
{
    file.add_attribute("format", sweep_shard_format_name);
    file.add_attribute("format_version", shard_format_version);
    file.add_attribute("program_version", version());
    file.add_attribute("program_revision", revision());
    file.add_attribute("description", plan.description);
    file.add_attribute("units", plan.units);
    file.add_attribute("units_per_point", plan.units_per_point);
    file.add_attribute("replications", std::int64_t{0});
}

/// Why a plan in a folder is not that of this sweep; empty where it is.
std::string why_another(const std::filesystem::path& path, const SweepPlan& plan)
{
    const hdf5::QuietErrors quiet;
    const hdf5::InputFile file(path);
    if (!file.has_attribute("format") || file.text_attribute("format") != sweep_shard_format_name) {
        return "it is no sweep";
    }
    const auto writer = file.text_attribute("program_version");
    if (writer != version() || file.text_attribute("program_revision") != revision()) {
        return fmt::format("it is of kamsim {} ({}), and this is {} ({})", writer,
                           file.text_attribute("program_revision"), version(), revision());
    }
    if (file.text_attribute("description") != plan.description) {
        return fmt::format("it is of another design or scenario ({})", file.text_attribute("description"));
    }
    return {};
}

} // namespace

class SweepFolder::Implementation {
public:
    Implementation(std::filesystem::path file, SweepPlan plan)
        : file_(std::move(file)), plan_(std::move(plan)), folder_(
                                                              file_, words(),
                                                              [this](const std::filesystem::path& path) {
                                                                  const hdf5::QuietErrors quiet;
                                                                  hdf5::File output(path);
                                                                  write_plan(output, plan_);
                                                                  output.close();
                                                                  append_block_hashes(path, DamageNaming::by_bytes);
                                                              },
                                                              FolderAccess::together)
    {
        const auto reason = why_another_plan();
        if (!reason.empty()) {
            throw ResultFileError(fmt::format("cannot go on with the sweep in {}: {}; give the command that began it, "
                                              "write to another file, or remove the folder to start anew",
                                              folder_.path().string(), reason));
        }
    }

    [[nodiscard]] ShardFolder& folder() { return folder_; }
    [[nodiscard]] const SweepPlan& plan() const { return plan_; }

    void commit(const StudyValues& values)
    {
        const ShardRange range{values.first_point, values.first_point + values.points};
        const auto write = [&](const std::filesystem::path& path) {
            const hdf5::QuietErrors quiet;
            hdf5::File file(path);
            write_plan(file, plan_);
            write_study_values(file, values);
            file.close();
            append_block_hashes(path, DamageNaming::by_bytes);
        };
        folder_.commit(range, write, fmt::format("{} shards", folder_.ranges().size()));
    }

private:
    std::string why_another_plan()
    {
        try {
            return why_another(folder_.plan_file(), plan_);
        } catch (...) {
            folder_.refresh(); // says where another process has just finished the sweep and removed the plan
            throw;
        }
    }

    std::filesystem::path file_;
    SweepPlan plan_;
    ShardFolder folder_;
};

std::filesystem::path SweepFolder::path_of(const std::filesystem::path& file)
{
    return ShardFolder::path_of(file);
}

bool SweepFolder::is_begun(const std::filesystem::path& file)
{
    return ShardFolder::is_begun(file);
}

SweepFolder::SweepFolder(const std::filesystem::path& file, const SweepPlan& plan)
    : implementation_(std::make_unique<Implementation>(file, plan))
{}

SweepFolder::SweepFolder(SweepFolder&&) noexcept = default;
SweepFolder& SweepFolder::operator=(SweepFolder&&) noexcept = default;
SweepFolder::~SweepFolder() = default;

void SweepFolder::refresh()
{
    implementation_->folder().refresh();
}

std::vector<PointRange> SweepFolder::missing() const
{
    std::vector<PointRange> ranges;
    for (const ShardRange& range : implementation_->folder().missing({0, implementation_->plan().units})) {
        ranges.push_back({range.first, range.end});
    }
    return ranges;
}

void SweepFolder::commit(const StudyValues& values)
{
    implementation_->commit(values);
}

void SweepFolder::read(const std::function<void(const StudyValues&)>& take) const
{
    for (const auto& shard : implementation_->folder().shards()) {
        take(read_study_values(shard));
    }
}

bool SweepFolder::finish(const std::function<void()>& write_file)
{
    return implementation_->folder().finish(write_file);
}

} // namespace kamsim
