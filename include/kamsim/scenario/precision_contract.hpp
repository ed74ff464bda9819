#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/model/measures.hpp"

namespace kamsim {

/// How wide the interval of a mean may be to either side. Where both are given the wider one is enough.
struct PrecisionTarget {
    std::optional<double> absolute; ///< half-width, in the unit of the quantity
    std::optional<double> relative; ///< half-width as a share of the true mean

    [[nodiscard]] bool is_given() const { return absolute || relative; }
    bool operator==(const PrecisionTarget&) const = default;
};

/// How wide the interval of the mean of a measure, the last time it is taken, may be to either side.
struct MeasureTarget {
    Measure measure{};
    double half_width = 0.0; ///< in the measure's unit

    bool operator==(const MeasureTarget&) const = default;
};

/// That the design of highest mean is one of the best.
struct SelectionTarget {
    double probability = 0.95;
    double indifference = 0.0; ///< kEUR: a lead below this does not matter

    bool operator==(const SelectionTarget&) const = default;
};

/// What a run is to go on for (docs/model.md, section "Precision").
struct PrecisionContract {
    PrecisionTarget difference; ///< of the value of every other design to the baseline's, kEUR
    PrecisionTarget value;      ///< of every design, kEUR
    std::vector<MeasureTarget> measures;
    std::optional<SelectionTarget> selection;
    double confidence = 0.95;           ///< of all half-widths together, at whichever look the run ends
    std::int64_t most_replications = 0; ///< the run ends here whatever holds

    bool operator==(const PrecisionContract&) const = default;
};

/// Unless the scenario says otherwise, a run goes on to this many times its first replications.
inline constexpr std::int64_t default_most_times = 100;

} // namespace kamsim
