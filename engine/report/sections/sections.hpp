#pragma once

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

// One function for each section of the report of a run, in their order. The number, the id and the numbers of figures
// of a section never change. A section that has nothing to show says why and what would bring it.

[[nodiscard]] Section executive_summary(const ReportSource& source);          // 1 summary
[[nodiscard]] Section structures_compared(const ReportSource& source);        // 2 structures
[[nodiscard]] Section value_over_time(const ReportSource& source);            // 3 time
[[nodiscard]] Section bridge_of_value(const ReportSource& source);            // 4 bridge
[[nodiscard]] Section differences_by_account(const ReportSource& source);     // 5 differences
[[nodiscard]] Section pareto_analysis(const ReportSource& source);            // 6 pareto
[[nodiscard]] Section revenue_tiers(const ReportSource& source);              // 7 tiers
[[nodiscard]] Section scoring_matrix(const ReportSource& source);             // 8 scoring
[[nodiscard]] Section account_dashboard(const ReportSource& source);          // 9 dashboard
[[nodiscard]] Section accounts_at_risk(const ReportSource& source);           // 10 at-risk
[[nodiscard]] Section decision_process(const ReportSource& source);           // 11 decision-process
[[nodiscard]] Section profit_matrix(const ReportSource& source);              // 12 profit
[[nodiscard]] Section account_retention(const ReportSource& source);          // 13 retention
[[nodiscard]] Section implementation_timeline(const ReportSource& source);    // 14 timeline
[[nodiscard]] Section division_map(const ReportSource& source);               // 15 divisions
[[nodiscard]] Section team_responsibilities(const ReportSource& source);      // 16 team
[[nodiscard]] Section programme_charter(const ReportSource& source);          // 17 charter
[[nodiscard]] Section sensitivity_and_break_even(const ReportSource& source); // 18 sensitivity
[[nodiscard]] Section win_map(const ReportSource& source);                    // 19 win-map
[[nodiscard]] Section value_of_knowledge(const ReportSource& source);         // 20 information
[[nodiscard]] Section assumptions(const ReportSource& source);                // 21 assumptions
[[nodiscard]] Section method_and_limits(const ReportSource& source);          // 22 method
[[nodiscard]] Section validation_and_provenance(const ReportSource& source);  // 23 provenance

} // namespace kamsim::sections
