#pragma once

#include "kamsim/statistics/distributions.hpp"

namespace kamsim {

/// Nodes for the quantiles of a beta distribution on [0, 1].
[[nodiscard]] std::vector<QuantileNode> beta_nodes(double alpha, double beta);

/// Cubic between the nodes; within 1e-6 of the quantile for alpha and beta of 1 or more.
/// @param probability on (0, 1)
[[nodiscard]] double interpolated_quantile(const std::vector<QuantileNode>& nodes, double probability);

} // namespace kamsim
