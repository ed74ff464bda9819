#include "kamsim/statistics/gaussian_process.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

#include <Eigen/LU>
#include <boost/math/distributions/students_t.hpp>

#include "kamsim/random/draws.hpp"
#include "statistics/process_likelihood.hpp"

namespace kamsim {

namespace {

constexpr double validation_level = 0.95;
/// Key of the order of points in folds: it belongs to the fit, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> fold_key{0x666F6C64, 0x6B726967};

[[noreturn]] void refuse(const std::string& what)
{
    throw std::invalid_argument("Gaussian process: " + what);
}

void check(const ProcessData& data, Eigen::Index coefficients)
{
    const auto points = data.responses.size();
    if (data.points.rows() != points || data.points.cols() != std::ssize(data.inputs)
        || (data.noise_variances.size() != 0 && data.noise_variances.size() != points)) {
        refuse("points, responses, noise and inputs do not have the same sizes");
    }
    if (points < coefficients + 2) {
        refuse(std::to_string(points) + " points; give at least " + std::to_string(coefficients + 2));
    }
    if (!data.points.allFinite() || !data.responses.allFinite() || !data.noise_variances.allFinite()
        || (data.noise_variances.array() < 0.0).any()) {
        refuse("points, responses and noise variances must be finite, and the latter not below 0");
    }
    for (const auto& input : data.inputs) {
        const bool is_number = input.kind == ProcessInput::Kind::number;
        if (is_number && !(input.high > input.low)) {
            refuse("a range ends where it begins, or before");
        }
        if (is_number && input.scale == ProcessInput::Scale::logarithmic && !(input.low > 0.0)) {
            refuse("a logarithmic range begins at 0 or below");
        }
    }
}

ProcessData part_of(const ProcessData& data, const std::vector<Eigen::Index>& points)
{
    return {data.inputs, data.points(points, Eigen::all), data.responses(points), data.noise_variances(points)};
}

/// Mean square of the deviations from the mean; 1 where there are none.
double variance_of(const Eigen::VectorXd& values)
{
    const double variance = (values.array() - values.mean()).square().mean();
    const double rounding = std::numeric_limits<double>::epsilon() * values.cwiseAbs().maxCoeff();
    return variance > rounding * rounding ? variance : 1.0;
}

} // namespace

std::vector<Eigen::Index> space_filling(const std::vector<ProcessInput>& inputs, const Eigen::MatrixXd& scaled,
                                        Eigen::Index count)
{
    std::vector<Eigen::Index> chosen(static_cast<std::size_t>(std::min(count, scaled.rows())));
    std::iota(chosen.begin(), chosen.end(), Eigen::Index{0});
    if (scaled.rows() <= count) {
        return chosen;
    }
    const auto squared_distances = [&](const Eigen::RowVectorXd& place) {
        Eigen::VectorXd sums = Eigen::VectorXd::Zero(scaled.rows());
        for (Eigen::Index k = 0; k < scaled.cols(); ++k) {
            const Eigen::ArrayXd distances = (scaled.col(k).array() - place[k]).abs();
            const bool is_category = inputs[static_cast<std::size_t>(k)].kind == ProcessInput::Kind::category;
            sums.array() += is_category ? Eigen::ArrayXd((distances > 0.0).cast<double>()) : distances.square();
        }
        return sums;
    };
    Eigen::Index next = 0;
    squared_distances(scaled.colwise().mean()).minCoeff(&next);
    Eigen::VectorXd nearest = Eigen::VectorXd::Constant(scaled.rows(), std::numeric_limits<double>::infinity());
    for (auto& place : chosen) {
        place = next;
        nearest = nearest.cwiseMin(squared_distances(scaled.row(next)));
        nearest[next] = -1.0; // also where points are equal, each counts once
        nearest.maxCoeff(&next);
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

GaussianProcess::GaussianProcess(ProcessData data, const ProcessOptions& options)
    : data_(std::move(data)), trend_(options.trend)
{
    check(data_, 1);
    data_.noise_variances.conservativeResizeLike(Eigen::VectorXd::Zero(data_.responses.size()));
    used_ = space_filling(data_.inputs, scaled_points(data_.inputs, data_.points), options.most_points);
    data_ = part_of(data_, used_);
    scaled_ = scaled_points(data_.inputs, data_.points);
    basis_ = trend_basis(data_.inputs, scaled_, trend_);
    check(data_, basis_.cols());
    find_parameters(std::max(options.most_likelihood_points, basis_.cols() + 2));
    condition();
}

GaussianProcess::GaussianProcess(ProcessData data, ProcessTrend trend, const ProcessParameters& parameters)
    : data_(std::move(data)), trend_(trend), parameters_(parameters)
{
    check(data_, 1);
    data_.noise_variances.conservativeResizeLike(Eigen::VectorXd::Zero(data_.responses.size()));
    used_.resize(static_cast<std::size_t>(data_.responses.size()));
    std::iota(used_.begin(), used_.end(), Eigen::Index{0});
    scaled_ = scaled_points(data_.inputs, data_.points);
    basis_ = trend_basis(data_.inputs, scaled_, trend_);
    check(data_, basis_.cols());
    condition();
}

void GaussianProcess::find_parameters(Eigen::Index most_points)
{
    const auto chosen = space_filling(data_.inputs, scaled_, most_points);
    const ProcessData data = part_of(data_, chosen);
    const ProcessLikelihood likelihood(data.inputs, scaled_(chosen, Eigen::all), basis_(chosen, Eigen::all),
                                       data.responses, data.noise_variances);
    const MostLikely found = most_likely_parameters(likelihood, variance_of(data.responses));
    parameters_ = found.parameters;
    for (const auto& parameters : found.neighbours) {
        neighbours_.emplace_back(data, trend_, parameters);
    }
    if (!neighbours_.empty()) {
        centre_.emplace_back(data, trend_, parameters_);
    }
}

void GaussianProcess::condition()
{
    Eigen::MatrixXd covariance =
        parameters_.variance * process_correlation(data_.inputs, parameters_.ranges, scaled_, scaled_);
    covariance.diagonal().array() += parameters_.nugget + data_.noise_variances.array();
    factor_.compute(covariance);
    whitened_basis_ = factor_.matrixL().solve(basis_);
    information_.compute(whitened_basis_.transpose() * whitened_basis_);
    if (factor_.info() != Eigen::Success || information_.info() != Eigen::Success) {
        refuse("the points cannot be told apart, or the trend has more directions than they have: give other points, "
               "or a constant trend");
    }
    const Eigen::VectorXd whitened = factor_.matrixL().solve(data_.responses);
    coefficients_ = information_.solve(whitened_basis_.transpose() * whitened);
    const Eigen::VectorXd residual = whitened - whitened_basis_ * coefficients_;
    weights_ = factor_.matrixU().solve(residual);
    log_likelihood_ =
        -factor_.matrixLLT().diagonal().array().log().sum() - information_.matrixLLT().diagonal().array().log().sum()
        - 0.5 * (residual.squaredNorm() + static_cast<double>(degrees_of_freedom()) * std::log(2.0 * std::numbers::pi));
}

ProcessPrediction GaussianProcess::at(const Eigen::MatrixXd& places) const
{
    const Eigen::MatrixXd scaled = scaled_points(data_.inputs, places);
    const Eigen::MatrixXd basis = trend_basis(data_.inputs, scaled, trend_);
    const Eigen::MatrixXd covariance =
        parameters_.variance * process_correlation(data_.inputs, parameters_.ranges, scaled_, scaled);
    const Eigen::MatrixXd whitened = factor_.matrixL().solve(covariance);
    const Eigen::MatrixXd unexplained = basis.transpose() - whitened_basis_.transpose() * whitened;
    const Eigen::VectorXd reduction = whitened.colwise().squaredNorm();
    const Eigen::VectorXd of_trend = information_.matrixL().solve(unexplained).colwise().squaredNorm();
    return {basis * coefficients_ + covariance.transpose() * weights_,
            (parameters_.variance - reduction.array() + of_trend.array()).cwiseMax(0.0)
                + parameter_variances(places).array()};
}

Eigen::VectorXd GaussianProcess::means_at(const Eigen::MatrixXd& places) const
{
    const Eigen::MatrixXd scaled = scaled_points(data_.inputs, places);
    return trend_basis(data_.inputs, scaled, trend_) * coefficients_
           + parameters_.variance * (process_correlation(data_.inputs, parameters_.ranges, scaled, scaled_) * weights_);
}

Eigen::VectorXd GaussianProcess::parameter_variances(const Eigen::MatrixXd& places) const
{
    Eigen::ArrayXd sum = Eigen::ArrayXd::Zero(places.rows());
    if (centre_.empty()) {
        return sum;
    }
    const auto here = centre_.front().at(places);
    for (std::size_t k = 0; k + 1 < neighbours_.size(); k += 2) {
        const auto before = neighbours_[k].at(places);
        const auto behind = neighbours_[k + 1].at(places);
        sum += 0.25 * (behind.means - before.means).array().square()
               + 0.5 * (before.variances + behind.variances - 2.0 * here.variances).array();
    }
    return sum.cwiseMax(0.0);
}

Eigen::MatrixXd GaussianProcess::precision() const
{
    const Eigen::MatrixXd solved_basis = factor_.matrixU().solve(whitened_basis_);
    return factor_.solve(Eigen::MatrixXd::Identity(basis_.rows(), basis_.rows()))
           - solved_basis * information_.solve(solved_basis.transpose());
}

CrossValidation GaussianProcess::validated(const std::vector<std::vector<Eigen::Index>>& folds) const
{
    const Eigen::MatrixXd of_all = precision();
    CrossValidation result;
    result.folds = std::ssize(folds);
    result.predicted = data_.responses;
    result.variances.resize(data_.responses.size());
    for (const auto& fold : folds) {
        const Eigen::MatrixXd covariance = Eigen::MatrixXd(of_all(fold, fold)).inverse();
        result.predicted(fold) -= covariance * weights_(fold);
        result.variances(fold) = covariance.diagonal();
    }
    const Eigen::ArrayXd errors = data_.responses - result.predicted;
    const double limit = boost::math::quantile(boost::math::students_t(static_cast<double>(degrees_of_freedom())),
                                               0.5 * (1.0 + validation_level));
    result.root_mean_square = std::sqrt(errors.square().mean());
    result.explained = 1.0 - errors.square().mean() / variance_of(data_.responses);
    result.covered = (errors.abs() <= limit * result.variances.array().sqrt()).cast<double>().mean();
    return result;
}

CrossValidation GaussianProcess::leave_one_out() const
{
    return cross_validated(data_.responses.size());
}

CrossValidation GaussianProcess::cross_validated(Eigen::Index folds) const
{
    if (folds < 2 || folds > data_.responses.size()) {
        refuse(std::to_string(folds) + " folds of " + std::to_string(data_.responses.size()) + " points");
    }
    std::vector<std::pair<std::uint32_t, Eigen::Index>> order;
    for (Eigen::Index point = 0; point < data_.responses.size(); ++point) {
        order.emplace_back(philox4x32_10({static_cast<std::uint32_t>(point), 0, 0, 0}, fold_key)[0], point);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::vector<Eigen::Index>> parts(static_cast<std::size_t>(folds));
    for (std::size_t k = 0; k < order.size(); ++k) {
        parts[k % parts.size()].push_back(order[k].second);
    }
    return validated(parts);
}

} // namespace kamsim
