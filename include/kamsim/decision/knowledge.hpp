#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/simulation/outcome.hpp"

namespace kamsim {

/// Spread of a quantity over futures, taken apart (docs/model.md, eq. 85): between worlds lies what is not known, and
/// could be; within them what nobody can know beforehand. kEUR.
struct Knowledge {
    double sd_between = 0.0;    ///< standard deviation of the true means of worlds; NaN where a world has one future
    double sd_within = 0.0;     ///< root of the mean variance within worlds; likewise
    double share_between = 0.0; ///< part of the whole variance that lies between worlds; NaN where there is none
};

/// @param values one for each replication, world after world
[[nodiscard]] Knowledge knowledge_of(std::span<const double> values, std::int64_t futures_per_world);

/// Means of values over each world's futures.
/// @param values one for each replication, world after world
[[nodiscard]] std::vector<double> world_means(std::span<const double> values, std::int64_t futures_per_world);

/// Share of worlds in which an alternative has the highest mean value over the world's futures; ties are split evenly.
/// With few futures in a world the shares are nearer to one another than those of the true means.
/// @return [alternative]
[[nodiscard]] std::vector<double> shares_of_worlds_best(const Outcome& outcome);

} // namespace kamsim
