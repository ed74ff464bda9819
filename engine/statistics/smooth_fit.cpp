#include "kamsim/statistics/smooth_fit.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <Eigen/Eigenvalues>

#include "kamsim/random/draws.hpp"
#include "statistics/smooth_features.hpp"

namespace kamsim {

namespace {

constexpr Eigen::Index fewest_units = 8;
/// Key of the posterior's draws: they belong to the fit, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> fit_key{0x736D6F6F, 0x74686974};
/// Signal-to-noise ratios of a coefficient that are tried: none, and powers of ten with these steps.
constexpr double least_power = -7.0;
constexpr double most_power = 4.0;
constexpr double power_step = 0.1;
/// Prior standard deviations of pairs, as parts of what single inputs have.
constexpr std::array pair_sizes{0.0, 0.1, 0.3, 1.0};

/// Noise and size of the coefficients of one response, by marginal likelihood.
struct Evidence {
    double log_likelihood = -std::numeric_limits<double>::infinity();
    double ratio = 0.0; ///< variance of a coefficient over that of the noise
    double noise_variance = 0.0;
};

/// @param sizes [coefficient]: mean square of its basis column
/// @param projections [coefficient]: mean product of the basis column and the response
Evidence evidence_of(const Eigen::VectorXd& sizes, const Eigen::VectorXd& projections, double sum_of_squares,
                     double units)
{
    const auto at = [&](double ratio) {
        const Eigen::ArrayXd gain = 1.0 + ratio * units * sizes.array();
        const double rest = sum_of_squares - units * units * ratio * (projections.array().square() / gain).sum();
        const double variance = std::max(rest, 0.0) / (units - 1.0);
        const double log_likelihood =
            variance > 0.0 ? -0.5 * ((units - 1.0) * std::log(variance) + gain.log().sum()) : 0.0;
        return Evidence{log_likelihood, ratio, variance};
    };
    Evidence best = at(0.0);
    const auto steps = static_cast<int>(std::lround((most_power - least_power) / power_step));
    for (int step = 0; step <= steps; ++step) {
        const Evidence tried = at(std::pow(10.0, least_power + power_step * step));
        best = tried.log_likelihood > best.log_likelihood ? tried : best;
    }
    return best;
}

/// Part of the responses' variance that an input explains alone, the largest over responses.
double relevance_of(const Eigen::VectorXd& input, const Eigen::MatrixXd& deviations)
{
    const Eigen::MatrixXd polynomials = orthonormal_polynomials(input);
    const auto units = static_cast<double>(input.size());
    Eigen::VectorXd prior(polynomials.cols());
    for (Eigen::Index k = 0; k < prior.size(); ++k) {
        prior[k] = prior_deviation(k + 1);
    }
    double largest = 0.0;
    for (Eigen::Index response = 0; response < deviations.cols(); ++response) {
        const double sum_of_squares = deviations.col(response).squaredNorm();
        if (sum_of_squares > 0.0 && prior.size() > 0) {
            const Eigen::VectorXd projections =
                prior.cwiseProduct(polynomials.transpose() * deviations.col(response)) / units;
            const Evidence evidence = evidence_of(prior.cwiseAbs2(), projections, sum_of_squares, units);
            largest = std::max(largest, 1.0 - evidence.noise_variance * (units - 1.0) / sum_of_squares);
        }
    }
    return largest;
}

/// Features with sizes by their prior, turned until they are orthogonal.
struct OrthogonalBasis {
    Eigen::MatrixXd values; ///< [unit][coefficient]
    Eigen::VectorXd sizes;  ///< [coefficient]: mean square
};

OrthogonalBasis orthogonal_basis(const SmoothFeatures& features, double pair_size)
{
    if (features.values.cols() == 0) { // inputs that are the same everywhere explain nothing
        return {features.values, Eigen::VectorXd()};
    }
    const Eigen::ArrayXd sizes =
        features.deviations.array()
        * (features.degrees.array() > 1.0).select(pair_size, Eigen::ArrayXd::Ones(features.degrees.size()));
    const Eigen::MatrixXd scaled = features.values * sizes.matrix().asDiagonal();
    const Eigen::MatrixXd products = scaled.transpose() * scaled / static_cast<double>(scaled.rows());
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(products);
    return {scaled * solver.eigenvectors(), solver.eigenvalues().cwiseMax(0.0)};
}

std::vector<Evidence> evidences_of(const OrthogonalBasis& basis, const Eigen::MatrixXd& deviations)
{
    const auto units = static_cast<double>(deviations.rows());
    const Eigen::MatrixXd projections = basis.values.transpose() * deviations / units;
    std::vector<Evidence> evidences;
    for (Eigen::Index response = 0; response < deviations.cols(); ++response) {
        evidences.push_back(
            evidence_of(basis.sizes, projections.col(response), deviations.col(response).squaredNorm(), units));
    }
    return evidences;
}

/// A root of the correlation of residuals; responses without residuals stand alone.
Eigen::MatrixXd root_of_correlation(const Eigen::MatrixXd& residuals)
{
    const Eigen::VectorXd norms = residuals.colwise().norm();
    const Eigen::VectorXd scales = (norms.array() > 0.0).select(norms.cwiseInverse(), 0.0);
    Eigen::MatrixXd correlation = scales.asDiagonal() * (residuals.transpose() * residuals) * scales.asDiagonal();
    correlation.diagonal().setOnes();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlation);
    return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
}

/// Standard normals of a draw, a function of its number and place alone.
Eigen::MatrixXd normals(std::uint32_t number, Eigen::Index rows, Eigen::Index columns)
{
    Eigen::MatrixXd values(rows, columns);
    for (Eigen::Index column = 0; column < columns; ++column) {
        for (Eigen::Index row = 0; row < rows; ++row) {
            const auto words = philox4x32_10(
                {number, static_cast<std::uint32_t>(row / 4), static_cast<std::uint32_t>(column), 0}, fit_key);
            values(row, column) = normal_of(uniform_of(words[static_cast<std::size_t>(row % 4)]));
        }
    }
    return values;
}

} // namespace

SmoothFit::SmoothFit(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& responses)
    : centre_(responses.colwise().mean()), fitted_(responses.rows(), responses.cols()), explained_(responses.cols())
{
    if (inputs.rows() != responses.rows() || inputs.rows() < fewest_units) {
        throw std::invalid_argument(
            "SmoothFit: " + std::to_string(inputs.rows()) + " rows of inputs and " + std::to_string(responses.rows())
            + " of responses; it takes as many of both, at least " + std::to_string(fewest_units));
    }
    const Eigen::MatrixXd deviations = responses.rowwise() - centre_;
    Eigen::VectorXd relevance = Eigen::VectorXd::Zero(inputs.cols());
    if (inputs.cols() > 1) {
        for (Eigen::Index input = 0; input < inputs.cols(); ++input) {
            relevance[input] = relevance_of(inputs.col(input), deviations);
        }
    }
    const SmoothFeatures features = smooth_features(inputs, relevance);
    OrthogonalBasis best;
    double best_evidence = -std::numeric_limits<double>::infinity();
    for (const double pair_size : pair_sizes) {
        const OrthogonalBasis basis = orthogonal_basis(features, pair_size);
        double evidence = 0.0;
        for (const auto& of_response : evidences_of(basis, deviations)) {
            evidence += of_response.log_likelihood;
        }
        if (evidence > best_evidence) {
            best_evidence = evidence;
            best = basis;
        }
        if (inputs.cols() < 2) {
            break;
        }
    }
    fit(best.values, best.sizes, deviations);
}

void SmoothFit::fit(const Eigen::MatrixXd& basis, const Eigen::VectorXd& sizes, const Eigen::MatrixXd& deviations)
{
    basis_ = basis;
    const auto units = static_cast<double>(deviations.rows());
    const auto evidences = evidences_of({basis, sizes}, deviations);
    const Eigen::MatrixXd projections = basis.transpose() * deviations / units;
    coefficients_.resize(basis.cols(), deviations.cols());
    deviations_.resize(basis.cols(), deviations.cols());
    for (Eigen::Index response = 0; response < deviations.cols(); ++response) {
        const auto& evidence = evidences[static_cast<std::size_t>(response)];
        const Eigen::ArrayXd shrink = evidence.ratio / (1.0 + evidence.ratio * units * sizes.array());
        coefficients_.col(response) = units * shrink * projections.col(response).array();
        deviations_.col(response) = (evidence.noise_variance * shrink).sqrt();
        const double sum_of_squares = deviations.col(response).squaredNorm();
        explained_[response] =
            sum_of_squares > 0.0 ? std::max(0.0, 1.0 - evidence.noise_variance * (units - 1.0) / sum_of_squares) : 0.0;
    }
    const Eigen::MatrixXd smooth = basis_ * coefficients_;
    related_ = root_of_correlation(deviations - smooth);
    fitted_ = smooth.rowwise() + centre_;
}

Eigen::MatrixXd SmoothFit::drawn(std::uint32_t number) const
{
    const Eigen::MatrixXd independent = normals(number, coefficients_.rows(), coefficients_.cols());
    const Eigen::MatrixXd noise = (independent * related_.transpose()).cwiseProduct(deviations_);
    const Eigen::MatrixXd smooth = basis_ * (coefficients_ + noise);
    return smooth.rowwise() + centre_;
}

} // namespace kamsim
