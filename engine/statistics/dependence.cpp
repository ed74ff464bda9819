#include "kamsim/statistics/dependence.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include <Eigen/QR>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Key of the order among equal inputs: it belongs to the estimator, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> order_key{0x72616E6B, 0x74696573};

void require_pairs(std::span<const double> inputs, std::span<const double> outputs)
{
    if (inputs.size() != outputs.size()) {
        throw std::invalid_argument("dependence: there are not as many inputs as outputs");
    }
}

std::vector<std::size_t> order_of(std::span<const double> inputs)
{
    std::vector<std::tuple<double, std::uint32_t, std::size_t>> places;
    places.reserve(inputs.size());
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        places.emplace_back(inputs[k], philox4x32_10({static_cast<std::uint32_t>(k), 0, 0, 0}, order_key)[0], k);
    }
    std::sort(places.begin(), places.end());
    std::vector<std::size_t> order;
    order.reserve(places.size());
    for (const auto& place : places) {
        order.push_back(std::get<2>(place));
    }
    return order;
}

Eigen::VectorXd standardised(std::span<const double> values)
{
    const Moments moments = sample_moments(values);
    const double deviation = std::sqrt(moments.variance());
    Eigen::VectorXd result = Eigen::VectorXd::Zero(std::ssize(values));
    for (std::size_t k = 0; k < values.size() && deviation > 0.0; ++k) {
        result[static_cast<Eigen::Index>(k)] = (values[k] - moments.mean) / deviation;
    }
    return result;
}

} // namespace

double rank_dependence(std::span<const double> inputs, std::span<const double> outputs)
{
    require_pairs(inputs, outputs);
    std::vector<double> sorted(outputs.begin(), outputs.end());
    std::sort(sorted.begin(), sorted.end());
    const auto at_most = [&](double value) {
        return static_cast<double>(std::upper_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
    };
    const auto at_least = [&](double value) {
        return static_cast<double>(sorted.end() - std::lower_bound(sorted.begin(), sorted.end(), value));
    };
    const auto order = order_of(inputs);
    const auto count = static_cast<double>(outputs.size());
    double steps = 0.0;
    double spread = 0.0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const double output = outputs[order[k]];
        steps += k > 0 ? std::fabs(at_most(output) - at_most(outputs[order[k - 1]])) : 0.0;
        spread += at_least(output) * (count - at_least(output));
    }
    return spread > 0.0 ? 1.0 - count * steps / (2.0 * spread) : std::numeric_limits<double>::quiet_NaN();
}

SensitivityIndex rank_dependence(std::span<const double> inputs, std::span<const double> outputs, std::size_t samples,
                                 double level)
{
    require_pairs(inputs, outputs);
    if (samples == 0 || outputs.size() % samples != 0) {
        throw std::invalid_argument("dependence: the samples are not of one size");
    }
    const std::size_t size = outputs.size() / samples;
    Moments of_samples;
    for (std::size_t sample = 0; sample < samples; ++sample) {
        of_samples.add(rank_dependence(inputs.subspan(sample * size, size), outputs.subspan(sample * size, size)));
    }
    SensitivityIndex index;
    index.value = rank_dependence(inputs, outputs);
    index.standard_error = of_samples.standard_error();
    of_samples.mean = index.value;
    index.interval = t_interval(of_samples, level);
    index.interval.kind = IntervalKind::student_t_over_scramblings;
    return index;
}

StandardisedRegression standardised_regression(const std::vector<std::vector<double>>& inputs,
                                               std::span<const double> outputs)
{
    const double none = std::numeric_limits<double>::quiet_NaN();
    StandardisedRegression regression{std::vector<double>(inputs.size(), none), none};
    const Eigen::VectorXd target = standardised(outputs);
    if (outputs.size() <= inputs.size() + 1 || !(target.squaredNorm() > 0.0)) {
        return regression;
    }
    Eigen::MatrixXd columns(target.size(), std::ssize(inputs));
    for (std::size_t input = 0; input < inputs.size(); ++input) {
        require_pairs(inputs[input], outputs);
        columns.col(static_cast<Eigen::Index>(input)) = standardised(inputs[input]);
    }
    const Eigen::VectorXd coefficients = columns.completeOrthogonalDecomposition().solve(target);
    std::copy(coefficients.begin(), coefficients.end(), regression.coefficients.begin());
    regression.explained = 1.0 - (target - columns * coefficients).squaredNorm() / target.squaredNorm();
    return regression;
}

} // namespace kamsim
