#include "kamsim/statistics/variance_ratio.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>

#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

std::vector<double> squared_deviations(std::span<const double> values)
{
    const double mean = sample_moments(values).mean;
    std::vector<double> squares;
    squares.reserve(values.size());
    for (const double value : values) {
        squares.push_back((value - mean) * (value - mean));
    }
    return squares;
}

/// Ratio of two means over the same observations, with the interval of its logarithm.
VarianceRatio ratio_of_means(std::span<const double> above, std::span<const double> below, double level)
{
    const double numerator = sample_moments(above).mean;
    const double denominator = sample_moments(below).mean;
    if (!(denominator > 0.0) || !(numerator > 0.0)) {
        const double ratio = numerator > 0.0 ? infinity : (denominator > 0.0 ? 0.0 : nan);
        return {ratio, {ratio, ratio, level, IntervalKind::delta_method}};
    }
    std::vector<double> influence;
    influence.reserve(above.size());
    for (std::size_t k = 0; k < above.size(); ++k) {
        influence.push_back(above[k] / numerator - below[k] / denominator);
    }
    const double z = boost::math::quantile(boost::math::complement(boost::math::normal(), 0.5 * (1.0 - level)));
    const double spread = std::exp(z * sample_moments(influence).standard_error());
    const double ratio = numerator / denominator;
    return {ratio, {ratio / spread, ratio * spread, level, IntervalKind::delta_method}};
}

/// Observations of a half: first to end - 1.
struct Half {
    Eigen::Index first;
    Eigen::Index end;

    [[nodiscard]] Eigen::Index count() const { return end - first; }
};

/// Least squares over a half. Controls that say the same leave the normal equations singular; the robust decomposition
/// then takes any of the equally good answers.
Eigen::VectorXd coefficients(const Eigen::VectorXd& values, const Eigen::MatrixXd& controls, Half half)
{
    const auto rows = controls.middleRows(half.first, half.count());
    const Eigen::MatrixXd centred = rows.rowwise() - rows.colwise().mean();
    const auto part = values.segment(half.first, half.count());
    const Eigen::VectorXd deviations = part.array() - part.mean();
    return (centred.transpose() * centred).ldlt().solve(centred.transpose() * deviations);
}

} // namespace

VarianceRatio pairing_ratio(std::span<const double> first, std::span<const double> second, double level)
{
    const auto differences = paired_differences(first, second);
    auto apart = squared_deviations(first);
    const auto of_second = squared_deviations(second);
    for (std::size_t k = 0; k < apart.size(); ++k) {
        apart[k] += of_second[k];
    }
    return ratio_of_means(apart, squared_deviations(differences), level);
}

VarianceRatio reduction_ratio(std::span<const double> plain, std::span<const double> reduced, double level)
{
    if (plain.size() != reduced.size()) {
        throw std::invalid_argument("reduction_ratio: " + std::to_string(plain.size()) + " values and "
                                    + std::to_string(reduced.size()) + " reduced ones; give one for each");
    }
    return ratio_of_means(squared_deviations(plain), squared_deviations(reduced), level);
}

VarianceRatio ratio_of_variances(const Moments& plain, double scale, const Moments& reduced, double level)
{
    const double above = scale * plain.variance();
    const double below = reduced.variance();
    if (!(above > 0.0) || !(below > 0.0)) {
        const double ratio = above > 0.0 ? infinity : nan;
        return {ratio, {ratio, ratio, level, IntervalKind::fisher_f}};
    }
    const boost::math::fisher_f distribution(plain.count - 1.0, reduced.count - 1.0);
    const double tail = 0.5 * (1.0 - level);
    const double ratio = above / below;
    return {ratio,
            {ratio / boost::math::quantile(boost::math::complement(distribution, tail)),
             ratio / boost::math::quantile(distribution, tail), level, IntervalKind::fisher_f}};
}

std::vector<double> with_controls(std::span<const double> values, std::span<const std::vector<double>> controls)
{
    const auto count = static_cast<Eigen::Index>(values.size());
    const auto number = static_cast<Eigen::Index>(controls.size());
    Eigen::MatrixXd matrix(count, number);
    for (Eigen::Index c = 0; c < number; ++c) {
        const auto& control = controls[static_cast<std::size_t>(c)];
        if (static_cast<Eigen::Index>(control.size()) != count) {
            throw std::invalid_argument("with_controls: control " + std::to_string(c)
                                        + " has not one number for each value");
        }
        matrix.col(c) = Eigen::Map<const Eigen::VectorXd>(control.data(), count);
    }
    if (count < 4 * number + 4) {
        throw std::invalid_argument("with_controls: " + std::to_string(count) + " values are too few for "
                                    + std::to_string(number) + " controls");
    }
    const Eigen::VectorXd all = Eigen::Map<const Eigen::VectorXd>(values.data(), count);
    const Half early{0, count / 2};
    const Half late{count / 2, count};
    Eigen::VectorXd reduced = all;
    for (const auto& [half, other] : {std::pair{early, late}, std::pair{late, early}}) {
        reduced.segment(half.first, half.count()) -=
            matrix.middleRows(half.first, half.count()) * coefficients(all, matrix, other);
    }
    return {reduced.begin(), reduced.end()};
}

} // namespace kamsim
