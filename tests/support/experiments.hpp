#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// 24 accounts (4 of them prospects) in 3 segments with every flag, varied terms and some stakeholder maps; the four
/// built-in structures as alternatives in the order of their indices; 12 quarters. The same numbers everywhere.
[[nodiscard]] Experiment small_experiment();

/// small_experiment() in 13 worlds, with what is uncertain of every kind: parameters of the model and of a structure
/// (the load among them), the discount rate, columns and a flag of accounts, together and each apart, correlated.
[[nodiscard]] Experiment uncertain_experiment(std::int64_t futures_per_world, WorldDesign design = WorldDesign::sobol);

/// The index of an entry in its catalogue, by its path or name.
[[nodiscard]] std::size_t model_entry(std::string_view path);
[[nodiscard]] std::size_t structure_entry(std::string_view name);

/// An experiment that passes validate() and is otherwise drawn at random: accounts, prospects, segments, maps,
/// parameters, a structure of the user's own, structure plans with switches (also to `none` and within a year), every
/// policy, budgets, period lengths, booking. Depends on the seed alone, not on the standard library's distributions.
[[nodiscard]] Experiment random_experiment(std::uint64_t seed);

/// Nothing stands before the first day, and nobody has a manager then.
void forget_today(Experiment& experiment);

} // namespace kamsim
