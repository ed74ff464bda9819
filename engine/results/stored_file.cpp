#include "results/stored_file.hpp"

#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/results/file_verification.hpp"
#include "kamsim/version.hpp"

namespace kamsim {

namespace {

constexpr std::string_view run_again = "run its scenario again";

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view reason, std::string_view advice)
{
    throw UnreadableResult(fmt::format("cannot read {}: {}; {}", path.string(), reason, advice));
}

void require_kind(const std::filesystem::path& path, const StoredFile& file, StoredKind kind)
{
    const auto format = file.hdf5().has_attribute("format") ? file.format() : "";
    if (format == part_format_name && kind == StoredKind::result) {
        fail(path, "it is one part of a result", "put the parts together with kamsim merge, then use that file");
    }
    if ((format == study_format_name || format == sweep_format_name) && kind == StoredKind::any) {
        return;
    }
    if (format == sweep_format_name) {
        fail(path, "it is a sweep, not the result of one run", "give a result file that kamsim run --out wrote");
    }
    if (format != result_format_name && format != part_format_name) {
        fail(path, "it is an HDF5 file, but no result of kamsim", "give a result file that kamsim run --out wrote");
    }
}

void require_version(const std::filesystem::path& path, const StoredFile& file)
{
    const auto found = file.whole("format_version");
    if (found == result_format_version) {
        return;
    }
    const auto writer = file.hdf5().has_attribute("program_version") ? file.text("program_version") : "unknown";
    const auto reason =
        fmt::format("kamsim {} wrote it in version {} of the format, and this kamsim ({}) reads version {}", writer,
                    found, version(), result_format_version);
    fail(path, reason,
         found > result_format_version ? std::string_view("use a newer kamsim")
                                       : std::string_view("run its scenario again with this kamsim"));
}

} // namespace

std::string StoredFile::format() const
{
    return text("format");
}

std::string StoredFile::text(const std::string& attribute) const
{
    if (!file_.has_attribute(attribute)) {
        throw Damage(fmt::format("the attribute {} is missing", attribute));
    }
    return file_.text_attribute(attribute);
}

std::vector<std::string> StoredFile::list(const std::string& attribute) const
{
    return nlohmann::json::parse(text(attribute)).get<std::vector<std::string>>();
}

std::int64_t StoredFile::whole(const std::string& attribute) const
{
    if (!file_.has_attribute(attribute)) {
        throw Damage(fmt::format("the attribute {} is missing", attribute));
    }
    return file_.whole_attribute(attribute);
}

std::vector<std::string> StoredFile::labels(const std::string& variable) const
{
    if (!file_.has_variable(variable)) {
        throw Damage(fmt::format("the variable {} is missing", variable));
    }
    return file_.texts(variable);
}

std::size_t StoredFile::length(const std::string& dimension) const
{
    if (!file_.has_variable(dimension)) {
        return 0;
    }
    const auto shape = file_.shape(dimension);
    return shape.size() == 1 ? static_cast<std::size_t>(shape.front()) : 0;
}

std::vector<double> StoredFile::numbers(const VariableDeclaration& declaration) const
{
    if (!file_.has_variable(declaration.name)) {
        throw Damage(fmt::format("the variable {} is missing", declaration.name));
    }
    std::vector<hsize_t> expected;
    for (const auto& dimension : declaration.dimensions) {
        expected.push_back(length(dimension));
    }
    if (file_.shape(declaration.name) != expected) {
        throw Damage(fmt::format("the variable {} has another shape than its dimensions", declaration.name));
    }
    return file_.numbers(declaration.name);
}

void read_good(const std::filesystem::path& path, StoredKind kind, const std::function<void(const StoredFile&)>& read)
{
    const hdf5::QuietErrors quiet;
    try {
        const StoredFile file(path);
        require_kind(path, file, kind);
        read(file);
    } catch (const hdf5::Error& error) {
        fail(path, fmt::format("it is damaged or not complete ({})", error.what()), run_again);
    } catch (const Damage& damage) {
        fail(path, fmt::format("it is damaged or not complete: {}", damage.what()), run_again);
    } catch (const nlohmann::json::exception& error) {
        fail(path, fmt::format("an attribute of it is damaged ({})", error.what()), run_again);
    } catch (const std::logic_error& error) { // what stands in it is no experiment
        fail(path, fmt::format("it contradicts itself ({})", error.what()), run_again);
    }
}

void read_verified(const std::filesystem::path& path, StoredKind kind,
                   const std::function<void(const StoredFile&)>& read)
{
    const auto verification = verify_file(path);
    const bool has_hashes = verification.blocks > 0; // older formats have none, and are refused as such
    if (has_hashes && !verification.damage.empty()) {
        fail(path, fmt::format("it is damaged or not complete: {}", damage_text(verification.damage.front())),
             "kamsim verify-file lists all that is damaged; use a copy, or run its scenario again");
    }
    read_good(path, kind, [&](const StoredFile& file) {
        require_version(path, file);
        if (!has_hashes) {
            throw Damage(damage_text(verification.damage.front()));
        }
        read(file);
    });
}

} // namespace kamsim
