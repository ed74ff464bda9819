#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/csv_table.hpp"
#include "scenario/toml_reader.hpp"

namespace kamsim {

/// Answers questions for our columns out of a file that may call them otherwise, and out of constants.
///
/// A constant goes before a column; a column that the scenario maps goes before one that has our name. Defaults stand
/// where both are silent, and are asked for apart, since other sources may go before them.
class MappedCsv {
public:
    /// @param known our columns; others in the tables of a scenario are errors
    MappedCsv(CsvTable csv, std::vector<std::string> known) : csv_(std::move(csv)), known_(std::move(known))
    {
        find_our_names();
    }

    /// Reads `columns`: ours = "theirs".
    void map_columns(const TomlTable& section);
    /// Reads `constants` and `defaults`: ours = value.
    void take_values(const TomlTable& section, Diagnostics& diagnostics);

    [[nodiscard]] const CsvTable& csv() const { return csv_; }
    [[nodiscard]] CsvTable& csv() { return csv_; }

    /// @return empty where neither a constant nor a field stands for this column, or one that means nothing
    [[nodiscard]] std::optional<Cell> cell(std::size_t row, std::string_view column) const;
    /// The same for names and ids: every text but an empty one is one.
    [[nodiscard]] std::optional<Cell> name_cell(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::string text(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::optional<Cell> default_cell(std::string_view column) const;
    [[nodiscard]] bool is_given(std::string_view column) const;
    [[nodiscard]] bool is_mapped(std::string_view column) const { return source_of(column).is_mapped; }
    [[nodiscard]] bool is_constant(std::string_view column) const;
    /// What the file calls the column; our name where it has none.
    [[nodiscard]] std::string_view name_in_file(std::string_view column) const;
    /// Columns of the file that hold `ours`, constants left out.
    [[nodiscard]] std::vector<std::size_t> file_columns(std::span<const std::string_view> ours) const;
    /// Columns of the file that nothing of ours stands for.
    [[nodiscard]] std::vector<std::string> ignored() const;
    [[nodiscard]] const std::vector<std::string>& known() const { return known_; }

    /// Where a row starts.
    [[nodiscard]] SourcePosition position(std::size_t row) const { return {csv_.file(), csv_.line(row), 0}; }
    /// Adds an error at a column of a row, whether the file has it or not.
    void report_at(std::size_t row, std::string_view column, std::string_view message, Diagnostics& diagnostics) const;

private:
    struct Value {
        std::string text;
        SourcePosition position;
    };
    struct Source {
        std::optional<std::size_t> csv_column;
        bool is_mapped = false;
        std::optional<Value> constant;
        std::optional<Value> default_value;
    };

    void find_our_names();
    void take_values(const TomlTable& section, std::string_view key, std::optional<Value> Source::*member,
                     Diagnostics& diagnostics);
    [[nodiscard]] const Source& source_of(std::string_view column) const;

    CsvTable csv_;
    std::vector<std::string> known_;
    std::vector<Source> sources_; ///< for each known column
};

/// Columns that must be there; each that is not is an error with the nearest name of the file.
/// @return whether all are
[[nodiscard]] bool has_columns(const MappedCsv& columns, std::span<const std::string_view> required,
                               std::string_view section, Diagnostics& diagnostics);

/// `ignored columns of x.csv: a, b`, with what of ours is near to them; empty where none is ignored.
[[nodiscard]] std::string ignored_columns_sentence(const MappedCsv& columns);

} // namespace kamsim
