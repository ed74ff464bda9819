#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/scenario/precision_contract.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

enum class PreciseQuantity : std::uint8_t { difference, value, measure };

/// One half-width that was asked for.
struct PrecisionItem {
    PreciseQuantity quantity{};
    int alternative = 0;
    Measure measure{}; ///< of a measure
    double mean = 0.0; ///< kEUR, or in the measure's unit; NaN where it is defined in no future
    Interval interval;
    double target = 0.0; ///< half-width
    bool holds = false;

    [[nodiscard]] double half_width() const { return 0.5 * (interval.high - interval.low); }
};

/// What a selection contract says of the design with the highest mean.
struct SelectionPrecision {
    SelectionTarget target;
    int leader = 0;
    int rival = 0;       ///< the one that may be further ahead of the leader than any other
    double excess = 0.0; ///< upper bound of what the rival is worth more than the leader, kEUR
    double spread = 0.0; ///< part of it that more replications shrink, kEUR
    bool holds = false;  ///< excess < indifference
};

/// How a sample meets a contract at one of its looks (docs/model.md, section "Precision").
struct PrecisionReport {
    PrecisionContract contract;
    int look = 1; ///< from 1 on
    int looks = 1;
    std::int64_t replications = 0;
    std::vector<PrecisionItem> items;
    std::optional<SelectionPrecision> selection;
    bool holds = false;
    /// Replications after which all is likely to hold, if spreads stay as they are; as many as there are where all
    /// holds; infinity where no number would do.
    double replications_needed = 0.0;
};

/// Numbers of replications at which a run under a contract is looked at: whole leaves, from the experiment's
/// replications on.
[[nodiscard]] std::vector<std::int64_t> looks_of(const Experiment& experiment, const PrecisionContract& contract);

/// Replications are the units, or worlds where there are several.
/// @param look from 1 to looks
[[nodiscard]] PrecisionReport judge_precision(const PrecisionContract& contract, const Outcome& outcome, int look,
                                              int looks);

} // namespace kamsim
