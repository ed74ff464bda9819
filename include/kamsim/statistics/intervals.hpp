#pragma once

#include <cstdint>
#include <string_view>

#include "kamsim/statistics/moments.hpp"

namespace kamsim {

/// How an interval was made; every printed one names it.
enum class IntervalKind : std::uint8_t {
    student_t,                   ///< of a mean, by Student's t
    student_t_simultaneous,      ///< the same, for several means together (Bonferroni)
    student_t_bound,             ///< by Student's t, at most this wide: of a difference whose correlation is unknown
    wilson,                      ///< of a share (Wilson 1927)
    bca_over_worlds,             ///< of a mean, by resampling the means of worlds (Efron 1987)
    student_t_over_worlds,       ///< of a mean, by Student's t of the means of worlds
    posterior_over_worlds,       ///< credible: posterior of a regression, its worlds weighted anew (Rubin 1981)
    student_t_at_every_look,     ///< of several means at several looks together, by Student's t (Bonferroni)
    delta_method,                ///< of a ratio, normal on the logarithm
    fisher_f,                    ///< of a ratio of variances of normal samples
    student_t_over_scramblings,  ///< of an index, by Student's t over independent scramblings of its points
    student_t_over_trajectories, ///< of a mean effect, by Student's t over trajectories
    fieller,                     ///< of a ratio of two means (Fieller 1954)
    simultaneous_pairs, ///< of all differences of several means together, by their largest |t| (simultaneous_pairs.hpp)
    order_statistics,   ///< of a quantile, between two values of the sample, by the binomial distribution
    woodruff_over_worlds,          ///< of a quantile, by the share below it and Student's t over worlds (Woodruff 1952)
    influence_t,                   ///< of a tail mean, by Student's t of its influence values
    influence_t_over_worlds,       ///< the same, of their means over worlds
    student_t_of_surface,          ///< of a smooth surface through noisy points, by Student's t (gaussian_process.hpp)
    student_t_of_surface_and_luck, ///< the same, and of the luck that all points share
    student_t_over_worlds_simultaneous, ///< of several means together, by Student's t of the means of worlds
                                        ///< (Bonferroni)
};

[[nodiscard]] std::string_view name(IntervalKind kind);

struct Interval {
    double low = 0.0;
    double high = 0.0;
    double level = 0.0; ///< chance of covering the truth, of all intervals together where simultaneous
    IntervalKind kind = IntervalKind::student_t;
};

/// Of a mean, from a sample. A sample without spread gives its one value.
/// @return NaN for both ends below two values
/// @throws std::invalid_argument where the level is not between 0 and 1
[[nodiscard]] Interval t_interval(const Moments& moments, double level);

/// One of `comparisons` intervals that cover their means together with at least this level.
/// @throws std::invalid_argument also where comparisons < 1
[[nodiscard]] Interval simultaneous_t_interval(const Moments& moments, double level, int comparisons);

/// One of `comparisons` intervals at one of `looks` looks at a growing sample. All of them at all looks cover their
/// means together with at least this level, so that the sample may end at any look for any reason.
/// @throws std::invalid_argument also where comparisons or looks < 1
[[nodiscard]] Interval sequential_t_interval(const Moments& moments, double level, int comparisons, int looks);

/// Of a probability, from a share of independent trials. The share may be fractional (split ties).
/// @throws std::invalid_argument where successes exceed trials, trials are none, or the level does not fit
[[nodiscard]] Interval wilson_interval(double successes, double trials, double level);

} // namespace kamsim
