#include "kamsim/results/study_folder.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/version.hpp"
#include "results/block_hashes.hpp"
#include "results/hdf5.hpp"
#include "results/hdf5_input.hpp"
#include "results/layout.hpp"
#include "results/pending_file.hpp"
#include "results/shard_folder.hpp"
#include "results/study_values.hpp"

namespace kamsim {

namespace {

constexpr std::int64_t study_format_version = 1;
const std::string value_name = "value";
const std::string input_value_name = "input_value";

ShardWords words()
{
    return {"points", "study", "the same command with --out", "the same command with --resume --out"};
}

void write_identity(hdf5::File& file, const StudyIdentity& identity)
{
    file.add_attribute("format", study_format_name);
    file.add_attribute("format_version", study_format_version);
    file.add_attribute("program_version", version());
    file.add_attribute("program_revision", revision());
    file.add_attribute("study", identity.description);
    file.add_attribute("points", identity.points);
    file.add_attribute("futures", identity.futures);
    file.add_attribute("replications", identity.points * identity.futures);
}

/// Makes room for the values of all points.
void add_values(hdf5::File& file, const StudyIdentity& identity)
{
    file.add_attribute("first_point", std::int64_t{0});
    file.add_bare_dimension("point", static_cast<hsize_t>(identity.points));
    file.add_dimension("alternative", identity.alternatives);
    file.add_bare_dimension("future", static_cast<hsize_t>(identity.futures));
    file.add_variable(value_name, {hdf5::Element::float64, {"point", "alternative", "future"}, {}, 0});
    file.add_attribute(value_name, "long_name", "net present value of an alternative in a future of a point");
}

void write_values(hdf5::File& file, const StudyValues& values)
{
    const std::array<hsize_t, 3> offset{static_cast<hsize_t>(values.first_point), 0, 0};
    const std::array<hsize_t, 3> count{static_cast<hsize_t>(values.points), static_cast<hsize_t>(values.alternatives),
                                       static_cast<hsize_t>(values.futures)};
    file.write(value_name, values.value, offset, count);
}

/// Why a file is not of this study; empty where it is.
std::string why_another(const std::filesystem::path& path, const StudyIdentity& identity)
{
    const hdf5::QuietErrors quiet;
    const hdf5::InputFile file(path);
    if (!file.has_attribute("format") || file.text_attribute("format") != study_format_name) {
        return "it is no study of kamsim sensitivity";
    }
    const auto writer = file.text_attribute("program_version");
    if (writer != version() || file.text_attribute("program_revision") != revision()) {
        return fmt::format("it is of kamsim {} ({}), and this is {} ({})", writer,
                           file.text_attribute("program_revision"), version(), revision());
    }
    if (file.text_attribute("study") != identity.description) {
        return "it is of another scenario, other inputs or other sizes";
    }
    return {};
}

void require_same(const std::filesystem::path& path, const std::filesystem::path& shown, const StudyIdentity& identity)
{
    const auto reason = why_another(path, identity);
    if (!reason.empty()) {
        throw ResultFileError(fmt::format("cannot go on with {}: {}; give the command that began it, or write to "
                                          "another file",
                                          shown.string(), reason));
    }
}

} // namespace

class StudyFolder::Implementation {
public:
    Implementation(std::filesystem::path file, StudyIdentity identity, StudyStart start)
        : file_(std::move(file)), identity_(std::move(identity)), folder_(opened(file_, identity_, start))
    {
        require_same(folder_.plan_file(), file_, identity_);
    }

    [[nodiscard]] ShardFolder& folder() { return folder_; }

    void commit(const StudyValues& values)
    {
        std::int64_t points = 0;
        for (const ShardRange& range : folder_.ranges()) {
            points += range.end - range.first;
        }
        const PointRange range{values.first_point, values.first_point + values.points};
        const auto write = [&](const std::filesystem::path& path) {
            const hdf5::QuietErrors quiet;
            hdf5::File file(path);
            write_identity(file, identity_);
            write_study_values(file, values);
            file.close();
            append_block_hashes(path, DamageNaming::by_bytes);
        };
        folder_.commit({range.first, range.end}, write, fmt::format("{} points", points));
    }

    void finish(const std::function<std::vector<double>(std::int64_t point)>& point_values)
    {
        try {
            PendingFile pending(file_);
            write_all(pending.temporary_path(), point_values);
            pending.commit();
        } catch (const hdf5::Error& error) {
            throw ResultFileError(fmt::format("cannot write {}: {}; all points are kept in {}: check the disk and give "
                                              "the same command with --resume",
                                              file_.string(), error.what(), folder_.path().string()));
        }
        folder_.remove();
    }

    [[nodiscard]] PointRange all() const { return {0, identity_.points}; }

private:
    static ShardFolder opened(const std::filesystem::path& file, const StudyIdentity& identity, StudyStart start)
    {
        if (start == StudyStart::go_on) {
            return ShardFolder(file, words());
        }
        return ShardFolder(file, words(), [&](const std::filesystem::path& path) {
            const hdf5::QuietErrors quiet;
            hdf5::File plan(path);
            write_identity(plan, identity);
            plan.close();
            append_block_hashes(path, DamageNaming::by_bytes);
        });
    }

    /// Shard by shard, so that memory holds one of them.
    void write_all(const std::filesystem::path& path,
                   const std::function<std::vector<double>(std::int64_t point)>& point_values) const
    {
        const hdf5::QuietErrors quiet;
        hdf5::File file(path);
        write_identity(file, identity_);
        add_values(file, identity_);
        file.add_dimension("input", identity_.inputs);
        file.add_variable(input_value_name, {hdf5::Element::float64, {"point", "input"}, {}, 0});
        file.add_attribute(input_value_name, "long_name",
                           "value of an input at a point, of a policy the place of its level; NaN: as given");
        for (const auto& shard : folder_.shards()) {
            const StudyValues values = read_study_values(shard);
            write_values(file, values);
            std::vector<double> coordinates;
            for (std::int64_t point = values.first_point; point < values.first_point + values.points; ++point) {
                const auto of_point = point_values(point);
                coordinates.insert(coordinates.end(), of_point.begin(), of_point.end());
            }
            const std::array<hsize_t, 2> offset{static_cast<hsize_t>(values.first_point), 0};
            const std::array<hsize_t, 2> count{static_cast<hsize_t>(values.points), identity_.inputs.size()};
            file.write(input_value_name, coordinates, offset, count);
        }
        file.close();
        append_block_hashes(path, DamageNaming::by_bytes);
    }

    std::filesystem::path file_;
    StudyIdentity identity_;
    ShardFolder folder_;
};

bool StudyFolder::is_begun(const std::filesystem::path& file)
{
    return ShardFolder::is_begun(file);
}

StudyFolder::StudyFolder(const std::filesystem::path& file, StudyIdentity identity, StudyStart start)
    : implementation_(std::make_unique<Implementation>(file, std::move(identity), start))
{}

StudyFolder::StudyFolder(StudyFolder&&) noexcept = default;
StudyFolder& StudyFolder::operator=(StudyFolder&&) noexcept = default;
StudyFolder::~StudyFolder() = default;

const std::vector<std::string>& StudyFolder::damaged() const
{
    return implementation_->folder().damaged();
}

std::vector<PointRange> StudyFolder::missing() const
{
    const PointRange all = implementation_->all();
    std::vector<PointRange> ranges;
    for (const ShardRange& range : implementation_->folder().missing({all.first, all.end})) {
        ranges.push_back({range.first, range.end});
    }
    return ranges;
}

void StudyFolder::commit(const StudyValues& values)
{
    implementation_->commit(values);
}

void StudyFolder::finish(const std::function<std::vector<double>(std::int64_t point)>& point_values)
{
    implementation_->finish(point_values);
}

StudyValues read_study(const std::filesystem::path& file, const StudyIdentity& identity)
{
    const auto verification = verify_file(file);
    if (!verification.damage.empty()) {
        throw UnreadableResult(fmt::format("cannot read {}: it is damaged or not complete: {}; remove it and give the "
                                           "command again without --resume",
                                           file.string(), damage_text(verification.damage.front())));
    }
    require_same(file, file, identity);
    return read_study_values(file);
}

} // namespace kamsim
