#pragma once

#include <array>

#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/scenario/sweep_design.hpp"

namespace kamsim {

inline constexpr std::array<NamedValue<SweepMethod>, 5> sweep_method_names{{
    {"full_factorial", SweepMethod::full_factorial},
    {"one_at_a_time", SweepMethod::one_at_a_time},
    {"latin_hypercube", SweepMethod::latin_hypercube},
    {"sobol", SweepMethod::sobol},
    {"points", SweepMethod::points},
}};

inline constexpr std::array<NamedValue<SweepLuck>, 2> sweep_luck_names{{
    {"shared", SweepLuck::shared},
    {"own", SweepLuck::own},
}};

} // namespace kamsim
