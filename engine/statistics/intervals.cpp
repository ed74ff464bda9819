#include "kamsim/statistics/intervals.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace kamsim {

namespace {

void require_level(double level)
{
    if (!(level > 0.0 && level < 1.0)) {
        throw std::invalid_argument("interval: level " + std::to_string(level)
                                    + " is not between 0 and 1; 0.95 is usual");
    }
}

double t_half_width(const Moments& moments, double error_probability)
{
    const boost::math::students_t distribution(moments.count - 1.0);
    return boost::math::quantile(boost::math::complement(distribution, 0.5 * error_probability))
           * moments.standard_error();
}

} // namespace

std::string_view name(IntervalKind kind)
{
    switch (kind) {
    case IntervalKind::student_t: return "Student t";
    case IntervalKind::student_t_simultaneous: return "Student t, simultaneous (Bonferroni)";
    case IntervalKind::student_t_bound: return "Student t, upper bound";
    case IntervalKind::wilson: return "Wilson";
    case IntervalKind::bca_over_worlds: return "BCa bootstrap over worlds";
    case IntervalKind::student_t_over_worlds: return "t over worlds";
    case IntervalKind::student_t_over_scramblings: return "t over scramblings";
    case IntervalKind::student_t_over_trajectories: return "t over trajectories";
    case IntervalKind::fieller: return "Fieller";
    case IntervalKind::simultaneous_pairs: return "simultaneous over all pairs, largest |t|";
    case IntervalKind::order_statistics: return "order statistics, binomial";
    case IntervalKind::woodruff_over_worlds: return "Woodruff over worlds";
    case IntervalKind::influence_t: return "t of influence values";
    case IntervalKind::influence_t_over_worlds: return "t of influence values over worlds";
    case IntervalKind::student_t_of_surface: return "t of a Gaussian process";
    case IntervalKind::student_t_of_surface_and_luck: return "t of a Gaussian process and of shared luck";
    case IntervalKind::student_t_over_worlds_simultaneous: return "t over worlds, simultaneous (Bonferroni)";
    case IntervalKind::posterior_over_worlds: return "posterior of the regression over worlds";
    case IntervalKind::student_t_at_every_look: return "Student t, valid at every look (Bonferroni)";
    case IntervalKind::delta_method: return "delta method, on the logarithm";
    case IntervalKind::fisher_f: return "F";
    }
    return "";
}

Interval t_interval(const Moments& moments, double level)
{
    Interval interval = simultaneous_t_interval(moments, level, 1);
    interval.kind = IntervalKind::student_t;
    return interval;
}

Interval simultaneous_t_interval(const Moments& moments, double level, int comparisons)
{
    require_level(level);
    if (comparisons < 1) {
        throw std::invalid_argument("interval: " + std::to_string(comparisons) + " comparisons; give at least 1");
    }
    if (moments.count < 2.0) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none, level, IntervalKind::student_t_simultaneous};
    }
    const double half = t_half_width(moments, (1.0 - level) / comparisons);
    return {moments.mean - half, moments.mean + half, level, IntervalKind::student_t_simultaneous};
}

Interval sequential_t_interval(const Moments& moments, double level, int comparisons, int looks)
{
    if (looks < 1) {
        throw std::invalid_argument("interval: " + std::to_string(looks) + " looks; give at least 1");
    }
    Interval interval = simultaneous_t_interval(moments, level, comparisons * looks);
    interval.kind = IntervalKind::student_t_at_every_look;
    return interval;
}

Interval wilson_interval(double successes, double trials, double level)
{
    require_level(level);
    if (!(trials > 0.0 && successes >= 0.0 && successes <= trials)) {
        throw std::invalid_argument("wilson_interval: " + std::to_string(successes) + " successes of "
                                    + std::to_string(trials) + " trials; successes lie between 0 and the trials");
    }
    const double z = boost::math::quantile(boost::math::complement(boost::math::normal(), 0.5 * (1.0 - level)));
    const double share = successes / trials;
    const double shrink = 1.0 + z * z / trials;
    const double centre = (share + 0.5 * z * z / trials) / shrink;
    const double half = z / shrink * std::sqrt(share * (1.0 - share) / trials + 0.25 * z * z / (trials * trials));
    // The ends 0 and 1 are exact in theory; rounding must not pass them.
    return {successes == 0.0 ? 0.0 : std::max(0.0, centre - half),
            successes == trials ? 1.0 : std::min(1.0, centre + half), level, IntervalKind::wilson};
}

} // namespace kamsim
