#include "decision/mean_estimate.hpp"

#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/knowledge.hpp"
#include "kamsim/statistics/bootstrap.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr std::size_t fewest_resampled = 8;
constexpr std::size_t most_resampled = 4096;

} // namespace

std::vector<double> independent_units(const Outcome& outcome, std::span<const double> values)
{
    return outcome.worlds > 1 ? world_means(values, outcome.futures_per_world)
                              : std::vector<double>(values.begin(), values.end());
}

MeanPrecision precision_of_mean(const Outcome& outcome, std::span<const double> units)
{
    const Moments moments = sample_moments(units);
    MeanPrecision precision{moments.standard_error(), t_interval(moments, comparison_level)};
    if (outcome.worlds > 1) {
        precision.interval.kind = IntervalKind::student_t_over_worlds;
        if (units.size() >= fewest_resampled && units.size() <= most_resampled) {
            precision.interval = bca_interval(units, comparison_level);
        }
    }
    return precision;
}

} // namespace kamsim
