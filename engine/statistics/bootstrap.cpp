#include "kamsim/statistics/bootstrap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "kamsim/random/draws.hpp"
#include "kamsim/statistics/distributions.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"

namespace kamsim {

namespace {

/// Key of the draws: they belong to the interval, not to the luck of an experiment.
constexpr std::array<std::uint32_t, 2> bootstrap_key{0x626F6F74, 0x73747261};
constexpr std::size_t words_per_block = 4;

double resampled_mean(std::span<const double> units, std::uint32_t resample)
{
    const auto count = static_cast<std::uint64_t>(units.size());
    double sum = 0.0;
    for (std::size_t first = 0; first < units.size(); first += words_per_block) {
        const auto words =
            philox4x32_10({static_cast<std::uint32_t>(first / words_per_block), resample, 0, 0}, bootstrap_key);
        const std::size_t end = std::min(units.size(), first + words_per_block);
        for (std::size_t i = first; i < end; ++i) {
            sum += units[(words[i - first] * count) >> 32];
        }
    }
    return sum / static_cast<double>(count);
}

/// Sixth of the skewness of the mean's influence, from the jackknife.
double acceleration(std::span<const double> units, double mean)
{
    double squares = 0.0;
    double cubes = 0.0;
    for (const double unit : units) {
        const double deviation = unit - mean;
        squares += deviation * deviation;
        cubes += deviation * deviation * deviation;
    }
    return cubes / (6.0 * squares * std::sqrt(squares));
}

/// Share of resamples below the mean, those equal to it counted by half.
double share_below(const std::vector<double>& means, double mean)
{
    double below = 0.0;
    for (const double resampled : means) {
        below += resampled < mean ? 1.0 : (resampled == mean ? 0.5 : 0.0);
    }
    const double half_of_one = 0.5 / static_cast<double>(means.size());
    return std::clamp(below / static_cast<double>(means.size()), half_of_one, 1.0 - half_of_one);
}

} // namespace

Interval bca_interval(std::span<const double> units, double level)
{
    const Moments moments = sample_moments(units);
    Interval interval = t_interval(moments, level); // checks the level, and answers where there is no spread
    interval.kind = IntervalKind::bca_over_worlds;
    if (units.size() < 2 || moments.sum_squared_deviations == 0.0) {
        return interval;
    }
    std::vector<double> means(bootstrap_resamples);
    for (std::size_t resample = 0; resample < means.size(); ++resample) {
        means[resample] = resampled_mean(units, static_cast<std::uint32_t>(resample));
    }
    const double bias = normal_of(share_below(means, moments.mean));
    const double skew = acceleration(units, moments.mean);
    const auto adjusted = [&](double probability) {
        const double z = bias + normal_of(probability);
        return standard_normal_below(bias + z / (1.0 - skew * z));
    };
    const double tail = 0.5 * (1.0 - level);
    const std::array probabilities{adjusted(tail), adjusted(1.0 - tail)};
    const auto ends = sample_quantiles(means, probabilities);
    interval.low = ends[0];
    interval.high = ends[1];
    return interval;
}

} // namespace kamsim
