#pragma once

#include <filesystem>
#include <string>

namespace kamsim::workbook {

/// Reads a workbook from start to end: every part must have its check sum and be well-formed XML. libxlsxwriter does
/// not notice where a full disk cut its temporary files short.
/// @param final_name for the message
/// @throws ResultFileError where anything is missing
void require_whole(const std::filesystem::path& file, const std::string& final_name);

/// Who made the workbook, as its properties say; empty where the file is no workbook or does not say. Spreadsheets keep
/// it when they save.
[[nodiscard]] std::string author_of(const std::filesystem::path& file);

} // namespace kamsim::workbook
