#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kamsim/command_line.hpp"
#include "kamsim/ranks.hpp"

namespace kamsim::program {

/// Runs a command that the ranks of a job do together.
/// @return the exit code of all
[[nodiscard]] int run_ranks(const CommandDeclaration& declaration, const std::vector<std::string>& arguments,
                            const std::function<int(const CommandLine&, Console&, Ranks&)>& work);

/// @throws UsageError where --part is given to ranks of a job, which have shares already
void require_no_part(const CommandLine& line, const Ranks& ranks);

/// Waits until the first rank sees the shards that the others say they have committed: on network file systems the list
/// of a folder may be old for a minute.
/// @param are_there looks again
/// @throws ResultFileError where they do not appear
void wait_for_shards(const std::function<bool()>& are_there);

} // namespace kamsim::program
