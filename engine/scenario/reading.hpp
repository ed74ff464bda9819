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
    std::filesystem::path folder; ///< of the scenario; the files that an override names are relative to it
    Diagnostics diagnostics;
    std::vector<InputFile> inputs;
    std::vector<ScenarioText> bases;
    std::vector<std::string> assumptions;
    std::optional<ImportedFile> accounts; ///< how the accounts file was read; empty where it could not be
};

/// Where a file lies that a node names: relative to the folder of the file in which the node stands.
[[nodiscard]] std::filesystem::path located(const std::string& name, const SourcePosition& position,
                                            const Reading& reading);

/// The CSV file that `key` of a table names.
/// @return empty where the key is missing and, with an error at the key, where the file cannot be read
[[nodiscard]] std::optional<CsvTable> read_csv_file(const TomlTable& table, std::string_view key,
                                                    const CsvDialect& dialect, Reading& reading);

/// A file beside the accounts: `key = "x.csv"`, or a table with `file`, `columns` and the keys of a dialect.
/// @param known our columns of that file
/// @return empty where the key is missing and, with an error, where the file cannot be read
[[nodiscard]] std::optional<MappedCsv> read_side_file(const TomlTable& portfolio, std::string_view key,
                                                      std::vector<std::string> known, const CsvDialect& dialect,
                                                      Reading& reading);

} // namespace kamsim
