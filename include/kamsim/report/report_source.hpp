#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/comparison_details.hpp"
#include "kamsim/report/document.hpp"
#include "kamsim/report/report_studies.hpp"
#include "kamsim/report/result_tables.hpp"

namespace kamsim {

/// Where the result is, for the commands that make it again.
struct ReportOrigin {
    std::string file;                  ///< name of the result file, without its folder
    std::vector<std::string> commands; ///< that make the result and the report again
};

/// What every section is written from.
struct ReportSource {
    const TableSource& tables; ///< the result, its comparison in detail, its bridges
    const ReportStudies& studies;
    const ReportOrigin& origin;
    NumberStyle style;
    ComparisonDetails details;              ///< of the comparison: every pair, tails, regret, payback
    std::vector<std::pair<int, int>> pairs; ///< of designs, options of the choice "pair": (design, against); the first
                                            ///< is the best against the baseline (or the next best)

    [[nodiscard]] const StoredResult& stored() const { return tables.stored; }
    [[nodiscard]] const Experiment& experiment() const { return tables.stored.scenario.experiment; }
    [[nodiscard]] const Outcome& outcome() const { return tables.stored.outcome; }
    [[nodiscard]] const Comparison& comparison() const { return tables.comparison; }
    [[nodiscard]] const std::string& design(int alternative) const
    {
        return tables.comparison.alternatives[static_cast<std::size_t>(alternative)].name;
    }
    [[nodiscard]] int best() const { return tables.comparison.verdict.best; }
    [[nodiscard]] int baseline() const { return tables.comparison.baseline; }
};

struct ReportOptions {
    Locale locale = Locale::en;
    std::string date; ///< in words; empty: none
};

/// The whole report of a run. Equal results, studies and options give equal documents.
[[nodiscard]] Report write_report(const TableSource& tables, const ReportStudies& studies, const ReportOrigin& origin,
                                  const ReportOptions& options = {});

} // namespace kamsim
