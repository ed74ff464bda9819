#pragma once

#include <cstdint>
#include <string>

#include "kamsim/decision/comparison.hpp"

namespace kamsim {

/// The verdict of a comparison in words: what the best alternative is worth against the baseline, in how many futures
/// it is the best, whether it can be told from its rivals, and how many replications would settle what is open.
/// @param comparison complete but for the sentence
[[nodiscard]] std::string verdict_sentence(const Experiment& experiment, const Comparison& comparison);

/// A difference worth settling, and what it takes.
struct Settlement {
    double difference = 0.0; ///< kEUR, a round number
    std::int64_t replications = 0;
};

/// The lead itself, but not above half nor below a tenth of what can be told apart now: more precision is of use, and
/// its price (it grows with the square) within reach.
/// @param lead estimated, kEUR
/// @param half_width of its interval, positive, kEUR
[[nodiscard]] Settlement settlement(double lead, double half_width, std::int64_t replications);

} // namespace kamsim
