#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "report/report_workbook.hpp"
#include "report/text_layout.hpp"

namespace kamsim::workbook {

namespace {

constexpr double narrowest = 10.0;
constexpr double widest = 44.0;
constexpr double room_for_filter = 4.0;
constexpr double heading_height = 32.0;
constexpr int text_width = 110; ///< characters of a line of text over the columns of a sheet
constexpr lxw_col_t least_text_columns = 8;

bool is_number(const ReportColumn& column)
{
    return column.type == ColumnType::number || column.type == ColumnType::whole_number;
}

bool have_same_columns(const ReportTable& one, const ReportTable& other)
{
    return std::equal(one.columns.begin(), one.columns.end(), other.columns.begin(), other.columns.end(),
                      [](const ReportColumn& a, const ReportColumn& b) {
                          return a.id == b.id && a.type == b.type && a.label == b.label
                                 && (a.unit == "%") == (b.unit == "%");
                      });
}

/// A number as people read it: over the scale of its column; a share stays one, its format makes it per cent.
double shown(const ReportColumn& column, double value)
{
    return column.unit == "%" ? value : value / column.scale;
}

std::string number_format(const ReportColumn& column)
{
    const std::string zeros(static_cast<std::size_t>(std::max(0, column.decimals)), '0');
    const auto decimals = zeros.empty() ? "" : "." + zeros;
    return column.unit == "%" ? "0" + decimals + "%" : "#,##0" + decimals;
}

/// Headings of a table must be there and differ, whatever the case of their letters.
std::vector<std::string> headings_of(const StackedTable& table)
{
    std::vector<std::string> headings;
    std::set<std::string> taken;
    for (const auto& column : table.columns) {
        const auto name = label_text(heading(column).empty() ? column.id : heading(column));
        auto candidate = name;
        const auto key = [](std::string text) {
            std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
                return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
            });
            return text;
        };
        for (int count = 2; !taken.insert(key(candidate)).second; ++count) {
            candidate = fmt::format("{} ({})", name, count);
        }
        headings.push_back(candidate);
    }
    return headings;
}

/// Writes the parts of a figure one below the other.
class FigureSheet {
public:
    FigureSheet(const Report& report, const PlacedFigure& placed, Workbook& book, Sheet& sheet)
        : report_(report), placed_(placed), book_(book), sheet_(sheet), figure_(*placed.figure),
          choice_(find_choice(report, placed.figure->choice)), tables_(stacked_tables(report, *placed.figure))
    {
        for (const auto& table : tables_) {
            last_column_ = std::max(last_column_, static_cast<lxw_col_t>(table.columns.size() - 1));
        }
        widths_.assign(static_cast<std::size_t>(last_column_) + 1, narrowest);
    }

    void write()
    {
        sheet_.text(row_++, 0, fmt::format("{} {}", figure_.number, figure_.title), Look::title);
        sheet_.link(row_++, 0, contents_sheet_name, contents_sheet_name, book_);
        if (!figure_.description.empty()) {
            paragraph(figure_.description, Look::explanation);
        }
        takeaways(true);
        bool has_chart = false;
        for (const auto& table : tables_) {
            ++row_;
            put(table);
            if (!has_chart && !table.rows.empty()) {
                add_chart(report_, placed_, table, heading_row_ + 1, static_cast<lxw_col_t>(last_column_ + 2), book_,
                          sheet_);
                has_chart = true;
            }
        }
        ++row_;
        notes();
        takeaways(false);
        for (std::size_t column = 0; column < widths_.size(); ++column) {
            const auto place = static_cast<lxw_col_t>(column);
            sheet_.width(place, place, std::min(widths_[column], widest));
        }
    }

private:
    [[nodiscard]] bool is_chosen(const FigureVariant& variant) const
    {
        return choice_ == nullptr || variant.option == choice_->chosen;
    }

    void paragraph(const std::string& text, Look look)
    {
        sheet_.paragraph(row_++, last_column_, text, look, text_width);
    }

    /// Those of the chosen variant stand above the table, those of others below it.
    void takeaways(bool chosen)
    {
        for (const auto& variant : figure_.variants) {
            if (is_chosen(variant) != chosen) {
                continue;
            }
            for (const auto& sentence : variant.takeaway) {
                const auto option = choice_ == nullptr ? "" : choice_->options[variant.option] + ": ";
                paragraph(option + sentence.text, Look::paragraph);
            }
        }
    }

    /// Once each: most are the same for all variants.
    void notes()
    {
        std::set<std::string> told;
        for (const auto& variant : figure_.variants) {
            for (const auto& sentence : variant.notes) {
                if (told.insert(sentence.text).second) {
                    paragraph(sentence.text, Look::explanation);
                }
            }
        }
    }

    void put(const StackedTable& table)
    {
        if (tables_.size() > 1) {
            sheet_.text(row_++, 0, table.title, Look::heading);
        }
        if (table.rows.empty()) {
            sheet_.text(row_++, 0, "no rows", Look::explanation);
            return;
        }
        heading_row_ = row_;
        std::vector<lxw_format*> formats;
        for (const auto& column : table.columns) {
            formats.push_back(is_number(column) ? book_.number_format(number_format(column))
                                                : book_.format(Look::table_text));
        }
        for (const auto& cells : table.rows) {
            ++row_;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                put(table.columns[i], cells[i], static_cast<lxw_col_t>(i), formats[i]);
            }
        }
        frame(table);
        ++row_;
    }

    void put(const ReportColumn& column, const TableCell& cell, lxw_col_t place, lxw_format* format)
    {
        if (const auto* text = std::get_if<std::string>(&cell)) {
            sheet_.text(row_, place, label_text(*text), Look::table_text); // charts repeat it
            widths_[place] = std::max(widths_[place], 2.0 + static_cast<double>(display_width(*text)));
        } else if (const auto* truth = std::get_if<bool>(&cell)) {
            sheet_.text(row_, place, *truth ? "yes" : "no", Look::table_text);
        } else if (const auto* number = std::get_if<double>(&cell)) {
            if (std::isinf(*number)) {
                sheet_.text(row_, place, kamsim::cell_text(column, cell, report_.style), Look::beside_numbers);
            } else {
                sheet_.number(row_, place, shown(column, *number), format);
            }
        } else if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
            sheet_.number(row_, place, shown(column, static_cast<double>(*whole)), format);
        }
    }

    /// Header, filter and stripes around the rows that end in the current one.
    void frame(const StackedTable& table)
    {
        auto headings = headings_of(table);
        std::vector<lxw_table_column> columns(headings.size());
        std::vector<lxw_table_column*> pointers;
        for (std::size_t i = 0; i < headings.size(); ++i) {
            columns[i].header = headings[i].data();
            columns[i].header_format =
                book_.format(is_number(table.columns[i]) ? Look::number_heading : Look::column_heading);
            widths_[i] = std::max(widths_[i], room_for_filter + 0.6 * static_cast<double>(display_width(headings[i])));
            pointers.push_back(&columns[i]);
        }
        pointers.push_back(nullptr);
        auto name = fmt::format("figure_{}_{}", figure_.number, ++count_);
        std::replace(name.begin(), name.end(), '.', '_');
        lxw_table_options options{};
        options.name = name.data();
        options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
        options.style_type_number = 1;
        options.columns = pointers.data();
        require(worksheet_add_table(sheet_.raw(), heading_row_, 0, row_, static_cast<lxw_col_t>(headings.size() - 1),
                                    &options));
        require(worksheet_set_row(sheet_.raw(), heading_row_, heading_height, nullptr));
    }

    const Report& report_;
    const PlacedFigure& placed_;
    Workbook& book_;
    Sheet& sheet_;
    const Figure& figure_;
    const Choice* choice_;
    std::vector<StackedTable> tables_;
    std::vector<double> widths_;
    lxw_col_t last_column_ = least_text_columns;
    lxw_row_t row_ = 0;
    lxw_row_t heading_row_ = 0;
    int count_ = 0;
};

StackedTable begin_table(const Choice* choice, const ReportTable& table)
{
    StackedTable stacked;
    stacked.title = table.title;
    if (choice != nullptr) {
        stacked.columns.push_back(text_column("option", choice->label));
        stacked.shift = 1;
    }
    stacked.columns.insert(stacked.columns.end(), table.columns.begin(), table.columns.end());
    return stacked;
}

void append(const Choice* choice, const FigureVariant& variant, const ReportTable& table, StackedTable& stacked)
{
    const auto first = static_cast<lxw_row_t>(stacked.rows.size());
    for (const auto& row : table.rows) {
        std::vector<TableCell> cells;
        if (choice != nullptr) {
            cells.emplace_back(choice->options[variant.option]);
        }
        cells.insert(cells.end(), row.begin(), row.end());
        stacked.rows.push_back(std::move(cells));
    }
    if (choice == nullptr || variant.option == choice->chosen) {
        stacked.chosen_first = first;
        stacked.chosen_end = static_cast<lxw_row_t>(stacked.rows.size());
    }
}

} // namespace

std::vector<StackedTable> stacked_tables(const Report& report, const Figure& figure)
{
    const auto* choice = find_choice(report, figure.choice);
    std::vector<StackedTable> stacked;
    std::vector<const ReportTable*> models; // [stacked]: whose columns it has
    for (const auto& variant : figure.variants) {
        for (const auto& table : variant.tables) {
            const auto model = std::find_if(models.begin(), models.end(), [&](const ReportTable* one) {
                return one->id == table.id && have_same_columns(*one, table);
            });
            const auto place = static_cast<std::size_t>(model - models.begin());
            if (model == models.end()) {
                models.push_back(&table);
                stacked.push_back(begin_table(choice, table));
            }
            append(choice, variant, table, stacked[place]);
        }
    }
    return stacked;
}

void write_figure(const Report& report, const PlacedFigure& placed, Workbook& book, Sheet sheet)
{
    worksheet_gridlines(sheet.raw(), LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(sheet.raw());
    worksheet_fit_to_pages(sheet.raw(), 1, 0);
    FigureSheet(report, placed, book, sheet).write();
}

} // namespace kamsim::workbook
