#include "kamsim/statistics/distributions.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include <boost/math/distributions/beta.hpp>
#include <fmt/format.h>

#include "lanes/scalar_math.hpp"
#include "statistics/beta_table.hpp"

namespace kamsim {

namespace {

/// The library's functions call the C library's, which may differ in the last bit from processor to processor.
double rounded_to_40_bits(double value)
{
    constexpr int kept = 40;
    int exponent = 0;
    const double fraction = std::frexp(value, &exponent);
    return std::ldexp(std::nearbyint(std::ldexp(fraction, kept)), exponent - kept);
}

BetaDistribution as_beta(const PertDistribution& pert)
{
    const double width = pert.high - pert.low;
    return {1.0 + 4.0 * (pert.mode - pert.low) / width, 1.0 + 4.0 * (pert.high - pert.mode) / width, pert.low,
            pert.high};
}

double total(const std::vector<double>& weights)
{
    return std::accumulate(weights.begin(), weights.end(), 0.0);
}

/// A uniform piece of a distribution by quantiles.
struct Piece {
    double from_probability;
    double to_probability;
    double low;
    double high;
};

std::vector<Piece> pieces_of(const QuantileDistribution& quantiles)
{
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i + 1 < quantiles.values.size(); ++i) {
        pieces.push_back(
            {quantiles.probabilities[i], quantiles.probabilities[i + 1], quantiles.values[i], quantiles.values[i + 1]});
    }
    const auto slope = [](const Piece& piece) {
        return (piece.high - piece.low) / (piece.to_probability - piece.from_probability);
    };
    const double first = slope(pieces.front());
    const double last = slope(pieces.back());
    pieces.front().low -= first * pieces.front().from_probability;
    pieces.front().from_probability = 0.0;
    pieces.back().high += last * (1.0 - pieces.back().to_probability);
    pieces.back().to_probability = 1.0;
    return pieces;
}

double quantile(const NormalDistribution& normal, double probability)
{
    return normal.mean + normal.standard_deviation * scalar::normal_of(probability);
}

double quantile(const LognormalDistribution& lognormal, double probability)
{
    return lognormal.median * scalar::exp(lognormal.log_standard_deviation * scalar::normal_of(probability));
}

double quantile(const UniformDistribution& uniform, double probability)
{
    return uniform.low + (uniform.high - uniform.low) * probability;
}

double quantile(const TriangularDistribution& triangular, double probability)
{
    const double width = triangular.high - triangular.low;
    const double left = triangular.mode - triangular.low;
    if (probability * width < left) {
        return triangular.low + std::sqrt(probability * width * left);
    }
    return triangular.high - std::sqrt((1.0 - probability) * width * (triangular.high - triangular.mode));
}

double quantile(const BetaDistribution& beta, double probability)
{
    const boost::math::beta_distribution<> shape(beta.alpha, beta.beta);
    return beta.low + (beta.high - beta.low) * boost::math::quantile(shape, probability);
}

double quantile(const PertDistribution& pert, double probability)
{
    return quantile(as_beta(pert), probability);
}

double quantile(const DiscreteDistribution& discrete, double probability)
{
    const double wanted = probability * total(discrete.weights);
    double sum = 0.0;
    for (std::size_t i = 0; i + 1 < discrete.values.size(); ++i) {
        sum += discrete.weights[i];
        if (wanted <= sum && discrete.weights[i] > 0.0) {
            return discrete.values[i];
        }
    }
    return discrete.values.back();
}

double quantile(const QuantileDistribution& quantiles, double probability)
{
    const std::vector<Piece> pieces = pieces_of(quantiles);
    const auto piece =
        std::find_if(pieces.begin(), pieces.end() - 1, [&](const Piece& p) { return probability <= p.to_probability; });
    const double part = (probability - piece->from_probability) / (piece->to_probability - piece->from_probability);
    return piece->low + (piece->high - piece->low) * part;
}

double at_most(const NormalDistribution& normal, double value)
{
    return standard_normal_below((value - normal.mean) / normal.standard_deviation);
}

double at_most(const LognormalDistribution& lognormal, double value)
{
    if (value <= 0.0) {
        return 0.0;
    }
    return standard_normal_below(scalar::log(value / lognormal.median) / lognormal.log_standard_deviation);
}

double at_most(const UniformDistribution& uniform, double value)
{
    return std::clamp((value - uniform.low) / (uniform.high - uniform.low), 0.0, 1.0);
}

double at_most(const TriangularDistribution& triangular, double value)
{
    const double width = triangular.high - triangular.low;
    const double x = std::clamp(value, triangular.low, triangular.high);
    if (x < triangular.mode) {
        return (x - triangular.low) * (x - triangular.low) / (width * (triangular.mode - triangular.low));
    }
    if (x >= triangular.high) {
        return 1.0;
    }
    return 1.0 - (triangular.high - x) * (triangular.high - x) / (width * (triangular.high - triangular.mode));
}

double at_most(const BetaDistribution& beta, double value)
{
    const boost::math::beta_distribution<> shape(beta.alpha, beta.beta);
    return rounded_to_40_bits(
        boost::math::cdf(shape, std::clamp((value - beta.low) / (beta.high - beta.low), 0.0, 1.0)));
}

double at_most(const PertDistribution& pert, double value)
{
    return at_most(as_beta(pert), value);
}

double at_most(const DiscreteDistribution& discrete, double value)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < discrete.values.size() && discrete.values[i] <= value; ++i) {
        sum += discrete.weights[i];
    }
    return sum / total(discrete.weights);
}

double at_most(const QuantileDistribution& quantiles, double value)
{
    double probability = 0.0;
    for (const Piece& piece : pieces_of(quantiles)) {
        if (value >= piece.high) {
            probability = piece.to_probability;
        } else if (value > piece.low) {
            return piece.from_probability
                   + (piece.to_probability - piece.from_probability) * (value - piece.low) / (piece.high - piece.low);
        }
    }
    return probability;
}

} // namespace

double standard_normal_below(double value)
{
    const double x = std::fabs(value);
    double tail = 0.0;
    if (x < 7.07106781186547) {
        constexpr double above[]{3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383,
                                 112.079291497871,    221.213596169931,  220.206867912376};
        constexpr double below[]{8.83883476483184e-2, 1.75566716318264, 16.064177579207,  86.7807322029461,
                                 296.564248779674,    637.333633378831, 793.826512519948, 440.413735824752};
        const auto polynomial = [x](double sum, double coefficient) { return sum * x + coefficient; };
        tail = scalar::exp(-0.5 * x * x) * std::accumulate(std::begin(above), std::end(above), 0.0, polynomial)
               / std::accumulate(std::begin(below), std::end(below), 0.0, polynomial);
    } else if (x < 37.0) {
        const double fraction = x + 1.0 / (x + 2.0 / (x + 3.0 / (x + 4.0 / (x + 0.65))));
        tail = scalar::exp(-0.5 * x * x) / (fraction * 2.506628274631);
    }
    return value > 0.0 ? 1.0 - tail : tail;
}

double quantile_of(const Distribution& distribution, double probability)
{
    return std::visit([probability](const auto& d) { return quantile(d, probability); }, distribution);
}

double chance_of_at_most(const Distribution& distribution, double value)
{
    return std::visit([value](const auto& d) { return at_most(d, value); }, distribution);
}

double chance_below(const Distribution& distribution, double value)
{
    // The pieces of a distribution by quantiles may be points, but chance is the same on both sides of all others.
    const bool has_points = std::holds_alternative<DiscreteDistribution>(distribution)
                            || std::holds_alternative<QuantileDistribution>(distribution);
    return chance_of_at_most(distribution,
                             has_points ? std::nextafter(value, -std::numeric_limits<double>::infinity()) : value);
}

TruncatedDistribution::TruncatedDistribution(Distribution distribution, double low, double high)
    : distribution_(std::move(distribution)), low_(low), high_(high)
{
    require_valid(distribution_);
    if (const auto* pert = std::get_if<PertDistribution>(&distribution_)) {
        distribution_ = as_beta(*pert);
    }
    if (const auto* beta = std::get_if<BetaDistribution>(&distribution_)) {
        nodes_ = beta_nodes(beta->alpha, beta->beta);
        offset_ = beta->low;
        width_ = beta->high - beta->low;
    }
    chance_below_low_ = std::isinf(low) ? 0.0 : chance_below(distribution_, low);
    chance_within_ = (std::isinf(high) ? 1.0 : chance_of_at_most(distribution_, high)) - chance_below_low_;
    if (!(low <= high) || !(chance_within_ > 0.0)) {
        throw std::invalid_argument(fmt::format("nothing of the {} distribution lies between {} and {}; widen the "
                                                "bounds or move the distribution",
                                                distribution_name(distribution_), low, high));
    }
}

double TruncatedDistribution::quantile(double probability) const
{
    // At the very ends rounding could leave what has a quantile at all.
    constexpr double smallest = 0x1p-1022;
    constexpr double largest = 1.0 - 0x1p-53;
    const double of_whole = std::clamp(chance_below_low_ + chance_within_ * probability, smallest, largest);
    const double value = nodes_.empty() ? quantile_of(distribution_, of_whole)
                                        : offset_ + width_ * interpolated_quantile(nodes_, of_whole);
    return std::clamp(value, low_, high_);
}

} // namespace kamsim
