#pragma once

#include <cstdint>
#include <filesystem>

#include "kamsim/results/run_folder.hpp"

namespace kamsim {

/// Begins a run that adds replications to a finished result. When it is finished, the file is that of a run that asked
/// for all of them.
/// @param replications to be added, at least 1; of an uncertain scenario, whole worlds
/// @throws UnreadableResult where the file is no result, or damaged
/// @throws ResultFileError where it cannot be extended, with the reason: it is of another version of kamsim, its worlds
///   are a Latin hypercube, the new replications are no whole worlds, a run of it is under way or unfinished
[[nodiscard]] RunFolder begin_extension(const std::filesystem::path& result, std::int64_t replications);

} // namespace kamsim
