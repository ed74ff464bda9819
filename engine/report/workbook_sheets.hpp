#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kamsim/report/result_tables.hpp"
#include "report/workbook.hpp"

namespace kamsim::workbook {

/// A table that has a sheet of its own name, its header in row 0.
struct PlacedTable {
    const ResultTable* table;
    std::int64_t rows;
};

/// Which tables the workbook holds.
struct TablePlan {
    std::vector<PlacedTable> placed;
    std::vector<PlacedTable> too_long; ///< left out for it
    std::vector<PlacedTable> empty;    ///< likewise
};

[[nodiscard]] TablePlan plan_tables(const TableSource& source);

/// Column of a table by its name, in its sheet.
/// @throws std::out_of_range where it has none
[[nodiscard]] lxw_col_t column_of(const ResultTable& table, std::string_view name);

/// One name and meaning for each sheet that is no table, in their order.
struct SheetDeclaration {
    const char* name;
    const char* meaning;
};
inline constexpr SheetDeclaration answer_sheet{"Answer", "the verdict, the designs side by side, where it comes from"};
inline constexpr SheetDeclaration charts_sheet{"Charts", "value, bridge, revenue over the years, Pareto curve"};
inline constexpr SheetDeclaration scoring_sheet{"Scoring", "score and rank of the accounts by weights that you set"};
inline constexpr SheetDeclaration tiers_sheet{"ABC tiers", "tiers of the customers by cut-offs that you set"};
inline constexpr SheetDeclaration notes_sheet{"Notes", "how to read the numbers, and what is left out"};

void write_answer(const TableSource& source, const TablePlan& plan, Sheet sheet);
void write_notes(const TableSource& source, const TablePlan& plan, Sheet sheet);
void write_charts(const TableSource& source, Workbook& book, Sheet sheet);
void write_scoring(const std::vector<Account>& accounts, const std::string& currency, Sheet sheet);
void write_tiers(const std::vector<Account>& accounts, const std::string& currency, Sheet sheet);
void write_table(const PlacedTable& placed, const TableSource& source, const Workbook& book, Sheet sheet);

} // namespace kamsim::workbook
