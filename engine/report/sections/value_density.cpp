#include "report/sections/value_density.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"

namespace kamsim::sections {

namespace {

constexpr double kernel_reach = 4.0; ///< bandwidths beyond which a kernel is nothing
constexpr int fine_points = 2049;

struct Range {
    double low = 0.0;
    double high = 0.0;
};

double silverman(std::span<const double> values)
{
    constexpr std::array quartiles{0.25, 0.75};
    const auto found = sample_quantiles(values, quartiles);
    const double deviation = std::sqrt(sample_moments(values).variance());
    const double distance = (found[1] - found[0]) / 1.34;
    const double spread = distance > 0.0 ? std::min(deviation, distance) : deviation;
    return 0.9 * spread * std::pow(static_cast<double>(values.size()), -0.2);
}

/// Share of the sample at each of the fine points; a value between two is shared out between them.
std::vector<double> shared_out(std::span<const double> values, Range range)
{
    std::vector<double> weights(fine_points, 0.0);
    const double step = (range.high - range.low) / (fine_points - 1);
    const double one = 1.0 / static_cast<double>(values.size());
    for (const double value : values) {
        const double place = (value - range.low) / step;
        const auto left = std::min(static_cast<std::size_t>(place), weights.size() - 2);
        const double right_part = place - static_cast<double>(left);
        weights[left] += one * (1.0 - right_part);
        weights[left + 1] += one * right_part;
    }
    return weights;
}

double density_at(double x, const std::vector<double>& weights, Range range, double bandwidth)
{
    const double step = (range.high - range.low) / (fine_points - 1);
    const auto index = [&](double place) {
        return static_cast<std::size_t>(std::clamp((place - range.low) / step, 0.0, fine_points - 1.0));
    };
    const std::size_t first = index(x - kernel_reach * bandwidth);
    const std::size_t last = index(x + kernel_reach * bandwidth);
    double sum = 0.0;
    for (std::size_t i = first; i <= last; ++i) {
        if (weights[i] > 0.0) {
            const double z = (x - range.low - step * static_cast<double>(i)) / bandwidth;
            sum += weights[i] * std::exp(-0.5 * z * z);
        }
    }
    return sum / (bandwidth * std::sqrt(2.0 * std::numbers::pi));
}

} // namespace

Density kernel_density(std::span<const double> values)
{
    if (values.size() < 2) {
        return {};
    }
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const Range range{*least, *most};
    if (!(range.high > range.low)) {
        return {};
    }
    Density density;
    // At least the distance of two points of a grid that reaches beyond the sample on both sides.
    const double coarsest = (range.high - range.low) / (density_points - 1 - 2 * kernel_reach);
    density.bandwidth = std::max(silverman(values), coarsest);
    const double low = range.low - kernel_reach * density.bandwidth;
    const double step = (range.high - range.low + 2.0 * kernel_reach * density.bandwidth) / (density_points - 1);
    const auto weights = shared_out(values, range);
    for (int point = 0; point < density_points; ++point) {
        density.x.push_back(low + step * point);
        density.y.push_back(density_at(density.x.back(), weights, range, density.bandwidth));
    }
    return density;
}

} // namespace kamsim::sections
