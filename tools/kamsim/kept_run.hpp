#pragma once

#include "kamsim/console.hpp"
#include "kamsim/interruption.hpp"
#include "kamsim/run_options.hpp"

namespace kamsim::program {

/// A run whose result is kept in a file: begun, resumed, extended, or one part of several.
/// @return the exit code
[[nodiscard]] int run_kept(const RunOptions& run, Console& console, const Interruption& interruption);

} // namespace kamsim::program
