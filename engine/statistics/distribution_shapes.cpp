#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>

#include <boost/math/distributions/beta.hpp>

#include "kamsim/statistics/distributions.hpp"
#include "lanes/scalar_math.hpp"

namespace kamsim {

namespace {

/// Standard normal that 95 % stay below.
constexpr double normal_95 = 1.6448536269514722;

void require(bool fits, const char* what)
{
    if (!fits) {
        throw std::invalid_argument(what);
    }
}

bool all_finite(std::initializer_list<double> numbers)
{
    return std::all_of(numbers.begin(), numbers.end(), [](double number) { return std::isfinite(number); });
}

void check(const NormalDistribution& d)
{
    require(all_finite({d.mean, d.standard_deviation}) && d.standard_deviation > 0.0,
            "the standard deviation of a normal distribution is above 0");
}

void check(const LognormalDistribution& d)
{
    require(all_finite({d.median, d.log_standard_deviation}) && d.median > 0.0 && d.log_standard_deviation > 0.0,
            "the median and the spread of a lognormal distribution are above 0");
}

void check(const UniformDistribution& d)
{
    require(all_finite({d.low, d.high}) && d.low < d.high, "low is below high");
}

void check(const TriangularDistribution& d)
{
    require(all_finite({d.low, d.mode, d.high}) && d.low < d.high && d.low <= d.mode && d.mode <= d.high,
            "low is below high, and the mode between them");
}

void check(const PertDistribution& d)
{
    require(all_finite({d.low, d.mode, d.high}) && d.low < d.high && d.low <= d.mode && d.mode <= d.high,
            "low is below high, and the mode between them");
}

void check(const BetaDistribution& d)
{
    require(all_finite({d.alpha, d.beta, d.low, d.high}) && d.alpha > 0.0 && d.beta > 0.0 && d.low < d.high,
            "alpha and beta are above 0, and low is below high; a mean lies between low and high, and a standard "
            "deviation is smaller than that of two points at the ends");
}

void check(const DiscreteDistribution& d)
{
    const bool fits = !d.values.empty() && d.values.size() == d.weights.size();
    require(fits, "there is one weight for each value");
    require(std::adjacent_find(d.values.begin(), d.values.end(), std::greater_equal<>()) == d.values.end(),
            "values ascend");
    const bool weighs = std::all_of(d.weights.begin(), d.weights.end(), [](double w) { return w >= 0.0; });
    const double sum = std::accumulate(d.weights.begin(), d.weights.end(), 0.0);
    require(weighs && sum > 0.0 && std::isfinite(sum), "weights are 0 or more, and not all 0");
    require(all_finite({d.values.front(), d.values.back()}), "values are finite");
}

void check(const QuantileDistribution& d)
{
    require(d.values.size() >= 2 && d.values.size() == d.probabilities.size(),
            "there are two points at least, a value for each probability");
    require(d.probabilities.front() >= 0.0 && d.probabilities.back() <= 1.0
                && std::adjacent_find(d.probabilities.begin(), d.probabilities.end(), std::greater_equal<>())
                       == d.probabilities.end(),
            "probabilities ascend between 0 and 1");
    require(all_finite({d.values.front(), d.values.back()}) && std::is_sorted(d.values.begin(), d.values.end()),
            "values do not descend");
}

struct Spread {
    double mean;
    double variance;
};

Spread spread(const NormalDistribution& d)
{
    return {d.mean, d.standard_deviation * d.standard_deviation};
}

Spread spread(const LognormalDistribution& d)
{
    const double growth = std::exp(d.log_standard_deviation * d.log_standard_deviation);
    return {d.median * std::sqrt(growth), d.median * d.median * growth * (growth - 1.0)};
}

Spread spread(const UniformDistribution& d)
{
    return {0.5 * (d.low + d.high), (d.high - d.low) * (d.high - d.low) / 12.0};
}

Spread spread(const TriangularDistribution& d)
{
    return {(d.low + d.mode + d.high) / 3.0,
            (d.low * d.low + d.mode * d.mode + d.high * d.high - d.low * d.mode - d.low * d.high - d.mode * d.high)
                / 18.0};
}

Spread spread(const BetaDistribution& d)
{
    const double sum = d.alpha + d.beta;
    const double width = d.high - d.low;
    return {d.low + width * d.alpha / sum, width * width * d.alpha * d.beta / (sum * sum * (sum + 1.0))};
}

Spread spread(const PertDistribution& d)
{
    const double mean = (d.low + 4.0 * d.mode + d.high) / 6.0;
    return {mean, (mean - d.low) * (d.high - mean) / 7.0};
}

Spread spread(const DiscreteDistribution& d)
{
    const double sum = std::accumulate(d.weights.begin(), d.weights.end(), 0.0);
    const double mean = std::inner_product(d.values.begin(), d.values.end(), d.weights.begin(), 0.0) / sum;
    double variance = 0.0;
    for (std::size_t i = 0; i < d.values.size(); ++i) {
        variance += d.weights[i] / sum * (d.values[i] - mean) * (d.values[i] - mean);
    }
    return {mean, variance};
}

/// A mixture of uniform pieces between the points, the outer ones lengthened.
Spread spread(const QuantileDistribution& d)
{
    std::vector<double> p = d.probabilities;
    std::vector<double> v = d.values;
    const std::size_t last = v.size() - 1;
    v.front() -= (d.values[1] - d.values[0]) / (p[1] - p[0]) * p.front();
    v.back() += (d.values[last] - d.values[last - 1]) / (p[last] - p[last - 1]) * (1.0 - p.back());
    p.front() = 0.0;
    p.back() = 1.0;
    double mean = 0.0;
    double square = 0.0;
    for (std::size_t i = 0; i < last; ++i) {
        mean += (p[i + 1] - p[i]) * 0.5 * (v[i] + v[i + 1]);
        square += (p[i + 1] - p[i]) * (v[i] * v[i] + v[i] * v[i + 1] + v[i + 1] * v[i + 1]) / 3.0;
    }
    return {mean, square - mean * mean};
}

constexpr std::array<std::string_view, std::variant_size_v<Distribution>> names{
    "normal", "lognormal", "uniform", "triangular", "pert", "beta", "discrete", "quantiles"};

} // namespace

std::string_view distribution_name(const Distribution& distribution)
{
    return names.at(distribution.index());
}

void require_valid(const Distribution& distribution)
{
    std::visit([](const auto& d) { check(d); }, distribution);
}

double mean_of(const Distribution& distribution)
{
    return std::visit([](const auto& d) { return spread(d).mean; }, distribution);
}

double variance_of(const Distribution& distribution)
{
    return std::visit([](const auto& d) { return spread(d).variance; }, distribution);
}

NormalDistribution normal_from_quantiles(double q05, double q95)
{
    return {0.5 * (q05 + q95), (q95 - q05) / (2.0 * normal_95)};
}

LognormalDistribution lognormal_from_quantiles(double q05, double q95)
{
    return {std::sqrt(q05 * q95), scalar::log(q95 / q05) / (2.0 * normal_95)};
}

LognormalDistribution lognormal_from_mean(double mean, double standard_deviation)
{
    const double ratio = standard_deviation / mean;
    const double growth = 1.0 + ratio * ratio;
    return {mean / std::sqrt(growth), std::sqrt(scalar::log(growth))};
}

BetaDistribution beta_from_mean(double mean, double standard_deviation, double low, double high)
{
    const double width = high - low;
    const double m = (mean - low) / width;
    const double s = standard_deviation / width;
    const double sum = m * (1.0 - m) / (s * s) - 1.0;
    return {m * sum, (1.0 - m) * sum, low, high};
}

PertDistribution pert_from_range(double low, double mode, double high)
{
    // Stretching leaves the shape as it is, so the share of the stretched range that [low, high] takes is found on
    // [0, 1] by halving.
    const double m = (mode - low) / (high - low);
    const boost::math::beta_distribution<> shape(1.0 + 4.0 * m, 1.0 + 4.0 * (1.0 - m));
    double too_small = 0.0;
    double too_large = 1.0;
    for (int step = 0; step < 40; ++step) {
        const double share = 0.5 * (too_small + too_large);
        const double within =
            boost::math::cdf(shape, m + (1.0 - m) * share) - boost::math::cdf(shape, m * (1.0 - share));
        (within < 0.9 ? too_small : too_large) = share;
    }
    return {mode - (mode - low) / too_large, mode, mode + (high - mode) / too_large};
}

} // namespace kamsim
