#include "report/workbook.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <regex>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "kamsim/results/result_file_error.hpp"
#include "report/text_layout.hpp"
#include "report/workbook_check.hpp"

namespace kamsim::workbook {

namespace {

constexpr lxw_color_t dark = 0x1F3864;
constexpr lxw_color_t grey = 0x595959;
constexpr lxw_color_t input_yellow = 0xFFF2CC;
constexpr lxw_color_t line_grey = 0xBFBFBF;

void replace_all(std::string& text, std::string_view what, std::string_view by)
{
    for (auto found = text.find(what); found != std::string::npos; found = text.find(what, found + by.size())) {
        text.replace(found, what.size(), by);
    }
}

/// UTF-8 throughout, and no character that XML forbids: a workbook with anything else cannot be opened. Control
/// characters stay.
std::string as_utf8(std::string_view text)
{
    using Json = nlohmann::json;
    const bool is_ascii = std::all_of(text.begin(), text.end(), [](char letter) { return letter >= 0; });
    if (is_ascii) {
        return std::string(text);
    }
    auto valid = Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
    for (const auto* forbidden : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) { // U+FFFE and U+FFFF
        replace_all(valid, forbidden, "\xEF\xBF\xBD");
    }
    return valid;
}

/// Spreadsheets read _x0041_ as the character with that number; the underscore in its own such writing stays one.
std::string without_character_codes(const std::string& text)
{
    static const std::regex code("_(?=x[0-9A-Fa-f]{4}_)");
    return text.find("_x") == std::string::npos ? text : std::regex_replace(text, code, "_x005F_");
}

bool continues_a_character(char letter)
{
    return (static_cast<unsigned char>(letter) & 0xC0U) == 0x80U;
}

} // namespace

Look look_of(Unit unit)
{
    switch (unit) {
    case Unit::money:
    case Unit::money_per_year: return Look::money;
    case Unit::share:
    case Unit::probability: return Look::share;
    default: return Look::number;
    }
}

void require(lxw_error error)
{
    if (error != LXW_NO_ERROR) {
        throw std::logic_error(fmt::format("workbook: {}", lxw_strerror(error)));
    }
}

std::string cell_text(std::string_view text)
{
    constexpr std::size_t most_bytes = 32'000; // 32,767 characters at most, some of which count twice
    auto valid = as_utf8(text);
    if (valid.size() > most_bytes) {
        auto end = most_bytes;
        while (end > 0 && continues_a_character(valid[end])) {
            --end;
        }
        valid.resize(end);
        valid += " … (cut: a cell holds no more; --csv and --json have all of it)";
    }
    return without_character_codes(valid);
}

std::string label_text(std::string_view text)
{
    auto valid = as_utf8(text);
    std::replace_if(
        valid.begin(), valid.end(), [](char letter) { return letter >= 0 && letter < ' '; }, ' ');
    return valid;
}

std::string chart_text(std::string_view text)
{
    return (text.starts_with('=') ? " " : "") + label_text(text);
}

std::string cell(lxw_row_t row, lxw_col_t column)
{
    std::string name(LXW_MAX_CELL_NAME_LENGTH, '\0');
    lxw_rowcol_to_cell(name.data(), row, column);
    return name.substr(0, name.find('\0'));
}

std::string fixed_cell(lxw_row_t row, lxw_col_t column)
{
    std::string name(LXW_MAX_CELL_NAME_LENGTH + 2, '\0');
    lxw_rowcol_to_cell_abs(name.data(), row, column, 1, 1);
    return name.substr(0, name.find('\0'));
}

std::string fixed_range(lxw_row_t first_row, lxw_col_t first_column, lxw_row_t last_row, lxw_col_t last_column)
{
    return fixed_cell(first_row, first_column) + ":" + fixed_cell(last_row, last_column);
}

void Sheet::text(lxw_row_t row, lxw_col_t column, std::string_view text, Look look)
{
    require(worksheet_write_string(sheet_, row, column, cell_text(text).c_str(), formats_->at(look)));
}

void Sheet::number(lxw_row_t row, lxw_col_t column, double number, Look look)
{
    if (std::isinf(number)) {
        text(row, column, number > 0.0 ? "inf" : "-inf");
        return;
    }
    require(worksheet_write_number(sheet_, row, column, number, formats_->at(look)));
}

void Sheet::number(lxw_row_t row, lxw_col_t column, double number, lxw_format* format)
{
    require(worksheet_write_number(sheet_, row, column, number, format));
}

void Sheet::link(lxw_row_t row, lxw_col_t column, const std::string& sheet, const std::string& text,
                 const Workbook& book)
{
    const auto target = fmt::format("internal:'{}'!A1", sheet);
    auto shown = cell_text(text);
    require(
        worksheet_write_url_opt(sheet_, row, column, target.c_str(), book.format(Look::link), shown.data(), nullptr));
}

void Sheet::truth(lxw_row_t row, lxw_col_t column, bool is_true)
{
    require(worksheet_write_boolean(sheet_, row, column, is_true ? 1 : 0, formats_->at(Look::plain)));
}

void Sheet::formula(lxw_row_t row, lxw_col_t column, const std::string& formula, double value, Look look)
{
    require(worksheet_write_formula_num(sheet_, row, column, formula.c_str(), formats_->at(look), value));
}

void Sheet::formula(lxw_row_t row, lxw_col_t column, const std::string& formula, const std::string& value)
{
    require(worksheet_write_formula_str(sheet_, row, column, formula.c_str(), formats_->at(Look::beside_numbers),
                                        cell_text(value).c_str()));
}

void Sheet::paragraph(lxw_row_t row, lxw_col_t last_column, const std::string& text, Look look, int width)
{
    constexpr double line_height = 15.0;
    const auto shown = cell_text(text);
    const auto lines = wrapped(shown, static_cast<std::size_t>(width));
    const auto line_count = static_cast<double>(std::count(lines.begin(), lines.end(), '\n'));
    require(worksheet_merge_range(sheet_, row, 0, row, last_column, shown.c_str(), formats_->at(look)));
    require(worksheet_set_row(sheet_, row, line_height * std::clamp(line_count, 1.0, 25.0), nullptr));
}

void Sheet::width(lxw_col_t first, lxw_col_t last, double characters)
{
    require(worksheet_set_column(sheet_, first, last, characters, nullptr));
}

Workbook::Workbook(const std::filesystem::path& file, std::string final_name)
    : file_(file), folder_(file.has_parent_path() ? file.parent_path().string() : "."),
      final_name_(std::move(final_name))
{
    lxw_workbook_options options{0, folder_.data(), 0};
    workbook_ = workbook_new_opt(file_.c_str(), &options);
    if (workbook_ == nullptr) {
        throw ResultFileError(fmt::format("cannot write {}: not enough memory for a workbook", final_name_));
    }
    add_formats_of_text();
    add_formats_of_numbers();
}

Workbook::~Workbook()
{
    if (workbook_ != nullptr) {
        lxw_workbook_free(workbook_);
    }
}

lxw_format* Workbook::add_format(Look look, const char* number_format)
{
    auto* format = workbook_add_format(workbook_);
    format_set_font_name(format, "Calibri");
    format_set_num_format(format, number_format);
    formats_[look] = format;
    return format;
}

void Workbook::add_formats_of_text()
{
    auto* title = add_format(Look::title, "General");
    format_set_bold(title);
    format_set_font_size(title, 18);
    format_set_font_color(title, dark);
    auto* heading = add_format(Look::heading, "General");
    format_set_bold(heading);
    format_set_font_size(heading, 12);
    format_set_font_color(heading, dark);
    for (const auto look : {Look::explanation, Look::paragraph}) {
        auto* format = add_format(look, "General");
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_font_color(formats_[Look::explanation], grey);
    format_set_align(add_format(Look::top, "General"), LXW_ALIGN_VERTICAL_TOP);
    auto* link = add_format(Look::link, "General");
    format_set_font_color(link, dark);
    format_set_underline(link, LXW_UNDERLINE_SINGLE);
    format_set_align(link, LXW_ALIGN_VERTICAL_TOP);
    for (const auto look : {Look::column_heading, Look::number_heading}) {
        auto* format = add_format(look, "General");
        format_set_bold(format);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_font_color(format, LXW_COLOR_WHITE);
        format_set_bg_color(format, dark);
    }
    format_set_align(formats_[Look::number_heading], LXW_ALIGN_RIGHT);
    add_format(Look::plain, "General");
    format_set_indent(add_format(Look::table_text, "General"), 1);
    format_set_align(add_format(Look::beside_numbers, "General"), LXW_ALIGN_RIGHT);
}

void Workbook::add_formats_of_numbers()
{
    for (const auto& [look, number_format] :
         {std::pair{Look::input_share, "0.0%"}, {Look::input_number, "0.00"}, {Look::input_text, "General"}}) {
        auto* format = add_format(look, number_format);
        format_set_bg_color(format, input_yellow);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, line_grey);
        format_set_align(format, LXW_ALIGN_RIGHT);
    }
    add_format(Look::money, "#,##0;-#,##0");
    add_format(Look::share, "0.0%");
    add_format(Look::number, "#,##0.000");
    add_format(Look::decimal, "#,##0.00");
    add_format(Look::whole, "0");
}

lxw_format* Workbook::number_format(const std::string& code)
{
    auto& format = number_formats_[code];
    if (format == nullptr) {
        format = workbook_add_format(workbook_);
        format_set_font_name(format, "Calibri");
        format_set_num_format(format, code.c_str());
    }
    return format;
}

void Workbook::describe(std::string title, std::string program)
{
    constexpr time_t fixed_time = 946'684'800; // the start of 2000; without one the library takes the clock's
    auto shown = label_text(title);
    lxw_doc_properties properties{};
    properties.title = shown.data();
    properties.author = program.data();
    properties.created = fixed_time;
    require(workbook_set_properties(workbook_, &properties));
}

Sheet Workbook::add_sheet(const std::string& name)
{
    auto* sheet = workbook_add_worksheet(workbook_, name.c_str());
    if (sheet == nullptr) {
        throw std::logic_error(fmt::format("workbook: there can be no sheet {}", name));
    }
    return {sheet, formats_};
}

lxw_chart* Workbook::add_chart(lxw_chart_type type)
{
    return workbook_add_chart(workbook_, static_cast<std::uint8_t>(type));
}

void Workbook::close()
{
    errno = 0;
    const auto error = workbook_close(std::exchange(workbook_, nullptr));
    if (error != LXW_NO_ERROR) {
        const auto reason = errno != 0 ? std::generic_category().message(errno) : std::string(lxw_strerror(error));
        throw ResultFileError(
            fmt::format("cannot write {}: {}; check the free space of the disk and export again", final_name_, reason));
    }
    require_whole(file_, final_name_);
}

} // namespace kamsim::workbook
