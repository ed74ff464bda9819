#pragma once

#include <string>
#include <vector>

#include "kamsim/decision/result_change.hpp"
#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"
#include "kamsim/report/result_tables.hpp"

namespace kamsim::change_report {

/// What every section of the report of a change is written from.
struct Source {
    const TableSource& now;
    const TableSource& before;
    const ReportOrigin& origin;
    const std::string& file_before;
    NumberStyle style;
    ResultChange change;
};

/// One thing that was assumed otherwise.
struct InputChange {
    std::string what;    ///< "parameters.retention.save", "alternatives.matrix.levers.hours"
    std::string before;  ///< empty: it was not there
    std::string now;     ///< empty: it is not there
    std::string meaning; ///< where the catalogue has one
};

/// All that differs in two experiments but their accounts.
[[nodiscard]] std::vector<InputChange> changed_inputs(const Experiment& before, const Experiment& now,
                                                      const NumberStyle& style);

/// An account that differs.
struct AccountChange {
    enum class Kind : std::uint8_t { changed, appeared, gone } kind{};
    std::string id;
    std::string name;
    int account = -1;            ///< in the later experiment
    double revenue_before = 0.0; ///< kEUR a year; NaN where it was not there
    double revenue_now = 0.0;
    std::string what; ///< "wallet 1200 -> 1500, tender no -> yes"
};

/// The largest change of revenue first.
[[nodiscard]] std::vector<AccountChange> changed_accounts(const Experiment& before, const Experiment& now,
                                                          const NumberStyle& style);

[[nodiscard]] Section summary(const Source& source);    // 1
[[nodiscard]] Section values(const Source& source);     // 2
[[nodiscard]] Section inputs(const Source& source);     // 3
[[nodiscard]] Section provenance(const Source& source); // 4

} // namespace kamsim::change_report
