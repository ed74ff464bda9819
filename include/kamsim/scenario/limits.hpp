#pragma once

#include <cstdint>

#include "kamsim/model/number_range.hpp"

// How large a scenario may be (docs/formats/scenario.md, "Limits"). The memory of the machine is a limit of its own, in
// practice the nearer one: estimated_memory() in kamsim/simulation/memory.hpp.

namespace kamsim {

/// A number of a replication takes 32 bits in the luck, and an int32 in the result file.
inline constexpr std::int64_t most_replications = 1'000'000'000;
inline constexpr std::int64_t most_accounts = 1'000'000;
inline constexpr std::int64_t most_alternatives = 1'000;
inline constexpr std::int64_t most_periods_per_year = 365;
inline constexpr double longest_horizon = 100.0; ///< years
inline constexpr std::int64_t most_managers = 100'000;
inline constexpr double most_cells = 1'000.0; ///< of an account

/// Bytes of one input file; a larger one is a mistake, such as a device or an archive.
inline constexpr std::int64_t largest_input_file = 512 * 1024 * 1024;

inline constexpr NumberRange horizon_range{smallest_positive_number, longest_horizon, "above 0 and at most 100 years"};
inline constexpr NumberRange plan_year_range{0.0, longest_horizon, "between 0 and 100 years from the first day"};

} // namespace kamsim
