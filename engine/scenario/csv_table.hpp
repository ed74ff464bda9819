#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/number_range.hpp"
#include "scenario/csv_dialect.hpp"
#include "scenario/diagnostics.hpp"
#include "scenario/number_text.hpp"

namespace kamsim {

/// One field of a file, or a constant that stands in for it, with what a message needs to name it.
struct Cell {
    std::string_view text;
    std::string_view column; ///< as the file calls it
    SourcePosition position;
    DecimalMark decimal_mark = DecimalMark::point; ///< automatic: what the number itself says
};

/// A CSV file with a header line: fields in quotes or not (RFC 4180), in any of the dialects. Fields are texts.
class CsvTable {
public:
    /// A table without columns.
    CsvTable() = default;
    /// Rows that have not as many fields as the header are errors and left out; so are a syntax error and all after it.
    /// @param file its name in messages
    CsvTable(std::string_view bytes, std::string file, const CsvDialect& dialect, Diagnostics& diagnostics);

    /// Decides, once for the whole file, what the marks in the numbers of `columns` mean, where the dialect does not
    /// say: by the numbers that can be read in one way only. Contradictions are errors, and so are numbers that can be
    /// read in two ways where no other tells.
    void settle_decimal_mark(std::span<const std::size_t> columns, Diagnostics& diagnostics);
    /// The same for the order of day and month in dates.
    void settle_date_order(std::span<const std::size_t> columns, Diagnostics& diagnostics);

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
    [[nodiscard]] std::size_t header_line() const { return header_line_; }
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    /// Line of the file on which a row starts.
    [[nodiscard]] std::size_t line(std::size_t row) const { return rows_[row].line; }
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
    /// @return empty where the field is empty
    [[nodiscard]] std::optional<Cell> cell(std::size_t row, std::size_t column) const;
    /// Whether a text is one of those that stand for nothing.
    [[nodiscard]] bool is_missing(std::string_view text) const;
    /// What was stated or found.
    [[nodiscard]] const CsvDialect& dialect() const { return dialect_; }

private:
    struct Row {
        std::size_t line = 0;
        std::vector<std::string> fields;
    };

    [[nodiscard]] bool decode(std::string_view bytes, std::string& text, Diagnostics& diagnostics) const;
    void choose_delimiter(std::string_view text);
    [[nodiscard]] std::vector<Row> parse(std::string_view text, Diagnostics& diagnostics) const;
    void take_header(std::vector<std::string> names, std::size_t line, Diagnostics& diagnostics);
    void take_row(Row row, Diagnostics& diagnostics);

    std::string file_;
    CsvDialect dialect_;
    std::vector<std::string> header_;
    std::size_t header_line_ = 1;
    std::vector<Row> rows_;
};

/// Adds `file:line: column "x": message`.
void report(const Cell& cell, std::string_view message, Diagnostics& diagnostics);

/// @return empty, with an error, where the cell holds no number
[[nodiscard]] std::optional<WrittenNumber> parse_written_number(const Cell& cell, Diagnostics& diagnostics);

/// The number in a cell; 35 % is 0.35.
/// @return empty, with an error, where it is none or outside of `range`
[[nodiscard]] std::optional<double> parse_number(const Cell& cell, const NumberRange& range, Diagnostics& diagnostics);

/// 1, true, yes, x and the like in a few languages; 0, false, no.
/// @return empty, with an error, for anything else
[[nodiscard]] std::optional<bool> parse_flag(const Cell& cell, Diagnostics& diagnostics);

} // namespace kamsim
