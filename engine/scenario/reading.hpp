#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kamsim/scenario/read_scenario.hpp"
#include "scenario/csv_table.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// What every reader of a part adds to: errors, files that were read, and defaults that stand in for missing data.
struct Reading {
    std::filesystem::path folder; ///< of the scenario; the files that an override names are relative to it
    Diagnostics diagnostics;
    std::vector<InputFile> inputs;
    std::vector<ScenarioText> bases;
    std::vector<std::string> assumptions;
};

/// Where a file lies that a node names: relative to the folder of the file in which the node stands.
[[nodiscard]] std::filesystem::path located(const std::string& name, const SourcePosition& position,
                                            const Reading& reading);

/// The file that `key` of a table names.
/// @return empty where the key is missing and, with an error at the key, where the file cannot be read
[[nodiscard]] std::optional<CsvTable> read_csv_file(const TomlTable& table, std::string_view key, Reading& reading);

} // namespace kamsim
