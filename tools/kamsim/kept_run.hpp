#pragma once

#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/ranks.hpp"
#include "kamsim/run_options.hpp"

namespace kamsim::program {

/// A run whose result is kept in a file: begun, resumed, extended, or one part of several. The ranks of a job share it
/// out, and the first one writes the file.
/// @return the exit code
[[nodiscard]] int run_kept(const RunOptions& run, Console& console, const Interruption& interruption, Ranks& ranks);

} // namespace kamsim::program
