#pragma once

#include <string>
#include <vector>

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"
#include "kamsim/report/result_tables.hpp"

namespace kamsim {

/// The report of what changed from an earlier result to a later one: in what was assumed, and in the answer. Nothing is
/// simulated. Equal results, origins and options give equal documents.
/// @param file_before name of the earlier result, without its folder; that of the later one is in the origin
[[nodiscard]] Report write_change_report(const TableSource& now, const TableSource& before, const ReportOrigin& origin,
                                         const std::string& file_before, const ReportOptions& options = {});

} // namespace kamsim
