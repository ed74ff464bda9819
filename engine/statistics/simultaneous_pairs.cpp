#include "kamsim/statistics/simultaneous_pairs.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/students_t.hpp>

#include "kamsim/statistics/quantiles.hpp"
#include "statistics/normal_draws.hpp"

namespace kamsim {

namespace {

/// Key of the draws: they belong to the interval, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> pairs_key{0x73696D75, 0x6C70616D};
constexpr int scale_strata = 1'000;

/// Covariance of the differences to the first mean: it and the variances of pairs determine each other.
Eigen::MatrixXd covariance_to_first(const Eigen::MatrixXd& variances)
{
    const auto others = variances.rows() - 1;
    Eigen::MatrixXd covariance(others, others);
    for (Eigen::Index i = 0; i < others; ++i) {
        for (Eigen::Index j = 0; j < others; ++j) {
            covariance(i, j) = 0.5 * (variances(i + 1, 0) + variances(j + 1, 0) - variances(i + 1, j + 1));
        }
    }
    return covariance;
}

/// Strata of the root of chi-square over its degrees of freedom, what a standard error is too small or too large by.
std::vector<double> standard_error_scales(double degrees_of_freedom)
{
    const boost::math::chi_squared distribution(degrees_of_freedom);
    std::vector<double> scales;
    scales.reserve(scale_strata);
    for (int stratum = 0; stratum < scale_strata; ++stratum) {
        scales.push_back(
            std::sqrt(boost::math::quantile(distribution, (stratum + 0.5) / scale_strata) / degrees_of_freedom));
    }
    return scales;
}

/// A pair whose difference varies.
struct VaryingPair {
    Eigen::Index first;
    Eigen::Index second;
    double standard_error;
};

std::vector<VaryingPair> varying_pairs(const Eigen::MatrixXd& variances)
{
    std::vector<VaryingPair> pairs;
    for (Eigen::Index i = 0; i < variances.rows(); ++i) {
        for (Eigen::Index j = i + 1; j < variances.rows(); ++j) {
            if (variances(i, j) > 0.0) {
                pairs.push_back({i, j, std::sqrt(variances(i, j))});
            }
        }
    }
    return pairs;
}

} // namespace

double simultaneous_pairs_factor(const Eigen::MatrixXd& pair_variances, double degrees_of_freedom, double level)
{
    if (pair_variances.rows() < 1 || pair_variances.rows() != pair_variances.cols()
        || !(level > 0.0 && level < 1.0 && degrees_of_freedom >= 1.0)) {
        throw std::invalid_argument("simultaneous_pairs_factor: takes a square matrix of variances, at least 1 degree "
                                    "of freedom and a level between 0 and 1");
    }
    const auto pairs = varying_pairs(pair_variances);
    const boost::math::students_t student(degrees_of_freedom);
    const double comparisons = std::max<double>(1.0, static_cast<double>(pairs.size()));
    const double bonferroni =
        boost::math::quantile(boost::math::complement(student, 0.5 * (1.0 - level) / comparisons));
    if (pairs.size() < 2) {
        return bonferroni;
    }
    const Eigen::MatrixXd root = square_root_of(covariance_to_first(pair_variances));
    const auto scales = standard_error_scales(degrees_of_freedom);
    Eigen::VectorXd normals(root.cols());
    Eigen::VectorXd means = Eigen::VectorXd::Zero(pair_variances.rows());
    std::vector<double> largest(simultaneous_pairs_draws, 0.0);
    for (int number = 0; number < simultaneous_pairs_draws; ++number) {
        draw_standard_normals(pairs_key, static_cast<std::uint32_t>(number), normals);
        means.tail(root.rows()).noalias() = root * normals;
        double& most = largest[static_cast<std::size_t>(number)];
        for (const VaryingPair& pair : pairs) {
            most = std::max(most, std::fabs(means[pair.first] - means[pair.second]) / pair.standard_error);
        }
        most /= scales[static_cast<std::size_t>(number % scale_strata)];
    }
    return std::min(bonferroni, sample_quantile(largest, level));
}

} // namespace kamsim
