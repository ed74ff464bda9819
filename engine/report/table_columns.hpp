#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "kamsim/report/result_tables.hpp"

namespace kamsim::tables {

/// A column together with where its cells come from, so that a catalogue cannot promise what a row does not hold.
/// @tparam Row one observation of the table
template <class Row>
struct Column {
    TableColumn declaration;
    std::function<TableCell(const Row&)> cell;
};

/// What is not a number is missing; infinity is a value.
template <class Row>
[[nodiscard]] Column<Row> number(std::string name, Unit unit, std::string meaning,
                                 std::function<double(const Row&)> value)
{
    return {{std::move(name), ColumnType::number, unit, std::move(meaning)},
            [value = std::move(value)](const Row& row) {
                const double found = value(row);
                return std::isnan(found) ? TableCell() : TableCell(found);
            }};
}

template <class Row>
[[nodiscard]] Column<Row> whole(std::string name, Unit unit, std::string meaning,
                                std::function<std::int64_t(const Row&)> value)
{
    return {{std::move(name), ColumnType::whole_number, unit, std::move(meaning)},
            [value = std::move(value)](const Row& row) { return TableCell(value(row)); }};
}

template <class Row>
[[nodiscard]] Column<Row> truth(std::string name, std::string meaning, std::function<bool(const Row&)> value)
{
    return {{std::move(name), ColumnType::truth, Unit::dimensionless, std::move(meaning)},
            [value = std::move(value)](const Row& row) { return TableCell(value(row)); }};
}

/// An empty text is missing.
template <class Row>
[[nodiscard]] Column<Row> text(std::string name, std::string meaning, std::function<std::string(const Row&)> value)
{
    return {{std::move(name), ColumnType::text, Unit::dimensionless, std::move(meaning)},
            [value = std::move(value)](const Row& row) {
                auto found = value(row);
                return found.empty() ? TableCell() : TableCell(std::move(found));
            }};
}

/// @param rows hands every observation to what it is given
template <class Row>
[[nodiscard]] ResultTable table(std::string name, std::string meaning, std::vector<Column<Row>> columns,
                                void (*rows)(const TableSource&, const std::function<void(const Row&)>&))
{
    ResultTable made{std::move(name), std::move(meaning), {}, {}};
    for (const auto& column : columns) {
        made.columns.push_back(column.declaration);
    }
    made.visit = [columns = std::move(columns), rows](const TableSource& source, const RowSink& sink) {
        std::vector<TableCell> cells(columns.size());
        rows(source, [&](const Row& row) {
            for (std::size_t i = 0; i < columns.size(); ++i) {
                cells[i] = columns[i].cell(row);
            }
            sink(cells);
        });
    };
    return made;
}

// The tables by subject, in the order of the catalogue.

[[nodiscard]] std::vector<ResultTable> answer_tables();
[[nodiscard]] std::vector<ResultTable> measure_tables();
[[nodiscard]] std::vector<ResultTable> difference_tables();
[[nodiscard]] std::vector<ResultTable> account_tables();
[[nodiscard]] std::vector<ResultTable> input_tables();
[[nodiscard]] std::vector<ResultTable> future_tables();

} // namespace kamsim::tables
