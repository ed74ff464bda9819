#include "kamsim/statistics/variance_components.hpp"

#include <algorithm>
#include <limits>

namespace kamsim {

double VarianceComponents::share_between() const
{
    const double whole = between + within;
    return whole > 0.0 ? between / whole : std::numeric_limits<double>::quiet_NaN();
}

VarianceComponents variance_components(const Moments& all, const Moments& group_means)
{
    const double groups = group_means.count;
    if (groups < 2.0 || all.count <= groups) {
        const double none = std::numeric_limits<double>::quiet_NaN();
        return {none, none};
    }
    const double size = all.count / groups;
    const double squares_within = std::max(0.0, all.sum_squared_deviations - size * group_means.sum_squared_deviations);
    const double within = squares_within / (all.count - groups);
    return {std::max(0.0, group_means.variance() - within / size), within};
}

} // namespace kamsim
