#pragma once

#include <vector>

#include "scenario/csv_table.hpp"
#include "scenario/raw_account.hpp"

namespace kamsim {

/// What no row shows by itself: ids must differ, and so must the numbers that stand for ids and segments in the luck
/// (docs/model.md, section 7); there must be accounts, and not too many.
void check_together(const CsvTable& csv, const std::vector<RawAccount>& rows, Diagnostics& diagnostics);

} // namespace kamsim
