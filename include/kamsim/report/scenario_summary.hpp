#pragma once

#include <span>
#include <string>

#include "kamsim/report/terminal.hpp"
#include "kamsim/scenario/read_scenario.hpp"
#include "kamsim/scenario/warnings.hpp"
#include "kamsim/simulation/memory.hpp"

namespace kamsim {

/// "850 MB", "1.3 GB"; a megabyte is a million bytes.
[[nodiscard]] std::string bytes_text(double bytes);

/// What a scenario resolves to, before anything is run: portfolio, horizon, each design with its managers, hours and
/// yearly spending, memory, and assumptions. Lines end with a line feed.
[[nodiscard]] std::string scenario_summary(const Scenario& scenario, const MemoryEstimate& memory,
                                           Colour colour = Colour::plain);

/// A paragraph, "warning 3: ...", without a line feed at its end.
[[nodiscard]] std::string warning_text(const Warning& warning);

/// The same as one JSON object, with every resolved parameter.
/// @param resolved_parameters as resolved_parameters_json() writes them
[[nodiscard]] std::string scenario_summary_json(const Scenario& scenario, const std::string& resolved_parameters,
                                                std::span<const Warning> warnings, const MemoryEstimate& memory);

} // namespace kamsim
