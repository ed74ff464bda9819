#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string_view>

#include "kamsim/report/result_tables.hpp"

namespace kamsim {

/// A folder of CSV files, one JSON document, or one workbook (docs/formats/export.md).
enum class ExportForm : std::uint8_t { csv, json, xlsx };

/// What happens to an earlier export under the same name.
enum class EarlierExport : std::uint8_t { refused, replaced };

/// The name of the export is taken; the message says by what, and what to do.
class RefusedExport : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

inline constexpr std::string_view export_format_name = "kamsim-export";
/// Rises when a table or column changes its name, type, unit or meaning; new ones may be added without.
inline constexpr int export_format_version = 1;

/// The most rows of a sheet of the workbook; longer tables are left out of it, and its notes say so. Spreadsheets end
/// at 1,048,576 rows and are slow long before; a workbook is also held in memory while it is written.
inline constexpr std::int64_t workbook_rows = 100'000;

/// Whether the name can be given to an export: nothing has it, or an empty folder (CSV), or an earlier export that may
/// be replaced and holds nothing else.
/// @throws RefusedExport where it cannot
void require_free_name(ExportForm form, const std::filesystem::path& path, EarlierExport earlier);

/// Writes the tables of a result. They grow under a temporary name beside the final one and appear under it whole and
/// on disk, or not at all; what is replaced stays until then. Equal results give equal bytes.
/// @throws RefusedExport as require_free_name
/// @throws ResultFileError where something cannot be written
void export_result(ExportForm form, const TableSource& source, const std::filesystem::path& path,
                   EarlierExport earlier = EarlierExport::refused);

} // namespace kamsim
