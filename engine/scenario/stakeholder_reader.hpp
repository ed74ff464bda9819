#pragma once

#include <vector>

#include "scenario/csv_table.hpp"
#include "scenario/raw_account.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Columns of the file of stakeholders.
[[nodiscard]] std::vector<std::string> known_stakeholder_columns();

/// Gives each account the people of its decision group (docs/model.md, section 5). Lines of report and influence must
/// lead to people of the same account.
void read_stakeholders(MappedCsv& columns, std::vector<RawAccount>& accounts, Reading& reading);

} // namespace kamsim
