#include "kamsim/statistics/noisy_means.hpp"

#include <numeric>
#include <stdexcept>
#include <string>

#include <Eigen/Eigenvalues>

namespace kamsim {

namespace {

/// Directions whose variance is below this part of the largest one are those of equal quantities, up to rounding.
constexpr double negligible_variance = 1e-12;

Eigen::Index rows_of(std::span<const std::span<const double>> values, std::int64_t group_size)
{
    if (values.empty() || group_size < 1) {
        throw std::invalid_argument("noisy_differences: " + std::to_string(values.size()) + " quantities in groups of "
                                    + std::to_string(group_size) + "; both are at least 1");
    }
    const auto size = std::ssize(values.front());
    for (const auto& quantity : values) {
        if (std::ssize(quantity) != size || size % group_size != 0) {
            throw std::invalid_argument("noisy_differences: a quantity has " + std::to_string(quantity.size())
                                        + " values, the first one " + std::to_string(size)
                                        + "; all have as many, in whole groups of " + std::to_string(group_size));
        }
    }
    return size / group_size;
}

/// Rows of the matrix, chosen.
Eigen::MatrixXd chosen_rows(const Eigen::MatrixXd& all, std::span<const std::uint32_t> rows)
{
    Eigen::MatrixXd chosen(std::ssize(rows), all.cols());
    for (Eigen::Index row = 0; row < chosen.rows(); ++row) {
        chosen.row(row) = all.row(rows[static_cast<std::size_t>(row)]);
    }
    return chosen;
}

Eigen::MatrixXd mean_noise(const NoisyMeans& noisy, std::span<const std::uint32_t> groups)
{
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(noisy.noise.cols());
    for (const auto group : groups) {
        sum += noisy.noise.row(group);
    }
    sum /= static_cast<double>(groups.size());
    return sum.reshaped(noisy.means.cols(), noisy.means.cols());
}

/// The linear map that takes the noise out of deviations with this covariance.
Eigen::MatrixXd noise_remover(const Eigen::MatrixXd& covariance, const Eigen::MatrixXd& noise)
{
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> observed(covariance);
    const Eigen::VectorXd& variances = observed.eigenvalues();
    const double least = negligible_variance * variances.cwiseAbs().maxCoeff();
    const Eigen::VectorXd scales = (variances.array() > least).select(variances.cwiseMax(0.0).cwiseSqrt(), 0.0);
    const Eigen::VectorXd inverse_scales = (scales.array() > 0.0).select(scales.cwiseInverse(), 0.0);
    const Eigen::MatrixXd whiten = inverse_scales.asDiagonal() * observed.eigenvectors().transpose();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> canonical(whiten * noise * whiten.transpose());
    const Eigen::VectorXd shrink = (1.0 - canonical.eigenvalues().array()).cwiseMax(0.0).sqrt();
    const Eigen::MatrixXd back = observed.eigenvectors() * scales.asDiagonal();
    return back * canonical.eigenvectors() * shrink.asDiagonal() * canonical.eigenvectors().transpose() * whiten;
}

} // namespace

NoisyMeans noisy_differences(std::span<const std::span<const double>> values, std::int64_t group_size)
{
    const Eigen::Index groups = rows_of(values, group_size);
    const Eigen::Index quantities = std::ssize(values) - 1;
    NoisyMeans noisy{Eigen::MatrixXd(groups, quantities),
                     Eigen::MatrixXd(group_size > 1 ? groups : 0, quantities * quantities)};
    Eigen::MatrixXd differences(group_size, quantities);
    const auto size = static_cast<double>(group_size);
    for (Eigen::Index group = 0; group < groups; ++group) {
        const auto first = static_cast<std::size_t>(group * group_size);
        const Eigen::Map<const Eigen::VectorXd> reference(values[0].data() + first, group_size);
        for (Eigen::Index k = 0; k < quantities; ++k) {
            const auto& quantity = values[static_cast<std::size_t>(k) + 1];
            differences.col(k) = Eigen::Map<const Eigen::VectorXd>(quantity.data() + first, group_size) - reference;
        }
        const Eigen::RowVectorXd mean = differences.colwise().sum() / size;
        noisy.means.row(group) = mean;
        if (group_size > 1) {
            const Eigen::MatrixXd deviations = differences.rowwise() - mean;
            const Eigen::MatrixXd covariance = deviations.transpose() * deviations / (size * (size - 1.0));
            noisy.noise.row(group) = covariance.reshaped().transpose();
        }
    }
    return noisy;
}

Eigen::MatrixXd without_noise(const NoisyMeans& noisy, std::span<const std::uint32_t> groups)
{
    std::vector<std::uint32_t> all;
    if (groups.empty()) {
        all.resize(static_cast<std::size_t>(noisy.means.rows()));
        std::iota(all.begin(), all.end(), 0U);
        groups = all;
    }
    Eigen::MatrixXd means = chosen_rows(noisy.means, groups);
    if (noisy.noise.rows() == 0 || means.rows() < 2 || means.cols() == 0) {
        return means;
    }
    const Eigen::RowVectorXd centre = means.colwise().mean();
    const Eigen::MatrixXd deviations = means.rowwise() - centre;
    const Eigen::MatrixXd covariance = deviations.transpose() * deviations / static_cast<double>(means.rows() - 1);
    const Eigen::MatrixXd remover = noise_remover(covariance, mean_noise(noisy, groups));
    means.noalias() = deviations * remover.transpose();
    means.rowwise() += centre;
    return means;
}

} // namespace kamsim
