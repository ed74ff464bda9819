#include "statistics/beta_table.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/beta.hpp>

#include "lanes/scalar_math.hpp"

namespace kamsim {

namespace {

/// Where the nodes lie, as standard normals of their probabilities: beyond the last uniform that is ever drawn.
constexpr double outermost = 6.5;
constexpr int nodes_per_unit = 10;

/// A library's results, free of the last bits in which processors may differ.
double rounded(double value, int kept_bits)
{
    int exponent = 0;
    const double fraction = std::frexp(value, &exponent);
    return std::ldexp(std::nearbyint(std::ldexp(fraction, kept_bits)), exponent - kept_bits);
}

} // namespace

std::vector<QuantileNode> beta_nodes(double alpha, double beta)
{
    using boost::math::complement;
    using Fast = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
    constexpr double root_of_two_pi = 2.5066282746310002;
    const boost::math::beta_distribution<double, Fast> rough(alpha, beta);
    const boost::math::beta_distribution<double> exact(alpha, beta);
    const double least = boost::math::tools::min_value<float>();
    std::vector<QuantileNode> nodes;
    for (int k = -static_cast<int>(outermost * nodes_per_unit); k <= outermost * nodes_per_unit; ++k) {
        const double tail = standard_normal_below(-std::fabs(static_cast<double>(k) / nodes_per_unit));
        // The node need not be at a round probability, so the rough value serves; its probability is then exact.
        const double value = rounded(k < 0 ? quantile(rough, tail) : quantile(complement(rough, tail)), 20);
        if (!(value > least && value < 1.0)) {
            continue; // nearly all at an end: the density is no number there
        }
        const double below = rounded(cdf(exact, value), 40);
        const double above = rounded(cdf(complement(exact, value)), 40);
        const double normal = below < above ? scalar::normal_of(below) : -scalar::normal_of(above);
        const double density = rounded(pdf(exact, value), 40);
        const bool is_usable = below > 0.0 && above > 0.0 && density > 0.0 && std::isfinite(density);
        if (is_usable && (nodes.empty() || normal > nodes.back().normal)) {
            nodes.push_back({normal, value, scalar::exp(-0.5 * normal * normal) / (root_of_two_pi * density)});
        }
    }
    return nodes;
}

double interpolated_quantile(const std::vector<QuantileNode>& nodes, double probability)
{
    const double normal = scalar::normal_of(probability);
    const auto above = std::lower_bound(nodes.begin(), nodes.end(), normal,
                                        [](const QuantileNode& node, double wanted) { return node.normal < wanted; });
    if (above == nodes.begin() || above == nodes.end()) {
        return above == nodes.begin() ? nodes.front().value : nodes.back().value;
    }
    const QuantileNode& left = *(above - 1);
    const QuantileNode& right = *above;
    const double width = right.normal - left.normal;
    const double t = (normal - left.normal) / width;
    const double s = 1.0 - t;
    const double value = s * s * (1.0 + 2.0 * t) * left.value + t * t * (1.0 + 2.0 * s) * right.value
                         + width * t * s * (s * left.slope - t * right.slope);
    return std::clamp(value, left.value, right.value);
}

} // namespace kamsim
