#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/account.hpp"
#include "kamsim/model/account_columns.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// One row of the accounts as the file has it, before defaults. Numbers are in our units already.
struct RawAccount {
    Account account; ///< texts, status, flags, stakeholders and cells by name
    std::array<std::optional<double>, number_column_count> numbers{};
    std::optional<double> renewal_date;   ///< years from the first day, where the file gives a date; may be past
    std::optional<double> contract_start; ///< likewise
    std::string manager;                  ///< name of today's manager
    SourcePosition position;
    SourcePosition stakeholder_position; ///< of the first one

    [[nodiscard]] std::optional<double>& number(NumberColumn column)
    {
        return numbers[static_cast<std::size_t>(column)];
    }
    [[nodiscard]] const std::optional<double>& number(NumberColumn column) const
    {
        return numbers[static_cast<std::size_t>(column)];
    }
};

/// What stands where rows are silent.
struct ColumnDefaults {
    std::array<bool, number_column_count> given{}; ///< which columns the file or a constant provides at all
    std::array<std::optional<double>, number_column_count> stated{}; ///< by the scenario; they go before ours
};

/// Turns rows into accounts: applies the defaults of missing numbers and says so in the assumptions, takes the initial
/// relationship from the stakeholder map where there is one and the file gives none (eq. 57), and contracts from dates.
[[nodiscard]] std::vector<Account> resolve_accounts(std::vector<RawAccount> rows, const ColumnDefaults& defaults,
                                                    int periods_per_year, Reading& reading);

} // namespace kamsim
