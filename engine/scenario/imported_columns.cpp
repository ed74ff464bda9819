#include "scenario/imported_columns.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "kamsim/scenario/policy_names.hpp"

namespace kamsim {

namespace {

void take_spread(std::vector<double> numbers, ImportedColumn& column)
{
    if (numbers.empty()) {
        return;
    }
    std::sort(numbers.begin(), numbers.end());
    const std::size_t middle = numbers.size() / 2;
    column.least = numbers.front();
    column.greatest = numbers.back();
    column.median = numbers.size() % 2 == 1 ? numbers[middle] : 0.5 * (numbers[middle - 1] + numbers[middle]);
}

std::string unit_of(const NumberColumnDeclaration& declared, const AccountsFormat& format)
{
    if (const GivenUnit* unit = format.unit_of(declared.name)) {
        return std::string(unit->name);
    }
    if (declared.unit == ColumnUnit::money && format.scale != 1.0) {
        return fmt::format("thousands / {:.6g}", 1.0 / format.scale);
    }
    return declared.unit == ColumnUnit::count ? "count" : unit_names(declared.unit).front();
}

/// Filled fields and how many different texts are among them.
void take_texts(const MappedCsv& columns, ImportedColumn& column)
{
    std::set<std::string> different;
    for (std::size_t row = 0; row < columns.csv().rows(); ++row) {
        if (const std::optional<Cell> cell = columns.cell(row, column.ours)) {
            ++column.filled;
            different.insert(std::string(cell->text));
        }
    }
    column.remark = fmt::format("{} different", different.size());
}

void take_numbers(const NumberColumnDeclaration& declared, const AccountsFormat& format,
                  const std::vector<RawAccount>& rows, ImportedColumn& column)
{
    std::vector<double> numbers;
    std::size_t dates = 0;
    std::size_t past = 0;
    for (const RawAccount& row : rows) {
        const bool is_date = declared.column == NumberColumn::next_renewal && row.renewal_date;
        const std::optional<double> number = is_date ? row.renewal_date : row.number(declared.column);
        if (number) {
            numbers.push_back(*number);
        }
        dates += is_date ? 1U : 0U;
        past += is_date && *number < 0.0 ? 1U : 0U;
    }
    column.filled = numbers.size();
    column.unit = dates > 0 ? "dates" : unit_of(declared, format);
    if (past > 0) {
        column.remark = fmt::format("{} past", past);
    }
    take_spread(std::move(numbers), column);
}

} // namespace

ImportedFile imported_file(const MappedCsv& columns, const AccountsFormat& format, const std::vector<RawAccount>& rows)
{
    ImportedFile file;
    const CsvDialect& dialect = columns.csv().dialect();
    file.name = columns.csv().file();
    file.encoding = name_in(text_encoding_names, dialect.encoding);
    file.delimiter = delimiter_name(dialect.delimiter.value_or(','));
    file.decimal_mark = name_in(decimal_mark_names, dialect.decimal_mark);
    file.rows = rows.size();
    file.unused = columns.ignored();
    for (const std::string& ours : columns.known()) {
        if (!columns.is_given(ours)) {
            continue;
        }
        ImportedColumn column;
        column.ours = ours;
        column.theirs = columns.is_constant(ours) ? std::string() : std::string(columns.name_in_file(ours));
        const auto declared = std::find_if(number_columns.begin(), number_columns.end(),
                                           [&](const NumberColumnDeclaration& entry) { return entry.name == ours; });
        if (declared != number_columns.end()) {
            take_numbers(*declared, format, rows, column);
        } else {
            take_texts(columns, column);
        }
        file.columns.push_back(column);
    }
    return file;
}

} // namespace kamsim
