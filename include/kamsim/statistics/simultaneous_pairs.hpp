#pragma once

#include <Eigen/Core>

namespace kamsim {

/// Number of draws behind simultaneous_pairs_factor: its relative error is about 0.003 (one standard error).
inline constexpr int simultaneous_pairs_draws = 50'000;

/// How many standard errors wide each half of the intervals of all pairwise differences of several means must be, so
/// that all of them hold together: the quantile of the largest |t| over pairs, of a multivariate t distribution with
/// the correlations that the differences have. Where the means are independent and equally exact, it is the quantile of
/// the studentised range over the root of 2 (Tukey). Never more than Bonferroni's.
///
/// By fixed draws, so that equal inputs give equal bits. The degrees of freedom belong to a variance that is common to
/// all pairs; with one of its own for each pair the level holds for large samples.
/// @param pair_variances symmetric: variance of the difference of each two means, 0 for those that are always equal
/// @param degrees_of_freedom of the variances, at least 1
/// @throws std::invalid_argument where the matrix is not square or the level not between 0 and 1
[[nodiscard]] double simultaneous_pairs_factor(const Eigen::MatrixXd& pair_variances, double degrees_of_freedom,
                                               double level);

} // namespace kamsim
