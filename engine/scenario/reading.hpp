#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/scenario/import_report.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "scenario/csv_dialect.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/mapped_csv.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// What every reader of a part adds to: errors, files that were read, and defaults that stand in for missing data.
struct Reading {
    std::filesystem::path folder; ///< of the scenario; the files that it names are relative to it
    Diagnostics diagnostics;
    std::vector<InputFile> inputs;
    std::vector<std::string> assumptions;
    std::optional<ImportedFile> accounts; ///< how the accounts file was read; empty where it could not be
};

/// The CSV file that a table of the scenario names.
/// @param key of the file's name in `table`, for messages
/// @return empty, with an error at the key, where the file cannot be read
[[nodiscard]] std::optional<CsvTable> read_csv_file(TomlTable& table, std::string_view key, const std::string& name,
                                                    const CsvDialect& dialect, Reading& reading);

/// A file beside the accounts: `key = "x.csv"`, or a table with `file`, `columns` and the keys of a dialect.
/// @param known our columns of that file
/// @return empty where the key is missing and, with an error, where the file cannot be read
[[nodiscard]] std::optional<MappedCsv> read_side_file(TomlTable& portfolio, std::string_view key,
                                                      std::vector<std::string> known, const CsvDialect& dialect,
                                                      Reading& reading);

} // namespace kamsim
