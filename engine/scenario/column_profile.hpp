#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenario/csv_table.hpp"

namespace kamsim {

/// What the values of one column look like.
struct ColumnProfile {
    std::size_t filled = 0;
    std::size_t different = 0;
    std::size_t dates = 0;
    std::size_t flags = 0;
    std::size_t percentages = 0;
    std::vector<double> numbers;        ///< sorted
    std::vector<std::string> strangers; ///< texts without digits in a column of numbers, each once
    std::size_t stranger_rows = 0;
    std::vector<std::string> currencies;  ///< beside numbers, each once
    std::vector<std::string> first_texts; ///< the first few different ones

    /// Most values are numbers; the others may be mistakes.
    [[nodiscard]] bool is_mostly_numeric() const { return 2 * numbers.size() > filled; }
    /// All are, but for texts that may stand for nothing.
    [[nodiscard]] bool is_numeric() const { return is_mostly_numeric() && numbers.size() + stranger_rows == filled; }
    [[nodiscard]] bool is_unique(std::size_t rows) const { return filled == rows && different == rows; }
    [[nodiscard]] double least() const { return numbers.empty() ? 0.0 : numbers.front(); }
    [[nodiscard]] double median() const { return numbers.empty() ? 0.0 : numbers[numbers.size() / 2]; }
    [[nodiscard]] double greatest() const { return numbers.empty() ? 0.0 : numbers.back(); }
};

/// @param mark point or comma
[[nodiscard]] ColumnProfile profile_of(const CsvTable& csv, std::size_t column, DecimalMark mark);

} // namespace kamsim
