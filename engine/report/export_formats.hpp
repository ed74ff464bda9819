#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "kamsim/report/result_tables.hpp"

namespace kamsim {

// One writer for each form. What they write to is new: its name is given and checked by export_result.

/// What a JSON export begins with, and what shows that a folder is an earlier export.
[[nodiscard]] std::string export_signature();

/// The file of a CSV export that describes its tables and bears the signature.
inline constexpr std::string_view dictionary_file = "tables.json";
inline constexpr std::string_view read_me_file = "README.txt";

/// Fills an empty folder.
/// @param final_name for messages
/// @throws ResultFileError where the disk does not take it
void write_csv(const TableSource& source, const std::filesystem::path& folder, const std::string& final_name);
void write_json(const TableSource& source, const std::filesystem::path& file, const std::string& final_name);
void write_workbook(const TableSource& source, const std::filesystem::path& file, const std::string& final_name);

/// The data dictionary of one table as a JSON object without its closing brace: name, meaning, columns.
[[nodiscard]] std::string table_description(const ResultTable& table, const std::string& currency);

/// Text as a JSON string; what is not UTF-8 is replaced.
[[nodiscard]] std::string json_text(std::string_view text);

} // namespace kamsim
