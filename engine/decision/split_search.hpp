#pragma once

#include <vector>

#include "kamsim/decision/allocation.hpp"

namespace kamsim {

/// Where the search for the best split ended.
struct FoundSplit {
    Alternative start; ///< the policy that it began with, the best one on its luck
    Alternative split;
    double gain = 0.0; ///< of the split over the start, kEUR, on the search's luck
    std::vector<AllocationRound> rounds;
};

/// Ways to share attention that have a name: the design as it is where it has weights of its own, and each policy.
[[nodiscard]] std::vector<Alternative> named_ways(const Alternative& design);

/// Climbs from the best named way along marginal values (docs/model.md, eq. 121 and 122).
/// @param accounts whose weights are looked for
[[nodiscard]] FoundSplit search_split(const Experiment& experiment, const Alternative& design,
                                      const std::vector<int>& accounts, int most_rounds, const TrialPlan& plan);

} // namespace kamsim
