#pragma once

#include <filesystem>
#include <string>

#include "kamsim/report/document.hpp"

namespace kamsim {

/// Writes a report as a workbook: its contents with links, what it says, and a sheet for each figure with its takeaway,
/// its table as one to filter and sort, and a chart where spreadsheets have one of its kind. Equal documents give equal
/// bytes.
/// @param file new or empty
/// @param final_name for messages
/// @throws ResultFileError where it cannot be written
void write_report_workbook(const Report& report, const std::filesystem::path& file, const std::string& final_name);

} // namespace kamsim
