#include "statistics/process_likelihood.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <exception>
#include <limits>
#include <memory>
#include <numbers>
#include <numeric>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <nlopt.h>

#include "kamsim/random/latin_hypercube.hpp"

namespace kamsim {

namespace {

using Kind = ProcessInput::Kind;

const double root_of_five = std::sqrt(5.0);

/// Where parameters are looked for; variances in units of that of the responses. The least nugget keeps the covariance
/// invertible, at an error of 1e-4 standard deviations.
constexpr std::pair variance_limits{1e-6, 1e3};
constexpr std::pair nugget_limits{1e-8, 4.0};
constexpr std::pair length_limits{0.03, 30.0};
constexpr std::pair category_limits{1e-3, 7.0}; ///< minus logarithms of the correlation
/// Where starts are drawn.
constexpr std::pair variance_starts{0.2, 5.0};
constexpr std::pair nugget_starts{1e-5, 0.3};
constexpr std::pair length_starts{0.15, 5.0};
constexpr std::pair category_starts{0.05, 2.0};

constexpr std::int64_t tried_starts = 24;
constexpr std::size_t followed_starts = 3;
constexpr int most_evaluations = 150;
constexpr double likelihood_tolerance = 1e-6;
constexpr std::uint64_t start_seed = 0x6b726967;

/// One factor of the correlation: of places on one input.
Eigen::ArrayXXd factor_of(Kind kind, double range, const Eigen::VectorXd& places, const Eigen::VectorXd& points)
{
    const Eigen::ArrayXXd distances =
        (places.replicate(1, points.size()) - points.transpose().replicate(places.size(), 1)).array().abs();
    if (kind == Kind::category) {
        return (distances > 0.0).select(range, Eigen::ArrayXXd::Ones(places.size(), points.size()));
    }
    const Eigen::ArrayXXd scaled = distances * (root_of_five / range);
    return (1.0 + scaled + scaled.square() / 3.0) * (-scaled).exp();
}

} // namespace

Eigen::MatrixXd scaled_points(const std::vector<ProcessInput>& inputs, const Eigen::MatrixXd& points)
{
    Eigen::MatrixXd scaled = points;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        const auto& input = inputs[k];
        auto column = scaled.col(static_cast<Eigen::Index>(k)).array();
        if (input.kind == Kind::number && input.scale == ProcessInput::Scale::logarithmic) {
            column = (column / input.low).log() / std::log(input.high / input.low);
        } else if (input.kind == Kind::number) {
            column = (column - input.low) / (input.high - input.low);
        }
    }
    return scaled;
}

Eigen::MatrixXd trend_basis(const std::vector<ProcessInput>& inputs, const Eigen::MatrixXd& scaled, ProcessTrend trend)
{
    std::vector<Eigen::Index> numbers;
    for (std::size_t k = 0; k < inputs.size() && trend == ProcessTrend::linear; ++k) {
        if (inputs[k].kind == Kind::number) {
            numbers.push_back(static_cast<Eigen::Index>(k));
        }
    }
    Eigen::MatrixXd basis(scaled.rows(), std::ssize(numbers) + 1);
    basis.col(0).setOnes();
    for (std::size_t k = 0; k < numbers.size(); ++k) {
        basis.col(static_cast<Eigen::Index>(k) + 1) = scaled.col(numbers[k]).array() - 0.5;
    }
    return basis;
}

Eigen::MatrixXd process_correlation(const std::vector<ProcessInput>& inputs, const Eigen::VectorXd& ranges,
                                    const Eigen::MatrixXd& places, const Eigen::MatrixXd& points)
{
    Eigen::ArrayXXd correlation = Eigen::ArrayXXd::Ones(places.rows(), points.rows());
    for (Eigen::Index k = 0; k < points.cols(); ++k) {
        correlation *= factor_of(inputs[static_cast<std::size_t>(k)].kind, ranges[k], places.col(k), points.col(k));
    }
    return correlation.matrix();
}

ProcessLikelihood::ProcessLikelihood(std::vector<ProcessInput> inputs, Eigen::MatrixXd scaled, Eigen::MatrixXd basis,
                                     Eigen::VectorXd responses, Eigen::VectorXd noise_variances)
    : inputs_(std::move(inputs)), scaled_(std::move(scaled)), basis_(std::move(basis)),
      responses_(std::move(responses)), noise_variances_(std::move(noise_variances))
{}

ProcessParameters ProcessLikelihood::parameters(const Eigen::VectorXd& coordinates) const
{
    ProcessParameters parameters{std::exp(coordinates[0]), std::exp(coordinates[1]),
                                 coordinates.tail(coordinates.size() - 2).array().exp()};
    for (std::size_t k = 0; k < inputs_.size(); ++k) {
        auto& range = parameters.ranges[static_cast<Eigen::Index>(k)];
        range = inputs_[k].kind == Kind::category ? std::exp(-range) : range;
    }
    return parameters;
}

Eigen::VectorXd ProcessLikelihood::coordinates(const ProcessParameters& parameters) const
{
    Eigen::VectorXd result(coordinates());
    result[0] = std::log(parameters.variance);
    result[1] = std::log(parameters.nugget);
    for (std::size_t k = 0; k < inputs_.size(); ++k) {
        const auto index = static_cast<Eigen::Index>(k);
        const double range = parameters.ranges[index];
        result[index + 2] = std::log(inputs_[k].kind == Kind::category ? -std::log(range) : range);
    }
    return result;
}

double ProcessLikelihood::at(const Eigen::VectorXd& coordinates, Eigen::Ref<Eigen::VectorXd> gradient) const
{
    const ProcessParameters given = parameters(coordinates);
    const Eigen::MatrixXd smooth = given.variance * process_correlation(inputs_, given.ranges, scaled_, scaled_);
    Eigen::MatrixXd covariance = smooth;
    covariance.diagonal().array() += given.nugget + noise_variances_.array();
    const Eigen::LLT<Eigen::MatrixXd> factor(covariance);
    const Eigen::MatrixXd whitened_basis = factor.matrixL().solve(basis_);
    const Eigen::VectorXd whitened = factor.matrixL().solve(responses_);
    const Eigen::LLT<Eigen::MatrixXd> information(whitened_basis.transpose() * whitened_basis);
    const auto log_diagonal = [](const Eigen::LLT<Eigen::MatrixXd>& of) {
        return of.matrixLLT().diagonal().array().log().sum();
    };
    const Eigen::VectorXd residual =
        whitened - whitened_basis * information.solve(whitened_basis.transpose() * whitened);
    const auto freedom = static_cast<double>(responses_.size() - basis_.cols());
    const double log_likelihood = -log_diagonal(factor) - log_diagonal(information)
                                  - 0.5 * (residual.squaredNorm() + freedom * std::log(2.0 * std::numbers::pi));
    if (factor.info() != Eigen::Success || information.info() != Eigen::Success || !std::isfinite(log_likelihood)) {
        return -std::numeric_limits<double>::infinity();
    }
    if (gradient.size() > 0) {
        const Eigen::MatrixXd inverse = factor.solve(Eigen::MatrixXd::Identity(covariance.rows(), covariance.cols()));
        const Eigen::MatrixXd solved_basis = factor.matrixU().solve(whitened_basis);
        const Eigen::VectorXd weights = factor.matrixU().solve(residual);
        const Eigen::MatrixXd slopes =
            weights * weights.transpose() - inverse + solved_basis * information.solve(solved_basis.transpose());
        const Eigen::MatrixXd weighted = 0.5 * slopes.cwiseProduct(smooth);
        gradient[0] = weighted.sum();
        gradient[1] = 0.5 * given.nugget * slopes.trace();
        add_range_gradient(weighted, coordinates, gradient);
    }
    return log_likelihood;
}

void ProcessLikelihood::add_range_gradient(const Eigen::MatrixXd& weighted, const Eigen::VectorXd& coordinates,
                                           Eigen::Ref<Eigen::VectorXd> gradient) const
{
    for (Eigen::Index k = 0; k < scaled_.cols(); ++k) {
        const double range = std::exp(coordinates[k + 2]);
        const bool is_category = inputs_[static_cast<std::size_t>(k)].kind == Kind::category;
        double sum = 0.0; // the matrix is symmetric, and its diagonal brings nothing
        for (Eigen::Index column = 0; column < scaled_.rows(); ++column) {
            for (Eigen::Index row = column + 1; row < scaled_.rows(); ++row) {
                const double distance = std::fabs(scaled_(row, k) - scaled_(column, k));
                if (is_category) {
                    sum -= distance > 0.0 ? range * weighted(row, column) : 0.0;
                } else {
                    const double scaled = root_of_five * distance / range;
                    const double square = scaled * scaled / 3.0;
                    sum += weighted(row, column) * square * (1.0 + scaled) / (1.0 + scaled + square);
                }
            }
        }
        gradient[k + 2] = 2.0 * sum;
    }
}

namespace {

struct Limits {
    Eigen::VectorXd low;
    Eigen::VectorXd high;
};

/// Logarithms, in the order of the coordinates.
Limits limits_of(const std::vector<ProcessInput>& inputs, double response_variance, bool of_starts)
{
    const auto count = std::ssize(inputs) + 2;
    Limits limits{Eigen::VectorXd(count), Eigen::VectorXd(count)};
    const auto set = [&](Eigen::Index coordinate, std::pair<double, double> within, double unit) {
        limits.low[coordinate] = std::log(within.first * unit);
        limits.high[coordinate] = std::log(within.second * unit);
    };
    set(0, of_starts ? variance_starts : variance_limits, response_variance);
    set(1, of_starts ? nugget_starts : nugget_limits, response_variance);
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        const bool is_category = inputs[k].kind == Kind::category;
        set(static_cast<Eigen::Index>(k) + 2,
            is_category ? (of_starts ? category_starts : category_limits) : (of_starts ? length_starts : length_limits),
            1.0);
    }
    return limits;
}

/// What NLopt's C interface calls: an exception must not pass through it.
struct Objective {
    const ProcessLikelihood* likelihood;
    std::exception_ptr thrown;

    static double value(unsigned count, const double* coordinates, double* gradient, void* self)
    {
        auto& objective = *static_cast<Objective*>(self);
        try {
            const auto size = static_cast<Eigen::Index>(count);
            const Eigen::VectorXd at = Eigen::Map<const Eigen::VectorXd>(coordinates, size);
            Eigen::VectorXd slopes = Eigen::VectorXd::Zero(gradient == nullptr ? 0 : size);
            const double found = objective.likelihood->at(at, slopes);
            std::copy(slopes.begin(), slopes.end(), gradient);
            return found;
        } catch (...) {
            objective.thrown = std::current_exception();
            return -std::numeric_limits<double>::infinity();
        }
    }
};

struct Found {
    Eigen::VectorXd coordinates;
    double log_likelihood = -std::numeric_limits<double>::infinity();
};

Found climbed(const ProcessLikelihood& likelihood, const Limits& limits, const Found& start)
{
    const std::unique_ptr<std::remove_pointer_t<nlopt_opt>, decltype(&nlopt_destroy)> search(
        nlopt_create(NLOPT_LD_LBFGS, static_cast<unsigned>(likelihood.coordinates())), &nlopt_destroy);
    if (search == nullptr) {
        throw std::bad_alloc();
    }
    Objective objective{&likelihood, nullptr};
    nlopt_set_max_objective(search.get(), &Objective::value, &objective);
    nlopt_set_lower_bounds(search.get(), limits.low.data());
    nlopt_set_upper_bounds(search.get(), limits.high.data());
    nlopt_set_ftol_abs(search.get(), likelihood_tolerance);
    nlopt_set_maxeval(search.get(), most_evaluations);
    Found found = start;
    double reached = start.log_likelihood;
    // Its answer says only why it stopped: a search that fails in rounding still leaves its best point.
    nlopt_optimize(search.get(), found.coordinates.data(), &reached);
    if (objective.thrown) {
        std::rethrow_exception(objective.thrown);
    }
    Eigen::VectorXd no_gradient;
    found.log_likelihood = likelihood.at(found.coordinates, no_gradient);
    return found.log_likelihood > start.log_likelihood ? found : start;
}

std::vector<Found> starts(const ProcessLikelihood& likelihood, const Limits& within)
{
    std::vector<std::vector<double>> places;
    for (int k = 0; k < likelihood.coordinates(); ++k) {
        places.push_back(latin_hypercube_column(start_seed, tried_starts, k));
    }
    std::vector<Found> all;
    Eigen::VectorXd no_gradient;
    for (std::size_t start = 0; start < static_cast<std::size_t>(tried_starts); ++start) {
        Found tried{within.low, 0.0};
        for (Eigen::Index k = 0; k < likelihood.coordinates(); ++k) {
            tried.coordinates[k] += places[static_cast<std::size_t>(k)][start] * (within.high[k] - within.low[k]);
        }
        tried.log_likelihood = likelihood.at(tried.coordinates, no_gradient);
        all.push_back(std::move(tried));
    }
    std::stable_sort(all.begin(), all.end(), [](const Found& first, const Found& second) {
        return first.log_likelihood > second.log_likelihood;
    });
    all.resize(followed_starts);
    return all;
}

/// Minus the second derivatives of the logarithm of the likelihood, of coordinates that are free.
Eigen::MatrixXd curvature(const ProcessLikelihood& likelihood, const Eigen::VectorXd& coordinates,
                          const std::vector<Eigen::Index>& free)
{
    constexpr double step = 1e-3;
    Eigen::MatrixXd result(std::ssize(free), std::ssize(free));
    for (std::size_t k = 0; k < free.size(); ++k) {
        Eigen::VectorXd above = coordinates;
        Eigen::VectorXd below = coordinates;
        above[free[k]] += step;
        below[free[k]] -= step;
        Eigen::VectorXd slopes_above(coordinates.size());
        Eigen::VectorXd slopes_below(coordinates.size());
        if (!std::isfinite(likelihood.at(above, slopes_above)) || !std::isfinite(likelihood.at(below, slopes_below))) {
            return Eigen::MatrixXd(0, 0);
        }
        result.col(static_cast<Eigen::Index>(k)) = (slopes_below - slopes_above)(free) / (2.0 * step);
    }
    return 0.5 * (result + result.transpose());
}

/// The least curvature: no parameter is taken to be uncertain by more than a factor of e^1.5 each way.
constexpr double least_curvature = 1.0 / (1.5 * 1.5);

std::vector<ProcessParameters> neighbours_of(const ProcessLikelihood& likelihood, const Limits& limits,
                                             const Eigen::VectorXd& coordinates)
{
    constexpr double margin = 0.01; // of logarithms
    std::vector<Eigen::Index> free;
    for (Eigen::Index k = 0; k < coordinates.size(); ++k) {
        if (coordinates[k] > limits.low[k] + margin && coordinates[k] < limits.high[k] - margin) {
            free.push_back(k);
        }
    }
    const Eigen::MatrixXd curved = curvature(likelihood, coordinates, free);
    std::vector<ProcessParameters> neighbours;
    if (curved.size() == 0) {
        return neighbours;
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(curved);
    for (Eigen::Index direction = 0; direction < curved.cols(); ++direction) {
        const double deviation = 1.0 / std::sqrt(std::max(solver.eigenvalues()[direction], least_curvature));
        for (const double sign : {-1.0, 1.0}) {
            Eigen::VectorXd place = coordinates;
            place(free) += sign * deviation * solver.eigenvectors().col(direction);
            neighbours.push_back(likelihood.parameters(place.cwiseMax(limits.low).cwiseMin(limits.high)));
        }
    }
    return neighbours;
}

} // namespace

MostLikely most_likely_parameters(const ProcessLikelihood& likelihood, double response_variance)
{
    const Limits limits = limits_of(likelihood.inputs(), response_variance, false);
    Found best;
    for (const auto& start : starts(likelihood, limits_of(likelihood.inputs(), response_variance, true))) {
        const Found found = climbed(likelihood, limits, start);
        best = best.coordinates.size() == 0 || found.log_likelihood > best.log_likelihood ? found : best;
    }
    return {likelihood.parameters(best.coordinates), neighbours_of(likelihood, limits, best.coordinates)};
}

} // namespace kamsim
