#pragma once

#include <cstdint>

#include "statistics/trial_archive.hpp"

namespace kamsim {

/// Steps to where smooth surfaces through the best of what was tried expect the largest improvement (Jones, Schonlau,
/// Welch 1998), weighed by the chance that the constraints hold (Schonlau 1997); docs/model.md, section 20. Ends where
/// nothing new is left to try, or what was tried makes no surface.
void step_by_surfaces(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive);

} // namespace kamsim
