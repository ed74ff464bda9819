#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/decision/bridge.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/parameter.hpp"
#include "kamsim/results/result_reader.hpp"

namespace kamsim {

/// What every cell of a column holds, unless it is missing.
enum class ColumnType : std::uint8_t { number, whole_number, truth, text };

/// Missing (also where a number is not defined), or of the column's type.
using TableCell = std::variant<std::monostate, double, std::int64_t, bool, std::string>;

struct TableColumn {
    std::string name; ///< snake_case; keeps its meaning in later versions
    ColumnType type{};
    Unit unit{}; ///< dimensionless where there is none, or where a column `unit` stands beside it
    std::string meaning;
};

/// What the tables of a result are made of, calculated once for all of them.
struct TableSource {
    /// @param result must outlive this object
    /// @throws std::invalid_argument where the outcome is not one of its experiment
    explicit TableSource(const StoredResult& result);

    const StoredResult& stored;
    Comparison comparison;                         ///< with the verdict as it was told
    std::vector<Bridge> bridges;                   ///< from the baseline to each alternative
    std::vector<DifferencePart> total_differences; ///< of the pairs (alternative_pairs)
};

/// Takes the cells of one row, one for each column; they live until it returns.
using RowSink = std::function<void(std::span<const TableCell>)>;

/// A tidy table: one observation a row. Every export holds the same tables.
struct ResultTable {
    std::string name;
    std::string meaning;
    std::vector<TableColumn> columns;
    std::function<void(const TableSource&, const RowSink&)> visit; ///< row by row, in a fixed order
};

/// The catalogue of tables, the answer first and the long ones last. A table may be empty, as `world_inputs` is where
/// nothing is uncertain.
[[nodiscard]] const std::vector<ResultTable>& result_tables();

/// @throws std::out_of_range where there is no such table
[[nodiscard]] const ResultTable& result_table(std::string_view name);

/// Name of a column with its unit, as it heads the column in CSV files and workbooks: "value_mean [kEUR]".
[[nodiscard]] std::string column_heading(const TableColumn& column, const std::string& currency);

[[nodiscard]] std::string_view name(ColumnType type);

} // namespace kamsim
