#include "kamsim/report/report_files.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "kamsim/report/report_json.hpp"
#include "report/checked_file.hpp"
#include "report/report_workbook.hpp"
#include "report/workbook_check.hpp"
#include "results/pending_file.hpp"

namespace kamsim {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view reason, std::string_view advice)
{
    throw RefusedExport(fmt::format("{} {}; nothing was written. {}", path.string(), reason, advice));
}

/// The first bytes of a file, or the last ones.
std::string part_of(const std::filesystem::path& file, std::size_t size, std::ios::seekdir from)
{
    std::ifstream stream(file, std::ios::binary);
    if (from == std::ios::end) {
        stream.seekg(-static_cast<std::streamoff>(size), std::ios::end);
    }
    std::string part(size, '\0');
    stream.read(part.data(), static_cast<std::streamsize>(size));
    part.resize(static_cast<std::size_t>(stream.gcount()));
    return part;
}

/// What another version of kamsim wrote counts as well.
bool is_report(ReportForm form, const std::filesystem::path& file)
{
    constexpr std::size_t head = 4096;
    switch (form) {
    case ReportForm::page:
        return part_of(file, head, std::ios::beg).find("<meta name=\"generator\" content=\"kamsim")
               != std::string::npos;
    case ReportForm::json:
        return part_of(file, head, std::ios::beg)
            .starts_with(fmt::format("{{\n \"format\": \"{}\"", report_format_name));
    case ReportForm::workbook: return workbook::author_of(file).starts_with(workbook::report_author);
    case ReportForm::pdf: return part_of(file, pdf_mark.size(), std::ios::end) == pdf_mark;
    }
    return false;
}

void require_folder(const std::filesystem::path& path)
{
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder)) {
        refuse(path, fmt::format("cannot be written: there is no folder {}", folder.string()),
               "Make it, or name another one.");
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        refuse(path,
               fmt::format("cannot be written: folder {}: {}", folder.string(), std::generic_category().message(errno)),
               "Choose a folder that you may write to.");
    }
}

} // namespace

std::string_view name(ReportForm form)
{
    switch (form) {
    case ReportForm::page: return "page";
    case ReportForm::json: return "JSON document";
    case ReportForm::workbook: return "workbook";
    case ReportForm::pdf: return "PDF";
    }
    return "";
}

void require_free_report_name(ReportForm form, const std::filesystem::path& path, EarlierExport earlier)
{
    require_folder(path);
    if (!std::filesystem::exists(std::filesystem::symlink_status(path))) {
        return;
    }
    if (!std::filesystem::is_regular_file(path)) {
        refuse(path, "is there already and is no file", "Name another one.");
    }
    if (!is_report(form, path)) {
        refuse(path, fmt::format("is there already and is no report of kamsim ({})", name(form)), "Name another one.");
    }
    if (earlier == EarlierExport::refused) {
        refuse(path, "is there already", "Name another one, or add --replace.");
    }
}

void write_report_file(ReportForm form, const std::filesystem::path& path, EarlierExport earlier,
                       const std::function<void(const std::filesystem::path& temporary)>& write)
{
    require_free_report_name(form, path, earlier);
    PendingFile file(path);
    write(file.temporary_path());
    file.commit();
}

void write_text(const std::filesystem::path& file, std::string_view text, const std::filesystem::path& final_name)
{
    CheckedFile stream(file, final_name.string());
    stream.write(text);
    stream.close();
}

} // namespace kamsim
