#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/report/document.hpp"
#include "report/workbook.hpp"

namespace kamsim::workbook {

/// What the properties of the workbook of a report begin with.
inline constexpr std::string_view report_author = "kamsim report";

/// A figure and the name of its sheet.
struct PlacedFigure {
    const Figure* figure;
    const Section* section;
    std::string sheet;
};

inline constexpr const char* contents_sheet_name = "Contents";
inline constexpr const char* text_sheet_name = "Text";

/// One sheet for each figure, named by its number.
[[nodiscard]] std::vector<PlacedFigure> placed_figures(const Report& report);

void write_contents(const Report& report, const std::vector<PlacedFigure>& figures, Workbook& book, Sheet sheet);
/// Everything that the report says outside of its figures.
void write_texts(const Report& report, Workbook& book, Sheet sheet);
void write_figure(const Report& report, const PlacedFigure& placed, Workbook& book, Sheet sheet);

/// One table as it stands in the sheet: all variants of a figure whose tables have the same columns are one, with a
/// column more that names the option. Numbers are over the column's scale.
struct StackedTable {
    std::string title;
    std::vector<ReportColumn> columns;
    std::vector<std::vector<TableCell>> rows;
    lxw_row_t chosen_first = 0; ///< of rows: those of the variant that is chosen
    lxw_row_t chosen_end = 0;
    lxw_col_t shift = 0; ///< 1 where the first column names the option
};

[[nodiscard]] std::vector<StackedTable> stacked_tables(const Report& report, const Figure& figure);

/// A native chart of the chosen variant, where its kind of drawing has one: bars, lines, fans, Pareto curves.
/// @param first_row of the rows of the table in the sheet
/// @param corner column of the chart
void add_chart(const Report& report, const PlacedFigure& placed, const StackedTable& table, lxw_row_t first_row,
               lxw_col_t corner, Workbook& book, Sheet& sheet);

} // namespace kamsim::workbook
