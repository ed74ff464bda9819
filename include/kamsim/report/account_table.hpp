#pragma once

#include <cstddef>
#include <string>

#include "kamsim/decision/account_differences.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

// Each function tells the same differences: the `top` rows that are largest in size, the largest first, one row for all
// others together, what no account shares, and the total, to which they add up.

/// For people: the sentence on how concentrated the difference is, then a table; 80 columns.
[[nodiscard]] std::string account_table(const Experiment& experiment, const Outcome& outcome,
                                        const AccountDifferences& differences, std::size_t top);

/// For other programs: one row a part, kEUR and shares of 1. Numbers are exact; what is not defined is empty.
[[nodiscard]] std::string account_csv(const Experiment& experiment, const AccountDifferences& differences,
                                      std::size_t top);

/// The same as one JSON object; what is not defined is null.
[[nodiscard]] std::string account_json(const Experiment& experiment, const Outcome& outcome,
                                       const AccountDifferences& differences, std::size_t top);

} // namespace kamsim
