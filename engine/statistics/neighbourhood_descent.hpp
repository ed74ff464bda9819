#pragma once

#include "statistics/trial_archive.hpp"

namespace kamsim {

/// From the best trial to better ones next to it, until none is: each variable alone takes a step up or down, or
/// another level, all in one batch; then all steps that gained together. Without gain the steps are halved. (pagmo has
/// such a method for real variables alone.)
void descend_by_neighbours(const SearchProblem& problem, TrialArchive& archive);

} // namespace kamsim
