#pragma once

#include <array>
#include <string>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// A paired difference to the baseline, kEUR, net present.
struct BridgeStep {
    double mean = 0.0;
    double standard_error = 0.0;
    Interval interval; ///< of this line alone
};

/// The way from the baseline's value to an alternative's, line by line of the ledger.
struct Bridge {
    std::string from; ///< name of the baseline
    std::string to;
    double from_value = 0.0; ///< means, kEUR
    double to_value = 0.0;
    std::array<BridgeStep, ledger_line_count> lines; ///< by LedgerLine; they add up to the total
    BridgeStep total;

    [[nodiscard]] const BridgeStep& line(LedgerLine line) const { return lines[static_cast<std::size_t>(line)]; }
};

/// @param alternative index in the experiment
/// @throws std::invalid_argument where the alternative is unknown, or where the outcome's ledger does not add up to its
///   values: then a number that explains the difference is missing, and no bridge is better than a wrong one
[[nodiscard]] Bridge bridge_from_baseline(const Experiment& experiment, const Outcome& outcome, int alternative);

} // namespace kamsim
