#pragma once

#include <cstddef>
#include <string>

#include "kamsim/decision/sweep_emulator.hpp"

namespace kamsim::program {

/// A factor that varies in a sweep, by its name.
/// @throws UsageError where there is none
[[nodiscard]] std::size_t swept_input(const SweepSpace& space, const std::string& name);

/// A place from "name=value,name=value"; factors left out are in the middle, or at their first level.
/// @throws UsageError where a factor or a value is not of the sweep
[[nodiscard]] Eigen::RowVectorXd swept_place(const SweepSpace& space, const std::string& text);

} // namespace kamsim::program
