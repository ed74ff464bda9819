#pragma once

#include <array>
#include <cstdint>

#include <Eigen/Core>

namespace kamsim {

/// Standard normals of one draw, a function of key and number alone: equal inputs give equal bits.
void draw_standard_normals(const std::array<std::uint32_t, 2>& key, std::uint32_t number, Eigen::VectorXd& normals);

/// A with A A' = covariance. By eigenvalues, since perfectly dependent quantities make the covariance singular and
/// rounding may then leave an eigenvalue a little below 0.
[[nodiscard]] Eigen::MatrixXd square_root_of(const Eigen::MatrixXd& covariance);

} // namespace kamsim
