#pragma once

#include <vector>

#include "kamsim/scenario/import_report.hpp"
#include "scenario/accounts_format.hpp"
#include "scenario/raw_account.hpp"

namespace kamsim {

/// How an accounts file was read: its dialect, and for each column that was used what it holds, in our units.
[[nodiscard]] ImportedFile imported_file(const MappedCsv& columns, const AccountsFormat& format,
                                         const std::vector<RawAccount>& rows);

} // namespace kamsim
