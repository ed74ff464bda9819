#include "kamsim/report/result_tables.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "report/table_columns.hpp"

namespace kamsim {

namespace {

std::vector<ResultTable> all_tables()
{
    std::vector<ResultTable> all;
    for (auto part : {tables::answer_tables, tables::measure_tables, tables::difference_tables, tables::account_tables,
                      tables::input_tables, tables::future_tables}) {
        auto some = part();
        std::move(some.begin(), some.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace

TableSource::TableSource(const StoredResult& result)
    : stored(result), comparison(compare(result.scenario.experiment, result.outcome))
{
    // The run may have searched further than its outcome shows, for example for the size at which a programme pays.
    comparison.verdict.sentence = result.verdict;
    for (int alternative = 0; alternative < result.outcome.alternatives; ++alternative) {
        bridges.push_back(
            bridge_between(result.scenario.experiment, result.outcome, result.outcome.baseline, alternative));
    }
    for (const auto& pair : alternative_pairs(result.outcome.alternatives, result.outcome.baseline)) {
        total_differences.push_back(total_difference(result.outcome, pair.alternative, pair.against));
    }
}

const std::vector<ResultTable>& result_tables()
{
    static const auto all = all_tables();
    return all;
}

const ResultTable& result_table(std::string_view name)
{
    const auto& all = result_tables();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const ResultTable& table) { return table.name == name; });
    if (found == all.end()) {
        throw std::out_of_range(fmt::format("result_table: there is no table {}", name));
    }
    return *found;
}

std::string column_heading(const TableColumn& column, const std::string& currency)
{
    return column.unit == Unit::dimensionless ? column.name
                                              : fmt::format("{} [{}]", column.name, unit_text(column.unit, currency));
}

std::string_view name(ColumnType type)
{
    switch (type) {
    case ColumnType::number: return "number";
    case ColumnType::whole_number: return "whole number";
    case ColumnType::truth: return "true or false";
    case ColumnType::text: return "text";
    }
    return "";
}

} // namespace kamsim
