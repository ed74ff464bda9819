#include "kamsim/statistics/fieller_ratio.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "kamsim/statistics/paired.hpp"

namespace kamsim {

RatioEstimate fieller_ratio(std::span<const double> numerator, std::span<const double> denominator, double level)
{
    if (numerator.size() != denominator.size() || numerator.size() < 2) {
        throw std::invalid_argument("ratio of means: " + std::to_string(numerator.size()) + " and "
                                    + std::to_string(denominator.size())
                                    + " values; give the same number of both, 2 or more");
    }
    const Moments above = sample_moments(numerator);
    const Moments below = sample_moments(denominator);
    // t^2 times the variance of a mean, from the half width of its interval.
    const double half = 0.5 * (t_interval(below, level).high - t_interval(below, level).low);
    const double t_squared = below.variance() > 0.0 ? half * half * below.count / below.variance() : 0.0;
    const double half_above = 0.5 * (t_interval(above, level).high - t_interval(above, level).low);
    const double covariance = t_squared * paired_covariance(numerator, denominator) / below.count;

    // (C - rB)^2 <= t^2 var(C - rB), a quadratic inequality a r^2 - 2 b r + c <= 0.
    const double a = below.mean * below.mean - half * half;
    const double b = above.mean * below.mean - covariance;
    const double c = above.mean * above.mean - half_above * half_above;
    const double root = std::sqrt(std::fmax(0.0, b * b - a * c));
    constexpr double infinity = std::numeric_limits<double>::infinity();
    RatioEstimate estimate{above.mean / below.mean, {-infinity, infinity, level, IntervalKind::fieller}, RatioSet::all};
    if (a > 0.0) {
        estimate.interval.low = (b - root) / a;
        estimate.interval.high = (b + root) / a;
        estimate.set = RatioSet::between;
    } else if (a < 0.0 && b * b > a * c) {
        estimate.interval.low = (b + root) / a;
        estimate.interval.high = (b - root) / a;
        estimate.set = RatioSet::outside;
    }
    return estimate;
}

} // namespace kamsim
