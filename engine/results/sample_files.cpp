#include "kamsim/results/sample_files.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/results/result_writer.hpp"
#include "kamsim/results/sample_size.hpp"
#include "kamsim/simulation/part_merger.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "results/account_records.hpp"
#include "results/part_file.hpp"
#include "results/pending_file.hpp"
#include "results/stored_file.hpp"

namespace kamsim {

namespace {

struct Member {
    std::filesystem::path path;
    Provenance provenance;
    RunPlan plan;
    LeafRange leaves;
    /// Whether a file after this one begins with the last leaf of this one, which is part-filled here and not there.
    bool leaves_last_to_next = false;
};

bool is_result(const StoredFile& file)
{
    return file.format() == result_format_name;
}

Member read_member(const std::filesystem::path& path)
{
    Member member;
    member.path = path;
    read_verified(path, StoredKind::result_or_part, [&](const StoredFile& file) {
        member.provenance = read_provenance(file);
        const SampleLeaves leaves(member.provenance.scenario.experiment);
        if (is_result(file)) {
            member.leaves = {0, leaves.count()};
            member.plan = {member.leaves, "", detail_of(file)};
            return;
        }
        member.plan = read_plan(file);
        if (file.length("replication") > 0) {
            const auto nodes = read_sums(file).nodes;
            member.leaves = {nodes.front().leaves.first, nodes.back().leaves.end};
        }
    });
    return member;
}

/// A folder stands for the part files in it.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& path)
{
    if (!std::filesystem::is_directory(path)) {
        return {path};
    }
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        const auto name = entry.path().filename().string();
        if (name.ends_with(".h5") && !name.starts_with('.')) {
            files.push_back(entry.path());
        }
    }
    if (files.empty()) {
        throw ResultFileError(fmt::format("the folder {} holds no parts of a run", path.string()));
    }
    return files;
}

std::string replications_text(const SampleLeaves& leaves, LeafRange range)
{
    return fmt::format("replications {} to {}", leaves.first_replication(range.first),
                       leaves.first_replication(range.end) - 1);
}

/// Runs one step of writing and names the file in what goes wrong.
template <class Step>
void write_step(const std::filesystem::path& path, Step step)
{
    const hdf5::QuietErrors quiet;
    try {
        step();
    } catch (const hdf5::Error& error) {
        throw ResultFileError(
            fmt::format("cannot write {}: {}; check the free space of the disk", path.string(), error.what()));
    }
}

} // namespace

class SampleFiles::Implementation {
public:
    explicit Implementation(const std::vector<std::filesystem::path>& files);

    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] LeafRange leaves() const;
    [[nodiscard]] std::string what_lacks() const;
    void shorten();
    [[nodiscard]] Merged merge() const;
    void write_result(const std::filesystem::path& path, const Merged& merged, const std::vector<std::string>& checks,
                      const std::string& verdict, WritingOptions options) const;
    void write_part(const std::filesystem::path& path, const std::filesystem::path& temporary_folder) const;

private:
    [[nodiscard]] RecordedDetail detail() const { return members_.front().plan.detail; }
    void require_one_sample() const;
    void take_longest_scenario();
    void put_in_order();
    [[nodiscard]] PartSums sums_of(const Member& member) const;
    void subtract_last_leaf(const Member& member, PartSums& sums) const;
    void each_record(const TakeRecords& take) const;

    std::vector<Member> members_;
    Scenario scenario_;
};

SampleFiles::Implementation::Implementation(const std::vector<std::filesystem::path>& files)
{
    for (const auto& file : files) {
        for (const auto& path : files_of(file)) {
            members_.push_back(read_member(path));
        }
    }
    require_one_sample();
    take_longest_scenario();
    put_in_order();
}

void SampleFiles::Implementation::require_one_sample() const
{
    const Member& first = members_.front();
    for (const Member& member : members_) {
        if (const auto reason = why_no_sample(first.provenance, member.provenance); !reason.empty()) {
            throw ResultFileError(fmt::format("{} and {} are not parts of one sample: {}", first.path.string(),
                                              member.path.string(), reason));
        }
        if (member.plan.detail != first.plan.detail) {
            throw ResultFileError(fmt::format("{} and {} do not go together: one holds accounts in each replication, "
                                              "the other does not; run both with --detail accounts, or both without",
                                              first.path.string(), member.path.string()));
        }
    }
}

void SampleFiles::Implementation::take_longest_scenario()
{
    const auto longest = std::max_element(members_.begin(), members_.end(), [](const Member& a, const Member& b) {
        return a.provenance.scenario.experiment.replications < b.provenance.scenario.experiment.replications;
    });
    scenario_ = longest->provenance.scenario;
}

void SampleFiles::Implementation::put_in_order()
{
    std::erase_if(members_, [](const Member& member) { return member.leaves.count() == 0; }); // plans
    // Of two that begin alike, the shorter run comes first: the longer one may hold its part-filled leaf whole.
    const auto place = [](const Member& member) {
        return std::pair(member.leaves.first, member.provenance.scenario.experiment.replications);
    };
    std::sort(members_.begin(), members_.end(), [&](const Member& a, const Member& b) { return place(a) < place(b); });
    const SampleLeaves leaves(scenario_.experiment);
    for (std::size_t k = 0; k + 1 < members_.size(); ++k) {
        Member& member = members_[k];
        const Member& next = members_[k + 1];
        const SampleLeaves own(member.provenance.scenario.experiment);
        const bool has_shorter_leaf =
            !own.is_whole(member.leaves.end - 1) && own.replications() < leaves.replications();
        if (has_shorter_leaf && next.leaves.first == member.leaves.end - 1) {
            member.leaves_last_to_next = true;
            --member.leaves.end;
        }
        if (next.leaves.first < member.leaves.end) {
            throw ResultFileError(fmt::format("{} and {} both hold {}; leave one of them out", member.path.string(),
                                              next.path.string(),
                                              replications_text(leaves, {next.leaves.first, member.leaves.end})));
        }
        if (next.leaves.first > member.leaves.end) {
            throw ResultFileError(fmt::format("{} lack between {} and {}; add the part that holds them",
                                              replications_text(leaves, {member.leaves.end, next.leaves.first}),
                                              member.path.string(), next.path.string()));
        }
    }
}

LeafRange SampleFiles::Implementation::leaves() const
{
    return members_.empty() ? LeafRange{} : LeafRange{members_.front().leaves.first, members_.back().leaves.end};
}

std::string SampleFiles::Implementation::what_lacks() const
{
    const SampleLeaves all(scenario_.experiment);
    const LeafRange held = leaves();
    std::string lacks;
    if (held.first > 0) {
        lacks = replications_text(all, {0, held.first});
    }
    if (held.end < all.count()) {
        lacks += fmt::format("{}{}", lacks.empty() ? "" : " and ", replications_text(all, {held.end, all.count()}));
    }
    return lacks;
}

void SampleFiles::Implementation::shorten()
{
    const SampleLeaves all(scenario_.experiment);
    const auto replications = all.first_replication(leaves().end);
    const Uncertainty& uncertainty = scenario_.experiment.uncertainty;
    if (leaves().first > 0 || replications == 0) {
        throw ResultFileError(fmt::format("{} lack, so this is not the beginning of a sample", what_lacks()));
    }
    if (!uncertainty.inputs.empty() && replications < 2 * uncertainty.futures_per_world) {
        throw ResultFileError("there is one world only; two at least make a result");
    }
    ask_for(scenario_, replications);
}

/// Without the last leaf, whose place the next file takes: its counts are those of the same leaf simulated again.
void SampleFiles::Implementation::subtract_last_leaf(const Member& member, PartSums& sums) const
{
    const Experiment& experiment = member.provenance.scenario.experiment;
    sums.nodes.pop_back();
    const LeafRange last{member.leaves.end, member.leaves.end + 1};
    const auto subtract = [&](SamplePart&& part) {
        std::transform(sums.bin_counts.begin(), sums.bin_counts.end(), part.sums.bin_counts.begin(),
                       sums.bin_counts.begin(), std::minus<>());
    };
    static_cast<void>(simulate_parts(experiment, last, subtract));
}

PartSums SampleFiles::Implementation::sums_of(const Member& member) const
{
    PartSums sums;
    read_good(member.path, StoredKind::result_or_part, [&](const StoredFile& file) { sums = read_sums(file); });
    if (member.leaves_last_to_next) {
        subtract_last_leaf(member, sums);
    }
    return sums;
}

void SampleFiles::Implementation::each_record(const TakeRecords& take) const
{
    const SampleLeaves all(scenario_.experiment);
    for (const Member& member : members_) {
        read_good(member.path, StoredKind::result_or_part,
                  [&](const StoredFile& file) { read_records(file, all.first_replication(member.leaves.end), take); });
    }
}

SampleFiles::Merged SampleFiles::Implementation::merge() const
{
    if (const auto lacks = what_lacks(); !lacks.empty()) {
        throw ResultFileError(fmt::format("{} lack", lacks));
    }
    PartMerger merger(scenario_.experiment);
    for (const Member& member : members_) {
        merger.add_sums(sums_of(member));
    }
    each_record([&](std::int64_t first, const ReplicationRecords& records) { merger.add_records(first, records); });
    auto sums = merger.sums();
    return {merger.finish(), std::move(sums)};
}

void SampleFiles::Implementation::write_result(const std::filesystem::path& path, const Merged& merged,
                                               const std::vector<std::string>& checks, const std::string& verdict,
                                               WritingOptions options) const
{
    options.detail = detail();
    ResultWriter writer(path, scenario_, options);
    each_record([&](std::int64_t first, const ReplicationRecords& records) { writer.append(first, records); });
    writer.finish(merged.outcome, merged.sums, checks, verdict);
}

void SampleFiles::Implementation::write_part(const std::filesystem::path& path,
                                             const std::filesystem::path& temporary_folder) const
{
    const SampleLeaves all(scenario_.experiment);
    std::vector<PartSums> parts;
    std::transform(members_.begin(), members_.end(), std::back_inserter(parts),
                   [&](const Member& member) { return sums_of(member); });
    const auto first = all.first_replication(leaves().first);
    const PartContent content{first, all.first_replication(leaves().end) - first, joined(scenario_.experiment, parts),
                              [&](const TakeRecords& take) { each_record(take); }};
    require_replaceable(path);
    write_step(path, [&] {
        PendingFile pending(path, temporary_folder);
        write_part_file(pending.temporary_path(), scenario_, {leaves(), "", detail()}, content);
        pending.commit();
    });
}

SampleFiles::SampleFiles(const std::vector<std::filesystem::path>& files)
    : implementation_(std::make_unique<Implementation>(files))
{}

SampleFiles::SampleFiles(SampleFiles&&) noexcept = default;
SampleFiles& SampleFiles::operator=(SampleFiles&&) noexcept = default;
SampleFiles::~SampleFiles() = default;

const Scenario& SampleFiles::scenario() const
{
    return implementation_->scenario();
}

LeafRange SampleFiles::leaves() const
{
    return implementation_->leaves();
}

bool SampleFiles::are_whole() const
{
    return what_lacks().empty();
}

std::string SampleFiles::what_lacks() const
{
    return implementation_->what_lacks();
}

void SampleFiles::shorten()
{
    implementation_->shorten();
}

SampleFiles::Merged SampleFiles::merge() const
{
    return implementation_->merge();
}

void SampleFiles::write_result(const std::filesystem::path& path, const Merged& merged,
                               const std::vector<std::string>& checks, const std::string& verdict,
                               WritingOptions options) const
{
    implementation_->write_result(path, merged, checks, verdict, std::move(options));
}

void SampleFiles::write_part(const std::filesystem::path& path, const std::filesystem::path& temporary_folder) const
{
    implementation_->write_part(path, temporary_folder);
}

} // namespace kamsim
