#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "kamsim/model/account.hpp"
#include "kamsim/model/account_columns.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// One row of the accounts as the file has it, before defaults. Money is scaled already.
struct RawAccount {
    Account account; ///< texts, status, flags and stakeholders
    std::array<std::optional<double>, number_column_count> numbers{};
    SourcePosition position;
    SourcePosition stakeholder_position; ///< of the first one

    [[nodiscard]] std::optional<double>& number(NumberColumn column)
    {
        return numbers[static_cast<std::size_t>(column)];
    }
};

/// Turns rows into accounts: applies the defaults of missing numbers and says so in the assumptions, and takes the
/// initial relationship from the stakeholder map where there is one and the file gives none (eq. 57).
/// @param given which columns the file or a constant provides at all
[[nodiscard]] std::vector<Account> resolve_accounts(std::vector<RawAccount> rows,
                                                    const std::array<bool, number_column_count>& given,
                                                    int periods_per_year, Reading& reading);

} // namespace kamsim
