#pragma once

#include <vector>

#include "decision/design_judgement.hpp"
#include "decision/design_trials.hpp"
#include "kamsim/decision/design_search.hpp"

namespace kamsim {

/// The best design at each limit of spending of the plan: of all that was tried before, and of a short search under
/// the limit. What they are worth is told on fresh luck.
[[nodiscard]] std::vector<SpendingLevel> spending_curve(const OptimisationPlan& plan, const FactorSpace& space,
                                                        const DesignSearchOptions& options, DesignTrials& trials,
                                                        const DesignJudgement& judgement);

} // namespace kamsim
