#pragma once

#include <span>
#include <vector>

#include <Eigen/Core>

namespace kamsim {

/// What choosing an alternative by its estimated mean is worth, given how precisely the means are known.
struct LargestMean {
    std::vector<double> confidence;    ///< [alternative]: probability that its true mean is the largest; ties are split
    std::vector<double> expected_loss; ///< [alternative]: expected lead of the largest true mean over this one's, >= 0
};

/// Number of draws from the distribution of the means: a confidence has a standard error of at most 0.0016.
inline constexpr int largest_mean_draws = 100'000;

/// By drawing the true means from a normal distribution; the draws are fixed, so equal inputs give equal bits.
/// @param covariance of the estimated means, positive semidefinite; it may be singular
/// @throws std::invalid_argument where the sizes do not fit
[[nodiscard]] LargestMean largest_mean(const Eigen::VectorXd& means, const Eigen::MatrixXd& covariance);

/// The same from paired samples: estimated means, and their covariance divided by the number of pairs. Samples that are
/// equal throughout share their confidence evenly. Both results are NaN below two pairs.
/// @param values [alternative][replication]
/// @throws std::invalid_argument where the samples are not of one size
[[nodiscard]] LargestMean largest_mean(std::span<const std::span<const double>> values);

} // namespace kamsim
