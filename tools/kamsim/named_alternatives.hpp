#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kamsim/command_line.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"

namespace kamsim::program {

[[nodiscard]] std::vector<std::string> alternative_names(const Experiment& experiment);

/// A name that no alternative has: the one that is wanted, or that and more.
[[nodiscard]] std::string free_name(const std::string& wanted, const Experiment& experiment);

/// Index of the alternative with this name.
/// @param where what named it, for the message: "--against", "A"
/// @throws UsageError where there is none
[[nodiscard]] int alternative_named(const CommandLine& line, std::string_view where, const std::string& name,
                                    const Experiment& experiment);

/// @throws UsageError where the two are the same
void require_different(const CommandLine& line, const Experiment& experiment, int alternative, int against,
                       std::string_view way_out);

/// @throws UsageError where the result does not hold the difference of the two account by account
void require_kept_pair(const CommandLine& line, const Experiment& experiment, const Outcome& outcome, int alternative,
                       int against);

} // namespace kamsim::program
