#pragma once

#include <vector>

#include <Eigen/Core>

#include "kamsim/decision/win_map.hpp"

namespace kamsim {

/// The alternative with the largest lead in each row; the baseline, whose lead of 0 is left out, among equals.
/// @param leads [row][alternative without the baseline], in their order
[[nodiscard]] std::vector<int> winners_of(const Eigen::MatrixXd& leads, int baseline);

/// Winners over the two inputs whose regressions move the leads most.
/// @param inputs [world][coordinate]
[[nodiscard]] WinGrid grid_of(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& leads, int baseline);

} // namespace kamsim
