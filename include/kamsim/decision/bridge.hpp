#pragma once

#include <array>
#include <string>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// A paired difference of two alternatives, kEUR, net present. Where the pair is not kept (alternative_pairs) and
/// nothing is uncertain, deviation, error and interval are upper bounds, and the kind of the interval says so.
struct BridgeStep {
    double mean = 0.0;
    double standard_deviation = 0.0; ///< over futures; NaN below two
    double standard_error = 0.0;
    Interval interval; ///< of this line alone
};

/// The way from one alternative's value to another's, line by line of the ledger.
struct Bridge {
    std::string from; ///< names
    std::string to;
    double from_value = 0.0; ///< means, kEUR
    double to_value = 0.0;
    std::array<BridgeStep, ledger_line_count> lines; ///< by LedgerLine; they and the rounding add up to the total
    BridgeStep total;
    double rounding = 0.0; ///< what the rounding of numbers leaves between the lines and the total, kEUR

    [[nodiscard]] const BridgeStep& line(LedgerLine line) const { return lines[static_cast<std::size_t>(line)]; }
};

/// @param from,to indices in the experiment; a bridge from an alternative to itself is 0 throughout
/// @throws std::invalid_argument where an alternative is unknown, or where the outcome's ledger does not add up to its
///   values: then a number that explains the difference is missing, and no bridge is better than a wrong one
[[nodiscard]] Bridge bridge_between(const Experiment& experiment, const Outcome& outcome, int from, int to);

} // namespace kamsim
