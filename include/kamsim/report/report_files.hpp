#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "kamsim/report/export.hpp"

namespace kamsim {

/// The forms that a report is written in.
enum class ReportForm : std::uint8_t { page, json, workbook, pdf };
inline constexpr int report_form_count = static_cast<int>(ReportForm::pdf) + 1;

/// "page", "JSON document", "workbook", "PDF"
[[nodiscard]] std::string_view name(ReportForm form);

/// Whether a report may get this name: nothing has it, or an earlier report of the form that may be replaced, and its
/// folder is there and can be written to.
/// @throws RefusedExport where it may not
void require_free_report_name(ReportForm form, const std::filesystem::path& path, EarlierExport earlier);

/// Brings a report under its name, whole and on disk, or not at all; what is replaced stays until then.
/// @param write takes the name of an empty temporary file beside the final one and fills it
/// @throws RefusedExport as require_free_report_name
/// @throws ResultFileError where something cannot be written
void write_report_file(ReportForm form, const std::filesystem::path& path, EarlierExport earlier,
                       const std::function<void(const std::filesystem::path& temporary)>& write);

/// Writes a text to an empty file and waits until it is on disk.
/// @param final_name for the message
/// @throws ResultFileError where the disk does not take it
void write_text(const std::filesystem::path& file, std::string_view text, const std::filesystem::path& final_name);

/// A PDF is known again by a last line that is no part of its content.
inline constexpr std::string_view pdf_mark = "% kamsim report\n";

} // namespace kamsim
