#include "kamsim/statistics/bootstrap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
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

/// Most groups of units that a jackknife leaves out in turn.
constexpr std::size_t most_jackknife_groups = 100;

/// Indices of the units of a resample.
void draw_units(std::uint32_t resample, std::span<std::uint32_t> units)
{
    const std::uint64_t count = units.size();
    for (std::size_t first = 0; first < units.size(); first += words_per_block) {
        const auto words =
            philox4x32_10({static_cast<std::uint32_t>(first / words_per_block), resample, 0, 0}, bootstrap_key);
        const std::size_t end = std::min(units.size(), first + words_per_block);
        for (std::size_t i = first; i < end; ++i) {
            units[i] = static_cast<std::uint32_t>((words[i - first] * count) >> 32);
        }
    }
}

/// Sixth of the skewness of a statistic's influence, from values of which each unit's influence is a multiple, and
/// their mean.
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

/// Ends of the interval, from resamples of a statistic that is `value` for the sample itself.
std::array<double, 2> bca_ends(const std::vector<double>& resamples, double value, double skew, double level)
{
    const double bias = normal_of(share_below(resamples, value));
    const auto adjusted = [&](double probability) {
        const double z = bias + normal_of(probability);
        return standard_normal_below(bias + z / (1.0 - skew * z));
    };
    const double tail = 0.5 * (1.0 - level);
    const std::array probabilities{adjusted(tail), adjusted(1.0 - tail)};
    const auto ends = sample_quantiles(resamples, probabilities);
    return {ends[0], ends[1]};
}

/// The statistics without each of some groups of units in turn: neighbours are in different ones.
/// @return [statistic][group]
std::vector<std::vector<double>> without_groups(const SampleStatistics& statistics, std::size_t units)
{
    const std::size_t groups = std::min(units, most_jackknife_groups);
    std::vector<std::vector<double>> values;
    for (std::size_t group = 0; group < groups; ++group) {
        std::vector<std::uint32_t> kept;
        for (std::size_t unit = 0; unit < units; ++unit) {
            if (unit % groups != group) {
                kept.push_back(static_cast<std::uint32_t>(unit));
            }
        }
        const auto of_kept = statistics(kept);
        values.resize(of_kept.size());
        for (std::size_t k = 0; k < of_kept.size(); ++k) {
            values[k].push_back(-of_kept[k]); // what a group brings is what is missing without it
        }
    }
    return values;
}

StatisticPrecision precision_of(const std::vector<double>& resamples, double value,
                                const std::vector<double>& jackknife, double level)
{
    const Moments moments = sample_moments(resamples);
    StatisticPrecision precision{std::sqrt(moments.variance()), {value, value, level, IntervalKind::bca_over_worlds}};
    const Moments influence = sample_moments(jackknife);
    if (moments.sum_squared_deviations > 0.0 && influence.sum_squared_deviations > 0.0) {
        const auto ends = bca_ends(resamples, value, acceleration(jackknife, influence.mean), level);
        precision.interval.low = ends[0];
        precision.interval.high = ends[1];
    }
    return precision;
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
    std::vector<std::uint32_t> drawn(units.size());
    for (std::size_t resample = 0; resample < means.size(); ++resample) {
        draw_units(static_cast<std::uint32_t>(resample), drawn);
        double sum = 0.0;
        for (const auto unit : drawn) {
            sum += units[unit];
        }
        means[resample] = sum / static_cast<double>(units.size());
    }
    const auto ends = bca_ends(means, moments.mean, acceleration(units, moments.mean), level);
    interval.low = ends[0];
    interval.high = ends[1];
    return interval;
}

std::vector<StatisticPrecision> bootstrap_statistics(const SampleStatistics& statistics, std::size_t units,
                                                     double level)
{
    static_cast<void>(t_interval({}, level)); // checks the level
    std::vector<std::uint32_t> drawn(units);
    std::iota(drawn.begin(), drawn.end(), 0U);
    const auto values = statistics(drawn);
    if (units < 2) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {values.size(), {none, {none, none, level, IntervalKind::bca_over_worlds}}};
    }
    std::vector<std::vector<double>> resamples(values.size(), std::vector<double>(bootstrap_resamples));
    for (std::size_t resample = 0; resample < bootstrap_resamples; ++resample) {
        draw_units(static_cast<std::uint32_t>(resample), drawn);
        const auto of_resample = statistics(drawn);
        for (std::size_t k = 0; k < values.size(); ++k) {
            resamples[k][resample] = of_resample[k];
        }
    }
    const auto jackknife = without_groups(statistics, units);
    std::vector<StatisticPrecision> precisions;
    for (std::size_t k = 0; k < values.size(); ++k) {
        precisions.push_back(precision_of(resamples[k], values[k], jackknife[k], level));
    }
    return precisions;
}

} // namespace kamsim
