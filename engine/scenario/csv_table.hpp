#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/number_range.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

/// One field of a file, or a constant that stands in for it, with what a message needs to name it.
struct Cell {
    std::string_view text;
    std::string_view column; ///< as the file calls it
    SourcePosition position;
};

/// A CSV file (RFC 4180; UTF-8, with or without a byte order mark) with a header line. Fields are texts.
class CsvTable {
public:
    /// Rows that have not as many fields as the header are errors and left out; so are a syntax error and all after it.
    /// @param file its name in messages
    CsvTable(std::string_view bytes, std::string file, Diagnostics& diagnostics);

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    [[nodiscard]] std::size_t header_line() const { return header_line_; }
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    /// Line of the file on which a row starts.
    [[nodiscard]] std::size_t line(std::size_t row) const { return rows_[row].line; }
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    /// @return empty where the field is empty
    [[nodiscard]] std::optional<Cell> cell(std::size_t row, std::size_t column) const;

private:
    struct Row {
        std::size_t line = 0;
        std::vector<std::string> fields;
    };

    [[nodiscard]] std::vector<Row> parse(std::string_view bytes, Diagnostics& diagnostics) const;
    void take_header(std::vector<std::string> names, std::size_t line, Diagnostics& diagnostics);
    void take_row(Row row, Diagnostics& diagnostics);

    std::string file_;
    std::vector<std::string> header_;
    std::size_t header_line_ = 1;
    std::vector<Row> rows_;
};

/// Adds `file:line: column "x": message`.
void report(const Cell& cell, std::string_view message, Diagnostics& diagnostics);

/// The number in a cell, written with a decimal point and without separators of thousands.
/// @return empty, with an error, where it is none or outside of `range`
[[nodiscard]] std::optional<double> parse_number(const Cell& cell, const NumberRange& range, Diagnostics& diagnostics);

/// 1, true or yes; 0, false or no.
/// @return empty, with an error, for anything else
[[nodiscard]] std::optional<bool> parse_flag(const Cell& cell, Diagnostics& diagnostics);

} // namespace kamsim
