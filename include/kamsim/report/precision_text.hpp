#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "kamsim/decision/precision.hpp"
#include "kamsim/report/terminal.hpp"

namespace kamsim {

/// Before the run: until when it goes on.
/// @param looks numbers of replications at which it is looked at
[[nodiscard]] std::string precision_request(std::span<const std::int64_t> looks);

/// After the run: each half-width that was asked for beside the one that was reached, and what it would take to reach
/// what was not.
[[nodiscard]] std::string precision_table(const Experiment& experiment, const PrecisionReport& report,
                                          Colour colour = Colour::plain);

} // namespace kamsim
