#pragma once

#include <optional>
#include <string>

#include "scenario/accounts_format.hpp"

namespace kamsim {

/// Brings the money of an accounts file into thousands of the scenario's currency, and sees to it that money of
/// different currencies is never taken for the same.
class AccountMoney {
public:
    AccountMoney(const MappedCsv& columns, const AccountsFormat& format, Diagnostics& diagnostics)
        : columns_(&columns), format_(&format), diagnostics_(&diagnostics)
    {}

    /// @param has_unit the column has a unit of its own, which then was applied already in place of the scale
    /// @return empty, with an error, where the currency of the row has no rate
    [[nodiscard]] std::optional<double> converted(std::size_t row, const Cell& cell, const WrittenNumber& written,
                                                  bool has_unit);

private:
    /// Code of a cell's money: by the column of currencies, else by what stands beside the number; empty for neither.
    [[nodiscard]] std::string code_of(std::size_t row, const WrittenNumber& written) const;
    /// Without rates the whole file is in one currency.
    void require_one_currency(const Cell& cell, const std::string& code);

    const MappedCsv* columns_;
    const AccountsFormat* format_;
    Diagnostics* diagnostics_;
    std::optional<Cell> first_; ///< the first cell that names a currency
    std::string first_code_;
};

} // namespace kamsim
