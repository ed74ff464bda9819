#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Core>

namespace kamsim {

/// Smooth regressions of several responses on inputs: what a response is on average where the inputs are known. Noise
/// and everything else that the response depends on is averaged out.
///
/// Each input enters by orthogonal polynomials (up to degree 5) of its normal score, so that its units and its
/// distribution do not matter, and each pair of inputs by products of them. Coefficients are normal beforehand, with
/// variances that fall with the degree and follow what each input explains alone; how large they are is found by
/// marginal likelihood for each response. Of many inputs the 20 that explain most enter, and pairs of the first 8.
class SmoothFit {
public:
    /// @param inputs [unit][input]
    /// @param responses [unit][response]
    /// @throws std::invalid_argument where the rows differ, or where there are fewer than 8
    SmoothFit(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& responses);

    /// [unit][response]
    [[nodiscard]] const Eigen::MatrixXd& fitted() const { return fitted_; }
    /// Part of each response's variance that the fit explains, corrected for its degrees of freedom; not below 0.
    [[nodiscard]] const Eigen::VectorXd& explained() const { return explained_; }

    /// The responses' means as they may truly be: a draw from the posterior, with responses as related as their
    /// residuals. A pure function of the fit and the number.
    /// @return [unit][response]
    [[nodiscard]] Eigen::MatrixXd drawn(std::uint32_t number) const;

private:
    void fit(const Eigen::MatrixXd& basis, const Eigen::VectorXd& sizes, const Eigen::MatrixXd& deviations);

    Eigen::RowVectorXd centre_;
    Eigen::MatrixXd basis_;        ///< [unit][coefficient], orthogonal
    Eigen::MatrixXd coefficients_; ///< [coefficient][response]
    Eigen::MatrixXd deviations_;   ///< [coefficient][response], of the posterior
    Eigen::MatrixXd related_;      ///< [response][response]: a root of the correlation of residuals
    Eigen::MatrixXd fitted_;
    Eigen::VectorXd explained_;
};

/// Normal scores of a sample: the standard normal quantile of each value's rank; equal values share their mean rank.
[[nodiscard]] Eigen::VectorXd normal_scores(const Eigen::VectorXd& values);

} // namespace kamsim
