#pragma once

#include <vector>

#include "kamsim/model/experiment.hpp"
#include "scenario/raw_account.hpp"
#include "scenario/reading.hpp"

namespace kamsim {

/// Columns of the file of managers.
[[nodiscard]] std::vector<std::string> known_manager_columns();

/// Reads the managers who stand today, in the order of their file.
[[nodiscard]] std::vector<StandingManager> read_managers(MappedCsv& columns, Reading& reading);

/// Gives the key accounts of today their managers by the names in their rows.
/// @param columns of the managers file; empty where there is none: then the names themselves are the list, in the order
///        in which they come up
void assign_standing_managers(const std::optional<MappedCsv>& columns, std::vector<RawAccount>& accounts,
                              std::vector<StandingManager>& managers, Reading& reading);

} // namespace kamsim
