#pragma once

#include <string>

#include "kamsim/decision/design_selection.hpp"
#include "kamsim/report/terminal.hpp"

namespace kamsim {

// Texts of a selection of the best design; UTF-8, at most terminal_width columns, each line ended by a line feed.

/// What is looked for, among what, under which guarantee.
[[nodiscard]] std::string selection_header(const Experiment& experiment, const SelectionRequest& request);

/// One design was given up: which, when, how far behind whom.
[[nodiscard]] std::string elimination_line(const Experiment& experiment, const DesignElimination& elimination);

/// Who was chosen, or why nobody was; what every design was worth; what it took against other procedures.
[[nodiscard]] std::string selection_answer(const Experiment& experiment, const DesignSelection& selection,
                                           Colour colour = Colour::plain);

/// All of it as one JSON object.
[[nodiscard]] std::string selection_json(const Experiment& experiment, const DesignSelection& selection);

} // namespace kamsim
