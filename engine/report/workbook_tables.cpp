#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "kamsim/report/export.hpp"
#include "report/text_layout.hpp"
#include "report/workbook_sheets.hpp"

namespace kamsim::workbook {

namespace {

constexpr double narrowest = 10.0;
constexpr double widest = 44.0;
constexpr double room_for_filter = 4.0;
constexpr std::size_t columns_of_a_page = 14; ///< more would be too small to read in print

struct WriteCell {
    Sheet& sheet;
    lxw_row_t row;
    lxw_col_t column;
    Look look;

    void operator()(std::monostate) const {}
    void operator()(double number) const { sheet.number(row, column, number, look); }
    void operator()(std::int64_t number) const { sheet.number(row, column, static_cast<double>(number), Look::whole); }
    void operator()(bool is_true) const { sheet.truth(row, column, is_true); }
    void operator()(const std::string& text) const { sheet.text(row, column, text, Look::table_text); }
};

/// Wide enough for its texts and, over two lines, for its heading.
class Widths {
public:
    explicit Widths(const std::vector<std::string>& headings)
    {
        for (const auto& heading : headings) {
            widths_.push_back(std::max(narrowest, room_for_filter + 0.6 * static_cast<double>(heading.size())));
        }
    }
    void take(std::size_t column, const TableCell& cell)
    {
        if (const auto* text = std::get_if<std::string>(&cell)) {
            widths_[column] = std::max(widths_[column], 2.0 + static_cast<double>(display_width(*text)));
        }
    }
    void apply(Sheet& sheet) const
    {
        for (std::size_t column = 0; column < widths_.size(); ++column) {
            const auto place = static_cast<lxw_col_t>(column);
            sheet.width(place, place, std::min(widths_[column], widest));
        }
    }

private:
    std::vector<double> widths_;
};

/// An Excel table: header, filter, stripes.
void add_table(const PlacedTable& placed, std::vector<std::string>& headings, const Workbook& book, Sheet& sheet)
{
    std::vector<lxw_table_column> columns(headings.size());
    std::vector<lxw_table_column*> pointers;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        columns[i].header = headings[i].data();
        const auto type = placed.table->columns[i].type;
        const bool is_number = type == ColumnType::number || type == ColumnType::whole_number;
        columns[i].header_format = book.format(is_number ? Look::number_heading : Look::column_heading);
        pointers.push_back(&columns[i]);
    }
    pointers.push_back(nullptr);
    auto name = placed.table->name;
    lxw_table_options options{};
    options.name = name.data();
    options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
    options.style_type_number = 1;
    options.columns = pointers.data();
    require(worksheet_add_table(sheet.raw(), 0, 0, static_cast<lxw_row_t>(placed.rows),
                                static_cast<lxw_col_t>(headings.size() - 1), &options));
}

} // namespace

TablePlan plan_tables(const TableSource& source)
{
    TablePlan plan;
    for (const auto& table : result_tables()) {
        std::int64_t rows = 0;
        table.visit(source, [&rows](std::span<const TableCell>) { ++rows; });
        auto& list = rows == 0 ? plan.empty : rows > workbook_rows ? plan.too_long : plan.placed;
        list.push_back({&table, rows});
    }
    return plan;
}

lxw_col_t column_of(const ResultTable& table, std::string_view name)
{
    const auto& columns = table.columns;
    const auto found =
        std::find_if(columns.begin(), columns.end(), [name](const TableColumn& column) { return column.name == name; });
    if (found == columns.end()) {
        throw std::out_of_range("column_of: the table " + table.name + " has no such column");
    }
    return static_cast<lxw_col_t>(std::distance(columns.begin(), found));
}

void write_table(const PlacedTable& placed, const TableSource& source, const Workbook& book, Sheet sheet)
{
    constexpr double heading_height = 32.0;
    const auto& columns = placed.table->columns;
    std::vector<std::string> headings;
    std::transform(columns.begin(), columns.end(), std::back_inserter(headings), [&](const TableColumn& column) {
        return label_text(column_heading(column, source.stored.scenario.experiment.currency));
    });
    Widths widths(headings);
    lxw_row_t row = 0;
    placed.table->visit(source, [&](std::span<const TableCell> cells) {
        ++row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            std::visit(WriteCell{sheet, row, static_cast<lxw_col_t>(i), look_of(columns[i].unit)}, cells[i]);
            widths.take(i, cells[i]);
        }
    });
    add_table(placed, headings, book, sheet);
    widths.apply(sheet);
    require(worksheet_set_row(sheet.raw(), 0, heading_height, nullptr));
    worksheet_freeze_panes(sheet.raw(), 1, 1);
    worksheet_set_landscape(sheet.raw());
    if (columns.size() <= columns_of_a_page) {
        worksheet_fit_to_pages(sheet.raw(), 1, 0);
    }
    require(worksheet_repeat_rows(sheet.raw(), 0, 0));
}

} // namespace kamsim::workbook
