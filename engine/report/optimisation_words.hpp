#pragma once

#include <string>
#include <string_view>

#include "kamsim/decision/design_search.hpp"
#include "kamsim/model/experiment.hpp"

namespace kamsim {

[[nodiscard]] std::string_view method_name(SearchMethod method);
[[nodiscard]] std::string_view choice_name(FinalChoice choice);
[[nodiscard]] std::string_view verdict_name(RivalVerdict verdict);

/// How the designs were tried, as the end of a sentence.
[[nodiscard]] std::string_view method_words(SearchMethod method);

/// A figure as people read it: money, per cent, or a number.
[[nodiscard]] std::string figure_text(const FigureRequest& request, double figure, const Experiment& experiment);

/// The alternative of the scenario with the highest mean on the luck of the judgement.
[[nodiscard]] const RivalDifference& best_rival(const DesignSearch& found);

} // namespace kamsim
