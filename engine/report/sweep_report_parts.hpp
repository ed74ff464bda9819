#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/sweep_emulator.hpp"
#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"
#include "kamsim/results/sweep_file.hpp"
#include "kamsim/results/sweep_table.hpp"

namespace kamsim::sweep_report {

/// What every section of the report of a sweep is written from.
struct Source {
    const SweepTable& table;
    const SweepOrigin& made;
    const ReportOrigin& origin;
    NumberStyle style;
    MoneyScale values;      ///< of values
    MoneyScale differences; ///< of leads and differences
    int threads = 0;
    std::optional<SweepSpace> space;
    std::optional<SweepEmulator> emulator;
    std::string without_surface; ///< why there is none

    [[nodiscard]] const std::string& design(int alternative) const
    {
        return table.alternatives[static_cast<std::size_t>(alternative)];
    }
};

/// How often a design is best over the points that did not fail.
struct Wins {
    std::int64_t best = 0;
    std::int64_t surely = 0; ///< where the interval of its lead over the next best is above 0
    double share = 0.0;      ///< of futures, mean over the points; NaN where all failed
};
[[nodiscard]] std::vector<Wins> wins_of(const SweepTable& table); ///< [alternative]
[[nodiscard]] std::int64_t failed_points(const SweepTable& table);
/// "key_accounts = 12, levers = 0.6"
[[nodiscard]] std::string place_text(const SweepTable& table, std::int64_t point);

/// Adds the choices of its figures to the report.
void add_map(const Source& source, Report& report);
void add_slices(const Source& source, Report& report);

[[nodiscard]] Section summary(const Source& source);        // 1
[[nodiscard]] Section moving_factors(const Source& source); // 4
[[nodiscard]] Section regions(const Source& source);        // 5
[[nodiscard]] Section points(const Source& source);         // 6
[[nodiscard]] Section provenance(const Source& source);     // 7

} // namespace kamsim::sweep_report
