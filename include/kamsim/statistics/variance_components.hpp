#pragma once

#include "kamsim/statistics/moments.hpp"

namespace kamsim {

/// Variance of a grouped sample, taken apart.
struct VarianceComponents {
    double between = 0.0; ///< of the groups' true means
    double within = 0.0;  ///< of values around their group's true mean, mean over groups

    /// Part of the whole variance that lies between the groups; NaN where there is none to share.
    [[nodiscard]] double share_between() const;
};

/// One-way analysis of variance: the mean square within groups, and the variance of the groups' means less what luck
/// within them adds to it, not below 0.
/// @param all of all values
/// @param group_means of the groups' means. Groups are taken as equally large.
/// @return NaN for both below two groups, or where no group has two values
[[nodiscard]] VarianceComponents variance_components(const Moments& all, const Moments& group_means);

} // namespace kamsim
