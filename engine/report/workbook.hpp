#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <xlsxwriter.h>

#include "kamsim/model/parameter.hpp"

namespace kamsim::workbook {

/// How a cell looks.
enum class Look : std::uint8_t {
    title,
    heading,
    explanation, ///< grey, wrapped
    paragraph,   ///< wrapped, from the top
    top,         ///< from the top, beside a paragraph
    link,
    column_heading,
    number_heading, ///< of a column of numbers
    plain,
    table_text,     ///< apart from the number before it
    beside_numbers, ///< text in a column of numbers, and of formulas
    input_share,    ///< to be changed by the reader
    input_number,
    input_text,
    money,
    share,
    number,
    decimal, ///< two of them
    whole,
};

/// How numbers of a unit look.
[[nodiscard]] Look look_of(Unit unit);

class Workbook;

/// One sheet; every call is checked.
class Sheet {
public:
    /// Rows and columns are numbered from 0. Text is text whatever it begins with; what is no UTF-8 in it is replaced,
    /// and what a cell cannot hold is cut off with a remark.
    void text(lxw_row_t row, lxw_col_t column, std::string_view text, Look look = Look::plain);
    /// Infinity, which a cell cannot hold, becomes the text "inf".
    void number(lxw_row_t row, lxw_col_t column, double number, Look look);
    /// @param format of Workbook::number_format; the number must be finite
    void number(lxw_row_t row, lxw_col_t column, double number, lxw_format* format);
    /// A text that leads to the first cell of a sheet of this workbook.
    void link(lxw_row_t row, lxw_col_t column, const std::string& sheet, const std::string& text, const Workbook& book);
    void truth(lxw_row_t row, lxw_col_t column, bool is_true);
    /// @param value what the formula gives
    void formula(lxw_row_t row, lxw_col_t column, const std::string& formula, double value, Look look);
    void formula(lxw_row_t row, lxw_col_t column, const std::string& formula, const std::string& value);
    /// Text over several columns of a row, wrapped, high enough for it.
    void paragraph(lxw_row_t row, lxw_col_t last_column, const std::string& text, Look look, int width);

    void width(lxw_col_t first, lxw_col_t last, double characters);
    [[nodiscard]] lxw_worksheet* raw() const { return sheet_; }

private:
    friend class Workbook;
    Sheet(lxw_worksheet* sheet, const std::map<Look, lxw_format*>& formats) : sheet_(sheet), formats_(&formats) {}

    lxw_worksheet* sheet_;
    const std::map<Look, lxw_format*>* formats_;
};

/// A workbook that is being written; on disk after `close`.
class Workbook {
public:
    /// @param final_name for messages
    /// @throws ResultFileError where there is not enough memory
    Workbook(const std::filesystem::path& file, std::string final_name);
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook();

    /// What the file says of itself; no time of the clock.
    void describe(std::string title, std::string program);

    /// @param name at most 31 characters
    [[nodiscard]] Sheet add_sheet(const std::string& name);
    [[nodiscard]] lxw_chart* add_chart(lxw_chart_type type);
    [[nodiscard]] lxw_format* format(Look look) const { return formats_.at(look); }

    /// The format of numbers with this code, as spreadsheets have it in every language: "#,##0.0", "0%".
    [[nodiscard]] lxw_format* number_format(const std::string& code);

    /// Writes the file and reads it back.
    /// @throws ResultFileError where the disk did not take all of it
    void close();

private:
    lxw_format* add_format(Look look, const char* number_format);
    void add_formats_of_text();
    void add_formats_of_numbers();

    std::filesystem::path file_;
    std::string folder_; ///< for temporary files, on the disk that has to take the workbook
    std::string final_name_;
    lxw_workbook* workbook_;
    std::map<Look, lxw_format*> formats_;
    std::map<std::string, lxw_format*> number_formats_; ///< by code
};

/// @throws std::logic_error where libxlsxwriter refuses a call
void require(lxw_error error);

/// "C5", "$C$5"
[[nodiscard]] std::string cell(lxw_row_t row, lxw_col_t column);
[[nodiscard]] std::string fixed_cell(lxw_row_t row, lxw_col_t column);
/// "$C$5:$C$9"
[[nodiscard]] std::string fixed_range(lxw_row_t first_row, lxw_col_t first_column, lxw_row_t last_row,
                                      lxw_col_t last_column);

/// Text that a cell can hold.
[[nodiscard]] std::string cell_text(std::string_view text);
/// Text for headings of tables, charts and properties, which have no way to write control characters.
[[nodiscard]] std::string label_text(std::string_view text);
/// Text for the names of charts, series and axes: libxlsxwriter takes what begins with "=" there for a formula, so a
/// space goes before it.
[[nodiscard]] std::string chart_text(std::string_view text);

} // namespace kamsim::workbook
