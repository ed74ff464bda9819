#pragma once

#include <cstdint>

#include "statistics/trial_archive.hpp"

// Methods of pagmo 2 that work on an archive until it gives no more leave. Its headers stay out of all others.

namespace kamsim {

/// One objective: ants over the whole space, what is next to the best, and adaptation of the real variables.
void search_in_stages(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive);

/// Several objectives.
void search_by_genetic_front(const SearchProblem& problem, const SearchRequest& request, TrialArchive& archive);

} // namespace kamsim
