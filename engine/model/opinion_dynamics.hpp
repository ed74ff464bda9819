#pragma once

#include <Eigen/Core>

namespace kamsim {

/// Friedkin-Johnsen opinion dynamics x <- diag(s)·W·x + (1 - diag(s))·x0 + b (docs/model.md, eq. 52; N. E. Friedkin and
/// E. C. Johnsen 1999; with a susceptibility for each person: Parsegov et al. 2017).
///
/// `influence` is W (n x n, rows sum to 1, W_ij: weight of j in the opinion of i); `susceptibility` is s (n, 0-1, and
/// less than 1 for enough people that opinions settle); `initial` is x0 and `contact` is b (n).

/// The opinions that no step changes (eq. 53).
/// @throws std::invalid_argument where sizes do not match or opinions never settle
[[nodiscard]] Eigen::VectorXd opinion_equilibrium(const Eigen::MatrixXd& influence,
                                                  const Eigen::VectorXd& susceptibility, const Eigen::VectorXd& initial,
                                                  const Eigen::VectorXd& contact);

/// Change of the weighted sum of settled opinions for a unit of contact with each person: wᵀ(I - diag(s)·W)^-1.
/// @throws std::invalid_argument as above
[[nodiscard]] Eigen::VectorXd contact_leverage(const Eigen::MatrixXd& influence, const Eigen::VectorXd& susceptibility,
                                               const Eigen::VectorXd& weights);

} // namespace kamsim
