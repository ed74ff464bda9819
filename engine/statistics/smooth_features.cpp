#include "statistics/smooth_features.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/smooth_fit.hpp"

namespace kamsim {

namespace {

constexpr Eigen::Index most_degrees = 5;
constexpr Eigen::Index most_degrees_of_pairs = 2;
constexpr std::size_t most_inputs = 20;
constexpr std::size_t most_paired_inputs = 8;
/// What is left of a power once lower degrees are taken out is rounding below this.
constexpr double negligible_norm = 1e-8;
/// Least relevance, as a part of the largest: an input that explains nothing alone may still matter in a pair.
constexpr double least_relevance = 0.01;

/// The inputs that matter most, these first; equals in their order.
std::vector<Eigen::Index> by_relevance(const Eigen::VectorXd& relevance)
{
    std::vector<Eigen::Index> order(static_cast<std::size_t>(relevance.size()));
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index first, Eigen::Index second) { return relevance[first] > relevance[second]; });
    order.resize(std::min(order.size(), most_inputs));
    return order;
}

/// Features under construction, column by column.
struct Columns {
    std::vector<Eigen::VectorXd> values;
    std::vector<double> deviations;
    std::vector<double> degrees;

    void add(const Eigen::VectorXd& column, double deviation, double degree)
    {
        values.push_back(column.array() - column.mean());
        deviations.push_back(deviation);
        degrees.push_back(degree);
    }
};

void add_pair(const Eigen::MatrixXd& first, const Eigen::MatrixXd& second, double relevance, Columns& columns)
{
    for (Eigen::Index i = 0; i < std::min(first.cols(), most_degrees_of_pairs); ++i) {
        for (Eigen::Index j = 0; j < std::min(second.cols(), most_degrees_of_pairs); ++j) {
            columns.add(first.col(i).cwiseProduct(second.col(j)),
                        relevance * prior_deviation(i + 1) * prior_deviation(j + 1), 2.0);
        }
    }
}

} // namespace

Eigen::VectorXd normal_scores(const Eigen::VectorXd& values)
{
    const auto count = static_cast<std::size_t>(values.size());
    std::vector<Eigen::Index> order(count);
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](Eigen::Index first, Eigen::Index second) { return values[first] < values[second]; });
    Eigen::VectorXd scores(values.size());
    for (std::size_t first = 0; first < count;) {
        std::size_t end = first + 1;
        while (end < count && values[order[end]] == values[order[first]]) {
            ++end;
        }
        const double rank = 0.5 * static_cast<double>(first + end) / static_cast<double>(count);
        for (; first < end; ++first) {
            scores[order[first]] = normal_of(rank);
        }
    }
    return scores;
}

double prior_deviation(Eigen::Index degree)
{
    return 1.0 / static_cast<double>(degree * degree);
}

Eigen::MatrixXd orthonormal_polynomials(const Eigen::VectorXd& input)
{
    const Eigen::VectorXd scores = normal_scores(input);
    const double units = static_cast<double>(input.size());
    Eigen::MatrixXd columns(input.size(), most_degrees + 1);
    columns.col(0).setOnes();
    Eigen::Index found = 1;
    for (; found <= most_degrees; ++found) {
        Eigen::VectorXd next = columns.col(found - 1).cwiseProduct(scores);
        const double size = next.norm();
        for (int pass = 0; pass < 2; ++pass) { // the second pass takes away what rounding left
            next -= columns.leftCols(found) * (columns.leftCols(found).transpose() * next) / units;
        }
        if (!(next.norm() > negligible_norm * size)) {
            break;
        }
        columns.col(found) = next * std::sqrt(units) / next.norm();
    }
    return columns.middleCols(1, found - 1);
}

SmoothFeatures smooth_features(const Eigen::MatrixXd& inputs, const Eigen::VectorXd& relevance)
{
    const double largest = relevance.size() == 0 ? 0.0 : relevance.maxCoeff();
    const auto weight = [&](Eigen::Index input) {
        return largest > 0.0 ? std::sqrt(std::max(least_relevance, relevance[input] / largest)) : 1.0;
    };
    const auto order = by_relevance(relevance);
    std::vector<Eigen::MatrixXd> polynomials;
    Columns columns;
    for (const auto input : order) {
        polynomials.push_back(orthonormal_polynomials(inputs.col(input)));
        for (Eigen::Index k = 0; k < polynomials.back().cols(); ++k) {
            columns.add(polynomials.back().col(k), weight(input) * prior_deviation(k + 1), 1.0);
        }
    }
    for (std::size_t second = 1; second < std::min(order.size(), most_paired_inputs); ++second) {
        for (std::size_t first = 0; first < second; ++first) {
            add_pair(polynomials[first], polynomials[second], weight(order[first]) * weight(order[second]), columns);
        }
    }
    const auto count = std::ssize(columns.values);
    SmoothFeatures features{Eigen::MatrixXd(inputs.rows(), count), Eigen::VectorXd(count), Eigen::VectorXd(count)};
    for (Eigen::Index k = 0; k < count; ++k) {
        const auto at = static_cast<std::size_t>(k);
        features.values.col(k) = columns.values[at];
        features.deviations[k] = columns.deviations[at];
        features.degrees[k] = columns.degrees[at];
    }
    return features;
}

} // namespace kamsim
