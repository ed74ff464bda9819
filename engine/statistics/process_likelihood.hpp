#pragma once

#include <vector>

#include <Eigen/Core>

#include "kamsim/statistics/gaussian_process.hpp"

namespace kamsim {

/// Numbers on [0, 1], in their scale; categories as they are.
[[nodiscard]] Eigen::MatrixXd scaled_points(const std::vector<ProcessInput>& inputs, const Eigen::MatrixXd& points);

/// [point][coefficient]
[[nodiscard]] Eigen::MatrixXd trend_basis(const std::vector<ProcessInput>& inputs, const Eigen::MatrixXd& scaled,
                                          ProcessTrend trend);

/// Correlation of the surface between places and points, both scaled (docs/model.md, eq. 128).
[[nodiscard]] Eigen::MatrixXd process_correlation(const std::vector<ProcessInput>& inputs,
                                                  const Eigen::VectorXd& ranges, const Eigen::MatrixXd& places,
                                                  const Eigen::MatrixXd& points);

/// The restricted likelihood of scaled points as a function of the parameters' coordinates, on which it has no limits:
/// logarithms of the variance, of the nugget, and for each input of its length or of minus the logarithm of the
/// correlation of its categories.
class ProcessLikelihood {
public:
    /// @param noise_variances [point]
    ProcessLikelihood(std::vector<ProcessInput> inputs, Eigen::MatrixXd scaled, Eigen::MatrixXd basis,
                      Eigen::VectorXd responses, Eigen::VectorXd noise_variances);

    [[nodiscard]] const std::vector<ProcessInput>& inputs() const { return inputs_; }
    [[nodiscard]] Eigen::Index coordinates() const { return 2 + scaled_.cols(); }

    /// @param gradient filled in where it is not empty (docs/model.md, eq. 130)
    /// @return minus infinity where the covariance is not positive definite in floating point
    [[nodiscard]] double at(const Eigen::VectorXd& coordinates, Eigen::Ref<Eigen::VectorXd> gradient) const;

    [[nodiscard]] ProcessParameters parameters(const Eigen::VectorXd& coordinates) const;
    [[nodiscard]] Eigen::VectorXd coordinates(const ProcessParameters& parameters) const;

private:
    void add_range_gradient(const Eigen::MatrixXd& weighted, const Eigen::VectorXd& coordinates,
                            Eigen::Ref<Eigen::VectorXd> gradient) const;

    std::vector<ProcessInput> inputs_;
    Eigen::MatrixXd scaled_;
    Eigen::MatrixXd basis_;
    Eigen::VectorXd responses_;
    Eigen::VectorXd noise_variances_;
};

/// The parameters of the largest restricted likelihood, and how uncertain they are.
struct MostLikely {
    ProcessParameters parameters;
    /// Pairs, one standard deviation before and behind in each principal direction of their coordinates, by the
    /// curvature of the likelihood; coordinates at a limit are held.
    std::vector<ProcessParameters> neighbours;
};

/// From several starts.
/// @param response_variance unit of the limits of variances
[[nodiscard]] MostLikely most_likely_parameters(const ProcessLikelihood& likelihood, double response_variance);

} // namespace kamsim
