#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What an input does when it alone takes a step, over places in the input space (Morris 1991).
struct ElementaryEffect {
    double mean = 0.0;               ///< mu: signed
    double mean_absolute = 0.0;      ///< mu* (Campolongo, Cariboni, Saltelli 2007)
    double standard_deviation = 0.0; ///< sigma, divisor n - 1: what other inputs and curvature bring; luck is taken out
    double luck = 0.0;               ///< standard deviation that luck leaves in one effect; 0 with one future
    double standard_error = 0.0;     ///< of mean_absolute
    Interval interval;               ///< of mean_absolute, by Student's t over trajectories
    std::vector<double> effects;     ///< [trajectory]
};

/// Trajectories through the input space: each has one point more than there are inputs, and from point to point one
/// input changes.
struct Trajectories {
    std::size_t inputs = 0;
    std::size_t futures = 1;
    std::vector<double> points;  ///< [trajectory][point][input]
    std::vector<double> outputs; ///< [trajectory][point][future]; the points of a trajectory meet the same luck
};

/// @return one for each input
/// @throws std::invalid_argument where the sizes do not fit, or a step changes no input, two of them, or one twice
[[nodiscard]] std::vector<ElementaryEffect> elementary_effects(const Trajectories& trajectories, double level);

/// Points of random trajectories on a grid of levels at (k + 1/2) / levels, so that every level is a quantile, with
/// steps of half the levels up or down (Morris 1991).
/// @param levels even, at least 2
/// @return [trajectory][point][input]; a pure function of the arguments
/// @throws std::invalid_argument where there is nothing to make or the levels do not fit
[[nodiscard]] std::vector<double> morris_points(std::size_t inputs, std::size_t trajectories, int levels,
                                                std::uint64_t seed);

} // namespace kamsim
