#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// Part of worlds and of futures that a conditional value at risk looks at.
inline constexpr double worst_part = 0.05;

/// How an alternative stands where nobody says how likely worlds are. kEUR, net present. What concerns worlds is taken
/// from their means with the luck of few futures taken out (without_noise).
struct Robustness {
    double mean = 0.0;
    double largest_regret = 0.0; ///< over worlds: how much more the best alternative of a world is worth
    double high_regret = 0.0;    ///< its 95 % quantile over worlds
    double mean_regret = 0.0;    ///< the expected opportunity loss
    double share_reached = 0.0;  ///< worlds in which it reaches the target (satisficing, Simon 1956)
    Interval share_interval;
    double worst_worlds = 0.0;       ///< mean of the worst twentieth of worlds: what is not known
    double worst_futures = 0.0;      ///< mean of the worst twentieth of futures: what is not known and luck
    bool is_on_world_front = false;  ///< none has both a higher mean and a higher mean of the worst worlds
    bool is_on_future_front = false; ///< the same for futures
};

struct RobustnessOfAll {
    std::vector<Robustness> alternatives;
    int least_largest_regret = 0; ///< index: minimax regret (Savage 1951)
    int most_reached = 0;         ///< index: reaches the target in most worlds; the baseline does not count without one
    std::optional<double> target; ///< of the value, kEUR; empty: not worse than the baseline
};

/// @throws std::invalid_argument where there are fewer than two worlds
[[nodiscard]] RobustnessOfAll robustness_of(const Outcome& outcome, std::optional<double> target, double level);

} // namespace kamsim
