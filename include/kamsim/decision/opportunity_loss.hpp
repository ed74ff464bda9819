#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What it costs on average not to know the world when choosing: kEUR, net present, per decision, over the horizon.
struct OpportunityLoss {
    double mean = 0.0;           ///< corrected for the luck that is left in means of few futures
    double uncorrected = 0.0;    ///< from the means of worlds as they are: too high
    double standard_error = 0.0; ///< over worlds; NaN below two worlds
    Interval interval;           ///< over worlds; both ends at least 0; NaN likewise
};

/// Expected opportunity losses over worlds (docs/model.md, eq. 92 and 93).
struct OpportunityLosses {
    /// [alternative]: how much more the best one of each world is worth on average. Never below 0.
    std::vector<OpportunityLoss> alternatives;
    /// Expected value of perfect information about everything that is uncertain: the smallest of them.
    OpportunityLoss perfect_information;
    bool is_corrected = false; ///< false where worlds have one future, whose luck cannot be told apart
};

/// The mean over worlds of the largest mean, less the alternative's own. Means of L futures make the largest one too
/// large; the correction takes the luck out of their covariance first (without_noise). The interval is the BCa
/// bootstrap's, by resampling worlds; the resamples are fixed, so equal inputs give equal bits.
/// @param values [alternative][replication], one world after another
/// @throws std::invalid_argument where the sizes do not fit or the level is not between 0 and 1
[[nodiscard]] OpportunityLosses opportunity_losses(std::span<const std::span<const double>> values,
                                                   std::int64_t futures_per_world, double level);

/// The same of an outcome's values.
[[nodiscard]] OpportunityLosses opportunity_losses(const Outcome& outcome, double level);

} // namespace kamsim
