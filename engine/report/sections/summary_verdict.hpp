#pragma once

#include <vector>

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

/// The verdict: what the best design is worth against the baseline, and whether its lead is settled. The same numbers
/// as Comparison::verdict, in the words of the locale.
[[nodiscard]] std::vector<Sentence> verdict_sentences(const ReportSource& source);

} // namespace kamsim::sections
