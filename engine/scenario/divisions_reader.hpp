#pragma once

#include <vector>

#include "scenario/raw_account.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Columns of the file of divisions.
[[nodiscard]] std::vector<std::string> known_division_columns();

/// Reads which offer stands how in which division of which account. Where the accounts file gives no cells, or no live
/// cells, they are counted from here. Leads are listed among the assumptions.
void read_divisions(const MappedCsv& columns, std::vector<RawAccount>& accounts, Reading& reading);

} // namespace kamsim
