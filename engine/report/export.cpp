#include "kamsim/report/export.hpp"

#include <algorithm>
#include <fstream>
#include <string>

#include <fmt/format.h>

#include "report/export_formats.hpp"
#include "report/pending_folder.hpp"
#include "report/workbook_check.hpp"
#include "results/pending_file.hpp"

namespace kamsim {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view reason, std::string_view advice)
{
    throw RefusedExport(fmt::format("{} {}; nothing was exported. {}", path.string(), reason, advice));
}

bool begins_with(const std::filesystem::path& file, const std::string& signature)
{
    std::ifstream stream(file, std::ios::binary);
    std::string begin(signature.size(), '\0');
    stream.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    return stream && begin == signature;
}

/// What another version of kamsim exported may be replaced as well.
bool is_earlier_export(ExportForm form, const std::filesystem::path& file)
{
    if (form == ExportForm::xlsx) {
        return workbook::author_of(file).starts_with("kamsim ");
    }
    const auto signature = export_signature();
    return begins_with(file, signature.substr(0, signature.find(',')));
}

bool is_part_of_export(const std::filesystem::path& name)
{
    const auto& all = result_tables();
    return name == dictionary_file || name == read_me_file
           || std::any_of(all.begin(), all.end(),
                          [&](const ResultTable& table) { return name == table.name + ".csv"; });
}

constexpr std::string_view another_name = "Name another one.";
constexpr std::string_view another_name_or_replace = "Name another one, or add --replace.";

void require_free_folder(const std::filesystem::path& path, EarlierExport earlier)
{
    if (!std::filesystem::is_directory(path)) {
        refuse(path, "is there already and is no folder", another_name);
    }
    if (std::filesystem::is_empty(path)) {
        return;
    }
    if (!is_earlier_export(ExportForm::csv, path / dictionary_file)) {
        refuse(path, "is a folder with other things in it", another_name);
    }
    if (earlier == EarlierExport::refused) {
        refuse(path, "is an earlier export", another_name_or_replace);
    }
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
        if (!is_part_of_export(entry.path().filename())) {
            refuse(path, fmt::format("holds {}, which is no part of an export", entry.path().filename().string()),
                   "Move that away, or name another folder.");
        }
    }
}

} // namespace

void require_free_name(ExportForm form, const std::filesystem::path& path, EarlierExport earlier)
{
    if (!std::filesystem::exists(std::filesystem::symlink_status(path))) {
        return;
    }
    if (form == ExportForm::csv) {
        require_free_folder(path, earlier);
        return;
    }
    if (!std::filesystem::is_regular_file(path)) {
        refuse(path, "is there already and is no file", another_name);
    }
    if (!is_earlier_export(form, path)) {
        refuse(path, "is there already and is no earlier export", another_name);
    }
    if (earlier == EarlierExport::refused) {
        refuse(path, "is there already", another_name_or_replace);
    }
}

void export_result(ExportForm form, const TableSource& source, const std::filesystem::path& path, EarlierExport earlier)
{
    require_free_name(form, path, earlier);
    if (form == ExportForm::csv) {
        PendingFolder folder(path);
        write_csv(source, folder.temporary_path(), path.string());
        folder.commit();
        return;
    }
    PendingFile file(path);
    const auto write = form == ExportForm::json ? write_json : write_workbook;
    write(source, file.temporary_path(), path.string());
    file.commit();
}

} // namespace kamsim
