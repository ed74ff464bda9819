#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kamsim {

/// First: in the eyes of everybody to whom more is better. Second: of everybody who also shuns risk.
enum class DominanceOrder : std::uint8_t { first, second };

/// What a pair of one-sided tests says of two samples.
enum class DominanceStanding : std::uint8_t {
    dominates,    ///< the data contradict that the other one dominates, and not that this one does
    dominated,    ///< the other way round
    no_dominance, ///< they contradict both: the distributions cross
    not_decided,  ///< they contradict neither
};

[[nodiscard]] std::string_view name(DominanceStanding standing);

/// Levels of the two tests, each.
inline constexpr double dominance_test_level = 0.05;
inline constexpr int dominance_thresholds = 50;
inline constexpr int dominance_draws = 2'000;
/// More units than these are averaged over neighbours: it changes neither the statistic nor what its spread estimates.
inline constexpr std::int64_t dominance_most_units = 4'096;

struct DominanceTest {
    DominanceStanding standing = DominanceStanding::not_decided;
    double p_dominates = 1.0; ///< of the hypothesis that the first dominates the second, weakly
    double p_dominated = 1.0; ///< of the hypothesis that the second dominates the first, weakly
};

/// Tests dominance of paired samples: the largest amount by which the distribution function of one (second order: its
/// integral) lies above that of the other, over a grid of thresholds at the pooled quantiles (Barrett and Donald 2003).
/// The pairing, and whatever dependence within groups, is respected by multipliers that a whole group shares: the
/// bootstrap recentred at equal distributions (Linton, Maasoumi and Whang 2005) with normal multipliers, drawn from the
/// covariance that they have. Fixed draws: equal inputs give equal bits. A violation in the far tail, of few futures,
/// cannot be seen.
/// @param group_size neighbours that are not independent, such as the futures of a world; 1 where all pairs are
/// @throws std::invalid_argument where the samples differ in size, have fewer than two groups or no whole number of
/// them
[[nodiscard]] DominanceTest dominance_test(std::span<const double> first, std::span<const double> second,
                                           std::int64_t group_size, DominanceOrder order);

} // namespace kamsim
