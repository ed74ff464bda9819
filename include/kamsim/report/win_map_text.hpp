#pragma once

#include <string>

#include "kamsim/decision/robustness.hpp"
#include "kamsim/decision/win_map.hpp"
#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// Robustness and map for people: at most terminal_width wide, lines ended by a line feed.
[[nodiscard]] std::string win_map_text(const Experiment& experiment, const RobustnessOfAll& robustness,
                                       const WinMap& map);

/// Robustness, one row for each design. Money in kEUR.
[[nodiscard]] std::string robustness_csv(const Experiment& experiment, const RobustnessOfAll& robustness);

/// Both as one JSON object, indented, ended by a line feed. Money in kEUR; what is undefined is null.
[[nodiscard]] std::string win_map_json(const Experiment& experiment, const RobustnessOfAll& robustness,
                                       const WinMap& map);

} // namespace kamsim
