#pragma once

#include <string>

#include "kamsim/decision/allocation.hpp"
#include "kamsim/report/terminal.hpp"

namespace kamsim {

/// For people: at most terminal_width wide, lines ended by a line feed.
[[nodiscard]] std::string allocation_text(const Experiment& experiment, const Allocation& allocation,
                                          Colour colour = Colour::plain);

/// One row for each account that takes part: id, name, share of the time as a key account, and of hours and of money
/// what it gets now and with the best split, the weight found, and the marginal values with their standard errors.
[[nodiscard]] std::string allocation_csv(const Experiment& experiment, const Allocation& allocation);

/// One JSON object, indented, ended by a line feed. Money in kEUR; what is undefined is null.
[[nodiscard]] std::string allocation_json(const Experiment& experiment, const Allocation& allocation);

/// A scenario that compares the design as it is with the split found and nothing else, by extending another one.
/// @param base the scenario that was read, as the new one is to name it
[[nodiscard]] std::string split_scenario(const Experiment& experiment, const Allocation& allocation,
                                         const std::string& base);

} // namespace kamsim
