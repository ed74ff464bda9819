#include "kamsim/decision/largest_mean.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

#include "kamsim/statistics/paired.hpp"
#include "statistics/normal_draws.hpp"

namespace kamsim {

namespace {

/// Key of the draws: they belong to the decision, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> decision_key{0x64656369, 0x73696F6E};
/// For each sample the index of the first one that equals it throughout.
std::vector<std::size_t> first_equal(std::span<const std::span<const double>> values)
{
    std::vector<std::size_t> first(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        first[i] = 0;
        while (!std::equal(values[i].begin(), values[i].end(), values[first[i]].begin(), values[first[i]].end())) {
            ++first[i];
        }
    }
    return first;
}

LargestMean largest_of_distinct(const std::vector<std::span<const double>>& values)
{
    const auto count = static_cast<Eigen::Index>(values.size());
    const auto pairs = static_cast<double>(values.front().size());
    Eigen::VectorXd means(count);
    Eigen::MatrixXd covariance(count, count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const auto row = values[static_cast<std::size_t>(i)];
        means[i] = sample_moments(row).mean;
        for (Eigen::Index j = 0; j <= i; ++j) {
            covariance(i, j) = paired_covariance(row, values[static_cast<std::size_t>(j)]) / pairs;
            covariance(j, i) = covariance(i, j);
        }
    }
    return largest_mean(means, covariance);
}

} // namespace

LargestMean largest_mean(const Eigen::VectorXd& means, const Eigen::MatrixXd& covariance)
{
    const auto count = means.size();
    if (count == 0 || covariance.rows() != count || covariance.cols() != count) {
        throw std::invalid_argument("largest_mean: " + std::to_string(count) + " means with a covariance of "
                                    + std::to_string(covariance.rows()) + " x " + std::to_string(covariance.cols())
                                    + "; it takes at least one mean and a row and a column for each");
    }
    const Eigen::MatrixXd spread = square_root_of(covariance);
    Eigen::ArrayXd wins = Eigen::ArrayXd::Zero(count);
    Eigen::ArrayXd losses = Eigen::ArrayXd::Zero(count);
    Eigen::VectorXd normals(count);
    Eigen::VectorXd truth(count);
    for (int number = 0; number < largest_mean_draws; ++number) {
        draw_standard_normals(decision_key, static_cast<std::uint32_t>(number), normals);
        truth.noalias() = means + spread * normals;
        const double largest = truth.maxCoeff();
        const auto best = (truth.array() == largest).cast<double>();
        wins += best / best.sum();
        losses += largest - truth.array();
    }
    wins /= largest_mean_draws;
    losses /= largest_mean_draws;
    return {{wins.begin(), wins.end()}, {losses.begin(), losses.end()}};
}

LargestMean largest_mean(std::span<const std::span<const double>> values)
{
    const double none = std::numeric_limits<double>::quiet_NaN();
    LargestMean result{std::vector<double>(values.size(), none), std::vector<double>(values.size(), none)};
    if (values.empty() || values.front().size() < 2) {
        return result;
    }
    // Copies are drawn once: rounding must not decide between them.
    const auto first = first_equal(values);
    std::vector<std::span<const double>> distinct;
    std::vector<std::size_t> position(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (first[i] == i) {
            position[i] = distinct.size();
            distinct.push_back(values[i]);
        }
    }
    const auto of_distinct = largest_of_distinct(distinct);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto copies = static_cast<double>(std::count(first.begin(), first.end(), first[i]));
        result.confidence[i] = of_distinct.confidence[position[first[i]]] / copies;
        result.expected_loss[i] = of_distinct.expected_loss[position[first[i]]];
    }
    return result;
}

} // namespace kamsim
