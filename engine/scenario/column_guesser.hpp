#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/account_columns.hpp"
#include "kamsim/scenario/import_guess.hpp"
#include "scenario/column_profile.hpp"
#include "scenario/header_words.hpp"

namespace kamsim {

/// One column of a file, and all that is known about it.
struct SourceColumn {
    std::string name;
    std::vector<std::string> words;
    std::vector<ColumnMeaning> meanings;
    ColumnProfile profile;
};

/// @return nullptr for columns of texts and flags
[[nodiscard]] const NumberColumnDeclaration* number_column(std::string_view ours);

/// Finds a column of the file for each of ours.
class ColumnGuesser {
public:
    explicit ColumnGuesser(const CsvTable& csv) : rows_(csv.rows()) {}

    void add(SourceColumn column) { columns_.push_back(std::move(column)); }
    void guess(ImportGuess& result);
    [[nodiscard]] const std::vector<SourceColumn>& columns() const { return columns_; }

private:
    [[nodiscard]] bool values_suit(std::string_view ours, const SourceColumn& column) const;
    [[nodiscard]] const SourceColumn* best_for(std::string_view ours, std::string_view& words) const;
    void take(std::string_view ours, const SourceColumn& column, std::string why, Confidence confidence,
              ImportGuess& result);
    void guess_id(ImportGuess& result);
    void guess_revenue(ImportGuess& result);

    std::size_t rows_;
    std::vector<SourceColumn> columns_;
    std::vector<const SourceColumn*> taken_;
};

} // namespace kamsim
