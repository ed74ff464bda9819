#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "kamsim/decision/sensitivity_space.hpp"
#include "kamsim/simulation/study.hpp"

namespace kamsim {

/// Where an experiment is simulated, and on which luck.
struct DesignPoint {
    std::vector<double> values; ///< [coordinate of the space]
    std::uint64_t luck = 0;     ///< points of one number meet the same luck; 0: that of a run of the experiment
};

/// Points of a sensitivity, by their number; a pure function of the space and the sizes.
struct PointDesign {
    std::string name; ///< of the method and its sizes: equal designs of one space have equal names
    std::int64_t points = 0;
    std::int64_t futures = 0;
    std::function<DesignPoint(std::int64_t point)> point;
};

/// Sizes of a design that fills the space evenly.
struct FillingSizes {
    std::int64_t rows = 32;       ///< of each scrambling; powers of two fill best
    std::int64_t scramblings = 8; ///< independent ones, for the intervals
    std::int64_t futures = 8;     ///< of each point; one leaves luck in the indices
};

/// One input after the other at its 5 and 95 % quantile, a policy at each of its levels, the others as given, all on
/// the same luck. Point 0 is the experiment as given.
[[nodiscard]] PointDesign one_way_design(const SensitivitySpace& space, std::int64_t futures);

/// Number of the first point of an input in a one-way design, and of its points.
struct OneWayPoints {
    std::int64_t first = 0;
    std::int64_t count = 0;
};
[[nodiscard]] OneWayPoints one_way_points(const SensitivitySpace& space, std::size_t coordinate);

inline constexpr double one_way_low = 0.05;
inline constexpr double one_way_high = 0.95;
inline constexpr int morris_levels = 4;

/// Morris's trajectories, each on luck of its own.
/// @throws std::invalid_argument where inputs are correlated: to step one alone would leave their distribution
[[nodiscard]] PointDesign morris_design(const SensitivitySpace& space, std::int64_t trajectories, std::int64_t futures);

/// Where the trajectories go, as probabilities: [trajectory][point][input].
[[nodiscard]] std::vector<double> morris_uniforms(const SensitivitySpace& space, std::int64_t trajectories);

/// Scrambling after scrambling and row after row the points A, B and, for each group of the space, A with this group
/// from B. A and what is made of it meet the luck of the row, B other luck.
[[nodiscard]] PointDesign sobol_design(const SensitivitySpace& space, const FillingSizes& sizes);

/// The points A of a Sobol design alone, each on luck of its own.
[[nodiscard]] PointDesign sample_design(const SensitivitySpace& space, const FillingSizes& sizes);

/// The study that simulates the points of a design; both arguments must outlive it. Values only, no measures.
[[nodiscard]] StudyPlan study_plan(const SensitivitySpace& space, const PointDesign& design);

} // namespace kamsim
