#pragma once

#include <cstdint>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// 24 accounts (4 of them prospects) in 3 segments with every flag, varied terms and some stakeholder maps; the four
/// built-in structures as alternatives in the order of their indices; 12 quarters. The same numbers everywhere.
[[nodiscard]] Experiment small_experiment();

/// An experiment that passes validate() and is otherwise drawn at random: accounts, prospects, segments, maps,
/// parameters, a structure of the user's own, structure plans with switches (also to `none` and within a year), every
/// policy, budgets, period lengths, booking. Depends on the seed alone, not on the standard library's distributions.
[[nodiscard]] Experiment random_experiment(std::uint64_t seed);

} // namespace kamsim
