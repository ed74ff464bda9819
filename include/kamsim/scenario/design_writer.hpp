#pragma once

#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/scenario/read_scenario.hpp"

namespace kamsim {

/// A design to be added to a scenario.
struct AddedDesign {
    std::string base;                   ///< name of the scenario's file, as the new file is to name it
    std::string comment;                ///< one line
    std::string design;                 ///< name of the alternative that the settings of the point change
    Alternative best;                   ///< with a name of its own
    std::vector<std::string> overrides; ///< `path=value` that hold for the whole scenario
    std::vector<std::string> settings;  ///< those of the point; what they set beside the design holds for all
};

/// The text of a scenario that extends another one by a design.
/// @param base as it was read with the overrides
[[nodiscard]] std::string scenario_with(const AddedDesign& added, const Scenario& base);

} // namespace kamsim
