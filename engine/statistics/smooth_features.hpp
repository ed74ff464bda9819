#pragma once

#include <Eigen/Core>

namespace kamsim {

/// Features of inputs for a regression, and how much each is believed in beforehand.
struct SmoothFeatures {
    Eigen::MatrixXd values;     ///< [unit][feature], mean 0
    Eigen::VectorXd deviations; ///< [feature]: relative standard deviation of its coefficient
    Eigen::VectorXd degrees;    ///< [feature]: 1 for those of one input, 2 for those of a pair
};

/// Polynomials of each input's normal score, orthonormal over the units; and products of them in pairs.
/// @param relevance [input]: how much each explains alone, at least 0
[[nodiscard]] SmoothFeatures smooth_features(const Eigen::MatrixXd& inputs, const Eigen::VectorXd& relevance);

/// Polynomials of one input: [unit][degree - 1]; fewer where it has few different values, none where it has one.
[[nodiscard]] Eigen::MatrixXd orthonormal_polynomials(const Eigen::VectorXd& input);

/// Prior standard deviation of the coefficient of a polynomial of this degree, from 1 on.
[[nodiscard]] double prior_deviation(Eigen::Index degree);

} // namespace kamsim
