#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/break_even.hpp"
#include "kamsim/decision/sensitivity.hpp"

namespace kamsim {

/// What a sensitivity found, by the methods that were asked for.
struct SensitivityReport {
    StudyOutput output;
    std::optional<Tornado> tornado;
    std::int64_t tornado_futures = 0;
    std::optional<std::vector<ElementaryEffect>> morris;
    std::int64_t trajectories = 0;
    std::int64_t morris_futures = 0;
    std::optional<SobolIndices> sobol;
    FillingSizes sizes; ///< of the Sobol indices
    std::optional<InputDependence> dependence;
    FillingSizes dependence_sizes;
};

/// "value of matrix less that of none".
[[nodiscard]] std::string output_text(const SensitivitySpace& space, const StudyOutput& output);

/// Names of the inputs of a group.
[[nodiscard]] std::string group_text(const SensitivitySpace& space, std::size_t group);

/// For people: the tornado as bars, a table for each other method, 80 columns; the strongest inputs first.
/// @param top inputs of each table; the others are counted
[[nodiscard]] std::string sensitivity_text(const SensitivitySpace& space, const SensitivityReport& report,
                                           std::size_t top);

/// For other programs: method, input, quantity, value, standard error and ends of the interval, one number a row.
[[nodiscard]] std::string sensitivity_csv(const SensitivitySpace& space, const SensitivityReport& report);

/// One JSON object with a key for each method; what is not defined is null.
[[nodiscard]] std::string sensitivity_json(const SensitivitySpace& space, const SensitivityReport& report);

/// For people: which inputs change the decision and where, the crossings in words, then the rule.
[[nodiscard]] std::string break_even_text(const SensitivitySpace& space, const BreakEvens& break_evens,
                                          std::size_t top);
/// One crossing a row; an input without one has a row without a value.
[[nodiscard]] std::string break_even_csv(const SensitivitySpace& space, const BreakEvens& break_evens);
[[nodiscard]] std::string break_even_json(const SensitivitySpace& space, const BreakEvens& break_evens);

} // namespace kamsim
