#include "model/rank_copula.hpp"

#include <algorithm>
#include <stdexcept>

#include <Eigen/Cholesky>
#include <fmt/format.h>

namespace kamsim {

namespace {

/// Pivots below this say that an input would be fixed by the others: correlations that only just hold together cannot
/// be told from those that do not.
constexpr double least_pivot = 1e-9;

bool is_positive_definite(const Eigen::MatrixXd& matrix)
{
    const Eigen::LLT<Eigen::MatrixXd> decomposition(matrix);
    return decomposition.info() == Eigen::Success
           && Eigen::MatrixXd(decomposition.matrixL()).diagonal().minCoeff() > least_pivot;
}

std::string pair_text(const Uncertainty& uncertainty, const RankCorrelation& pair)
{
    return fmt::format("\"{}\" with \"{}\" ({})", uncertainty.inputs[pair.first].name,
                       uncertainty.inputs[pair.second].name, pair.rank);
}

/// Names the pairs of the fewest inputs, from the first one on, that no numbers can have.
[[noreturn]] void refuse(const Uncertainty& uncertainty, const std::vector<std::size_t>& inputs,
                         const Eigen::MatrixXd& correlation)
{
    Eigen::Index size = 2;
    while (size < correlation.rows() && is_positive_definite(correlation.topLeftCorner(size, size))) {
        ++size;
    }
    const auto is_among = [&](std::size_t input) {
        return std::find(inputs.begin(), inputs.begin() + size, input) != inputs.begin() + size;
    };
    std::vector<std::string> pairs;
    for (const RankCorrelation& pair : uncertainty.correlations) {
        if (is_among(pair.first) && is_among(pair.second)) {
            pairs.push_back(pair_text(uncertainty, pair));
        }
    }
    throw std::invalid_argument(fmt::format("the rank correlations of {} cannot hold together: the matrix of "
                                            "correlations is not positive definite; bring one of them nearer to 0, or "
                                            "give those that are missing",
                                            fmt::join(pairs, ", ")));
}

std::vector<std::size_t> correlated_inputs(const Uncertainty& uncertainty)
{
    std::vector<std::size_t> inputs;
    for (const UncertainScope scope : {UncertainScope::all, UncertainScope::each}) {
        for (std::size_t input = 0; input < uncertainty.inputs.size(); ++input) {
            const auto names_it = [input](const RankCorrelation& pair) {
                return pair.first == input || pair.second == input;
            };
            if (uncertainty.inputs[input].scope == scope
                && std::any_of(uncertainty.correlations.begin(), uncertainty.correlations.end(), names_it)) {
                inputs.push_back(input);
            }
        }
    }
    return inputs;
}

} // namespace

double normal_correlation(double rank)
{
    // The series of the sine, since the C library's may differ in the last bit from processor to processor.
    const double angle = 0.5235987755982988 * rank; // pi / 6
    const double square = angle * angle;
    double term = angle;
    double sine = angle;
    for (int n = 1; n <= 8; ++n) {
        term *= -square / ((2.0 * n) * (2.0 * n + 1.0));
        sine += term;
    }
    return 2.0 * sine;
}

RankCopula::RankCopula(const Uncertainty& uncertainty) : inputs_(correlated_inputs(uncertainty))
{
    shared_count_ = static_cast<std::size_t>(std::count_if(inputs_.begin(), inputs_.end(), [&](std::size_t input) {
        return uncertainty.inputs[input].scope == UncertainScope::all;
    }));
    const auto size = static_cast<Eigen::Index>(inputs_.size());
    Eigen::MatrixXd correlation = Eigen::MatrixXd::Identity(size, size);
    for (const RankCorrelation& pair : uncertainty.correlations) {
        const auto first = static_cast<Eigen::Index>(*place_of(pair.first));
        const auto second = static_cast<Eigen::Index>(*place_of(pair.second));
        correlation(first, second) = normal_correlation(pair.rank);
        correlation(second, first) = correlation(first, second);
    }
    if (size > 0 && !is_positive_definite(correlation)) {
        refuse(uncertainty, inputs_, correlation);
    }
    factor_ = Eigen::MatrixXd(Eigen::LLT<Eigen::MatrixXd>(correlation).matrixL());
}

std::optional<std::size_t> RankCopula::place_of(std::size_t input) const
{
    const auto place = std::find(inputs_.begin(), inputs_.end(), input);
    return place == inputs_.end() ? std::nullopt : std::optional(static_cast<std::size_t>(place - inputs_.begin()));
}

} // namespace kamsim
