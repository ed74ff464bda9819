#pragma once

#include <string>
#include <vector>

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"
#include "kamsim/results/sweep_file.hpp"
#include "kamsim/results/sweep_table.hpp"

namespace kamsim {

/// The report of a sweep: which design is best where, what lies between the points, what moves it, and all that it was
/// made from. Nothing is simulated. Equal tables, origins and options give equal documents.
/// @param threads for the surfaces; no number depends on it
[[nodiscard]] Report write_sweep_report(const SweepTable& table, const SweepOrigin& made, const ReportOrigin& origin,
                                        const ReportOptions& options = {}, int threads = 0);

} // namespace kamsim
