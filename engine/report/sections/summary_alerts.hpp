#pragma once

#include <vector>

#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

/// Below so many futures quantiles and shares are coarse.
inline constexpr std::int64_t few_futures = 1000;
/// Below so many worlds the same holds of what is not known.
inline constexpr std::int64_t few_worlds = 32;
/// An interval of the mean whose half-width is above this share of the mean is wide.
inline constexpr double wide_interval = 0.5;
/// Share of futures from which on a loss against the baseline is told.
inline constexpr double high_chance_of_loss = 1.0 / 3.0;
/// Likewise of ruin, of the programme's end, and of a portfolio that hangs on few customers.
inline constexpr double high_chance_of_ruin = 0.05;
inline constexpr double high_chance_of_end = 0.25;
inline constexpr double high_chance_of_concentration = 0.5;

/// What the reader has to mind about the answer, the gravest first. Empty where there is nothing.
[[nodiscard]] std::vector<Sentence> alerts_of(const ReportSource& source);

} // namespace kamsim::sections
