#pragma once

#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// Something that is allowed and probably not meant. Numbers stay what they are; docs/formats/scenario.md lists them.
struct Warning {
    int number = 0;
    std::string text; ///< what is doubtful, why, and what to do
};

/// What is doubtful about an experiment, in the order of the numbers; empty where nothing is.
/// @param experiment one that passes validate()
[[nodiscard]] std::vector<Warning> warnings_of(const Experiment& experiment);

} // namespace kamsim
