#pragma once

#include <string>
#include <vector>

namespace kamsim::program {

/// `kamsim export`: writes what a result file holds as CSV files, a workbook or a JSON document.
/// @return the exit code
[[nodiscard]] int export_tables(const std::vector<std::string>& arguments);

} // namespace kamsim::program
