#include "kamsim/statistics/stochastic_dominance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "kamsim/statistics/quantiles.hpp"
#include "statistics/normal_draws.hpp"

namespace kamsim {

namespace {

/// Key of the draws: they belong to the test, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> dominance_key{0x646F6D69, 0x6E616E63};

/// Quantiles of both samples together, the largest value included.
std::vector<double> thresholds_of(std::span<const double> first, std::span<const double> second)
{
    std::vector<double> pooled(first.begin(), first.end());
    pooled.insert(pooled.end(), second.begin(), second.end());
    std::vector<double> probabilities;
    for (int k = 1; k <= dominance_thresholds; ++k) {
        probabilities.push_back(static_cast<double>(k) / dominance_thresholds);
    }
    return sample_quantiles(pooled, probabilities);
}

/// What a value adds to the (integrated) distribution function at a threshold.
double contribution(double value, double threshold, DominanceOrder order)
{
    if (order == DominanceOrder::first) {
        return value <= threshold ? 1.0 : 0.0;
    }
    return std::fmax(threshold - value, 0.0);
}

/// Independent groups of pairs, as many to a unit as leaves at most dominance_most_units.
std::size_t pairs_of_unit(std::size_t pairs, std::int64_t group_size)
{
    const auto groups = static_cast<std::int64_t>(pairs) / group_size;
    const auto groups_of_unit = (groups + dominance_most_units - 1) / dominance_most_units;
    return static_cast<std::size_t>(groups_of_unit * group_size);
}

/// [threshold][unit]: contributions of the first sample less those of the second, means over the unit's pairs times
/// the part that the unit is of a full one.
Eigen::MatrixXd unit_differences(std::span<const double> first, std::span<const double> second, std::size_t of_unit,
                                 DominanceOrder order)
{
    const auto thresholds = thresholds_of(first, second);
    const auto units = (first.size() + of_unit - 1) / of_unit;
    Eigen::MatrixXd differences = Eigen::MatrixXd::Zero(dominance_thresholds, static_cast<Eigen::Index>(units));
    for (std::size_t k = 0; k < first.size(); ++k) {
        auto column = differences.col(static_cast<Eigen::Index>(k / of_unit));
        for (Eigen::Index row = 0; row < column.size(); ++row) {
            const double threshold = thresholds[static_cast<std::size_t>(row)];
            column[row] += contribution(first[k], threshold, order) - contribution(second[k], threshold, order);
        }
    }
    return differences / static_cast<double>(of_unit);
}

DominanceStanding standing_of(const DominanceTest& test)
{
    const bool first_may_dominate = test.p_dominates >= dominance_test_level;
    const bool second_may_dominate = test.p_dominated >= dominance_test_level;
    if (first_may_dominate == second_may_dominate) {
        return first_may_dominate ? DominanceStanding::not_decided : DominanceStanding::no_dominance;
    }
    return first_may_dominate ? DominanceStanding::dominates : DominanceStanding::dominated;
}

void require_fit(std::span<const double> first, std::span<const double> second, std::int64_t group_size)
{
    const auto pairs = static_cast<std::int64_t>(first.size());
    if (first.size() != second.size() || group_size < 1 || pairs < 2 * group_size || pairs % group_size != 0) {
        throw std::invalid_argument("dominance_test: samples of " + std::to_string(first.size()) + " and "
                                    + std::to_string(second.size()) + " values are no pairs in two or more groups of "
                                    + std::to_string(group_size));
    }
}

} // namespace

std::string_view name(DominanceStanding standing)
{
    switch (standing) {
    case DominanceStanding::dominates: return "dominates";
    case DominanceStanding::dominated: return "dominated";
    case DominanceStanding::no_dominance: return "no dominance";
    case DominanceStanding::not_decided: return "not decided";
    }
    return "";
}

DominanceTest dominance_test(std::span<const double> first, std::span<const double> second, std::int64_t group_size,
                             DominanceOrder order)
{
    require_fit(first, second, group_size);
    const Eigen::MatrixXd differences = unit_differences(first, second, pairs_of_unit(first.size(), group_size), order);
    const auto units = static_cast<double>(differences.cols());
    const Eigen::VectorXd mean = differences.rowwise().mean();
    const Eigen::MatrixXd centred = differences.colwise() - mean;
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(dominance_thresholds, dominance_thresholds);
    covariance.selfadjointView<Eigen::Lower>().rankUpdate(centred, 1.0 / units);
    const Eigen::MatrixXd root = square_root_of(covariance);
    const double scale = std::sqrt(units);
    const double above = scale * std::max(0.0, mean.maxCoeff());
    const double below = scale * std::max(0.0, -mean.minCoeff());
    Eigen::VectorXd normals(dominance_thresholds);
    Eigen::VectorXd process(dominance_thresholds);
    int beyond_above = 0;
    int beyond_below = 0;
    for (int number = 0; number < dominance_draws; ++number) {
        draw_standard_normals(dominance_key, static_cast<std::uint32_t>(number), normals);
        process.noalias() = root * normals;
        beyond_above += process.maxCoeff() >= above ? 1 : 0;
        beyond_below += -process.minCoeff() >= below ? 1 : 0;
    }
    DominanceTest test;
    test.p_dominates = above == 0.0 ? 1.0 : static_cast<double>(beyond_above) / dominance_draws;
    test.p_dominated = below == 0.0 ? 1.0 : static_cast<double>(beyond_below) / dominance_draws;
    test.standing = standing_of(test);
    return test;
}

} // namespace kamsim
