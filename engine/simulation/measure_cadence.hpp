#pragma once

#include "kamsim/model/measures.hpp"

namespace kamsim {

/// Whether the frame of a period holds the measure; `cumulative_difference` needs two alternatives and is in none.
[[nodiscard]] inline bool is_in_frame(const MeasureDeclaration& measure, int period, int periods, int periods_per_year)
{
    const bool year_end = (period + 1) % periods_per_year == 0 || period + 1 == periods;
    return measure.measure != Measure::cumulative_difference && (measure.cadence == Cadence::period || year_end);
}

} // namespace kamsim
