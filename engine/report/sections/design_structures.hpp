#pragma once

#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim::sections {

/// A structure as a design has it from a year on.
struct StructureStep {
    double year = 0.0;
    int structure = 0; ///< index in Experiment::structures
};

/// The structures that stand one after the other under a design, today's first where the plan begins later. Steps after
/// the horizon are left out.
[[nodiscard]] std::vector<StructureStep> structures_of(const Experiment& experiment, int alternative);

} // namespace kamsim::sections
