#pragma once

#include <string>

#include "kamsim/decision/design_search.hpp"
#include "kamsim/report/terminal.hpp"

namespace kamsim {

/// What a search found, for people: at most terminal_width wide, lines ended by a line feed.
[[nodiscard]] std::string optimisation_text(const OptimisationPlan& plan, const FactorSpace& space,
                                            const DesignSearch& found, Colour colour = Colour::plain);

/// One JSON object, indented, ended by a line feed. Money in kEUR; what is undefined is null.
[[nodiscard]] std::string optimisation_json(const OptimisationPlan& plan, const FactorSpace& space,
                                            const DesignSearch& found);

/// "value", "tail_difference (5 %)", "managers (greatest)"
[[nodiscard]] std::string figure_label(const FigureRequest& request);

} // namespace kamsim
