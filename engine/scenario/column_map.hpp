#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/csv_table.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// Answers questions for our columns out of a file that may call them otherwise, and out of constants.
///
/// A constant goes before a column; a column that the scenario maps goes before one that has our name.
class ColumnMap {
public:
    /// @param known our columns; others in [columns] or [constants] are errors
    ColumnMap(const CsvTable& csv, std::vector<std::string> known, const TomlTable& section, Diagnostics& diagnostics);

    /// @return empty where neither a constant nor a filled field stands for this column
    [[nodiscard]] std::optional<Cell> cell(std::size_t row, std::string_view column) const;
    [[nodiscard]] bool is_given(std::string_view column) const;
    [[nodiscard]] bool is_constant(std::string_view column) const;
    /// What the file calls the column; our name where it has none.
    [[nodiscard]] std::string_view name_in_file(std::string_view column) const;
    /// Columns of the file that nothing of ours stands for.
    [[nodiscard]] std::vector<std::string> ignored() const;
    [[nodiscard]] const std::vector<std::string>& known() const { return known_; }

private:
    struct Source {
        std::optional<std::size_t> csv_column;
        std::optional<std::string> constant;
        SourcePosition position; ///< of the constant
    };

    void map_columns(const TomlTable& section);
    void take_constants(const TomlTable& section, Diagnostics& diagnostics);
    [[nodiscard]] const Source& source_of(std::string_view column) const;

    const CsvTable* csv_;
    std::vector<std::string> known_;
    std::vector<Source> sources_; ///< for each known column
};

} // namespace kamsim
