#pragma once

#include <array>
#include <string_view>

namespace kamsim {

/// Keys at the top of a scenario.
inline constexpr std::array<std::string_view, 11> document_keys{
    "title",      "baseline",   "simulation", "portfolio",    "today",       "firm",
    "parameters", "structures", "defaults",   "alternatives", "uncertainty",
};

/// Keys of [simulation]; an override may name them without the section.
inline constexpr std::array<std::string_view, 8> simulation_keys{
    "seed", "replications", "years", "periods_per_year", "discount_rate", "booking", "first_period_at_risk", "residual",
};

} // namespace kamsim
