#pragma once

#include <string>
#include <vector>

#include "scenario/accounts_format.hpp"
#include "scenario/raw_account.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// All columns that an accounts file may have.
[[nodiscard]] std::vector<std::string> known_account_columns();

/// Reads the rows of an accounts file and decides before what its marks and dates mean; adds to `reading` how the file
/// was read. Ids are checked to differ.
[[nodiscard]] std::vector<RawAccount> read_account_rows(MappedCsv& columns, const AccountsFormat& format,
                                                        Reading& reading);

/// The numbers that [portfolio.defaults] states, and which columns are given at all.
[[nodiscard]] ColumnDefaults column_defaults(const MappedCsv& columns, Diagnostics& diagnostics);

} // namespace kamsim
