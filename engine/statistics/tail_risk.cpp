#include "kamsim/statistics/tail_risk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include <boost/math/distributions/binomial.hpp>

#include "kamsim/statistics/bootstrap.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"

namespace kamsim {

namespace {

/// Fewer groups say too little of their distribution for the bootstrap; of more it agrees with Student's t.
constexpr std::size_t fewest_resampled = 8;
constexpr std::size_t most_resampled = 4096;

void require_fit(std::span<const double> values, std::int64_t group_size)
{
    if (values.empty() || group_size < 1 || values.size() % static_cast<std::size_t>(group_size) != 0) {
        throw std::invalid_argument("tail risk: " + std::to_string(values.size()) + " values are no groups of "
                                    + std::to_string(group_size) + "; give the values of whole worlds");
    }
}

/// Means of a function of the values over groups.
template <class Function>
std::vector<double> group_means(std::span<const double> values, std::int64_t group_size, Function function)
{
    const auto size = static_cast<std::size_t>(group_size);
    std::vector<double> means;
    means.reserve(values.size() / size);
    for (std::size_t first = 0; first < values.size(); first += size) {
        double sum = 0.0;
        for (std::size_t k = first; k < first + size; ++k) {
            sum += function(values[k]);
        }
        means.push_back(sum / static_cast<double>(group_size));
    }
    return means;
}

/// Smallest number up to `most` from which on the statement holds, which it then does for all larger ones.
template <class Statement>
std::size_t first_that_holds(std::size_t most, Statement holds)
{
    std::size_t least = 0;
    while (least < most) {
        const std::size_t middle = least + (most - least) / 2;
        if (holds(middle)) {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    return most;
}

/// The narrowest ranks that miss the quantile with at most half of the error probability on either side.
Interval order_statistics_interval(std::span<const double> ascending, double probability, double level)
{
    const double error = 0.5 * (1.0 - level);
    const auto count = ascending.size();
    const boost::math::binomial_distribution<> below(static_cast<double>(count), probability);
    // The k-th value, from 1 on, lies above the quantile where at most k - 1 values lie below it, and below it where k
    // or more do.
    const std::size_t low =
        first_that_holds(count, [&](std::size_t k) { return boost::math::cdf(below, static_cast<double>(k)) > error; });
    const std::size_t high = first_that_holds(count + 1, [&](std::size_t k) {
        return k > 0 && boost::math::cdf(boost::math::complement(below, static_cast<double>(k) - 1.0)) <= error;
    });
    const double infinity = std::numeric_limits<double>::infinity();
    return {low == 0 ? -infinity : ascending[low - 1], high > count ? infinity : ascending[high - 1], level,
            IntervalKind::order_statistics};
}

Interval woodruff_interval(std::span<const double> values, std::int64_t group_size, double quantile, double probability,
                           double level)
{
    const auto shares = group_means(values, group_size, [=](double value) { return value <= quantile ? 1.0 : 0.0; });
    const auto of_share = t_interval(sample_moments(shares), level);
    const double half = 0.5 * (of_share.high - of_share.low);
    const double infinity = std::numeric_limits<double>::infinity();
    Interval interval{-infinity, infinity, level, IntervalKind::woodruff_over_worlds};
    if (std::isnan(half)) {
        interval.low = interval.high = half;
        return interval;
    }
    if (probability - half > 0.0) {
        interval.low = sample_quantile(values, probability - half);
    }
    if (probability + half < 1.0) {
        interval.high = sample_quantile(values, probability + half);
    }
    return interval;
}

/// Mean of the lowest share of the values; the value at its border counts in part.
double tail_mean(std::span<const double> ascending, double tail)
{
    const double wanted = tail * static_cast<double>(ascending.size());
    const auto whole = std::min(ascending.size(), static_cast<std::size_t>(wanted));
    double sum = sample_moments(ascending.first(whole)).mean * static_cast<double>(whole);
    if (whole < ascending.size()) {
        sum += (wanted - static_cast<double>(whole)) * ascending[whole];
    }
    return sum / wanted;
}

/// Few groups have few values in the tail, whose skewness the bootstrap allows for.
Interval tail_mean_interval(std::span<const double> influence, std::int64_t group_size, double tail_mean, double level)
{
    const auto moments = sample_moments(influence);
    Interval interval = t_interval(moments, level);
    interval.kind = group_size == 1 ? IntervalKind::influence_t : IntervalKind::influence_t_over_worlds;
    if (group_size > 1 && influence.size() >= fewest_resampled && influence.size() <= most_resampled) {
        interval = bca_interval(influence, level);
    }
    interval.low += tail_mean - moments.mean;
    interval.high += tail_mean - moments.mean;
    return interval;
}

} // namespace

TailRisk tail_risk(std::span<const double> values, std::int64_t group_size, double tail, double level)
{
    require_fit(values, group_size);
    if (!(tail > 0.0 && tail < 1.0)) {
        throw std::invalid_argument("tail risk: the tail " + std::to_string(tail)
                                    + " is no share between 0 and 1; 0.05 is usual");
    }
    std::vector<double> ascending(values.begin(), values.end());
    std::sort(ascending.begin(), ascending.end());
    TailRisk risk;
    risk.tail = tail;
    risk.value_at_risk = sample_quantile(ascending, tail);
    risk.conditional_value_at_risk = tail_mean(ascending, tail);
    const double quantile = risk.value_at_risk;
    const auto influence = group_means(
        values, group_size, [=](double value) { return quantile - std::fmax(quantile - value, 0.0) / tail; });
    risk.conditional_standard_error = sample_moments(influence).standard_error();
    risk.conditional_interval = tail_mean_interval(influence, group_size, risk.conditional_value_at_risk, level);
    risk.value_at_risk_interval = group_size == 1 ? order_statistics_interval(ascending, tail, level)
                                                  : woodruff_interval(values, group_size, quantile, tail, level);
    return risk;
}

SampleShare share_below_threshold(std::span<const double> values, std::int64_t group_size, double threshold,
                                  double level)
{
    require_fit(values, group_size);
    const auto shares = group_means(values, group_size, [=](double value) { return value < threshold ? 1.0 : 0.0; });
    const auto moments = sample_moments(shares);
    if (group_size == 1) {
        return {moments.mean, wilson_interval(std::round(moments.mean * moments.count), moments.count, level)};
    }
    auto interval = t_interval(moments, level);
    interval.kind = IntervalKind::student_t_over_worlds;
    interval.low = std::isnan(interval.low) ? interval.low : std::max(0.0, interval.low);
    interval.high = std::isnan(interval.high) ? interval.high : std::min(1.0, interval.high);
    return {moments.mean, interval};
}

} // namespace kamsim
