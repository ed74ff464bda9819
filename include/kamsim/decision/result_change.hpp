#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// How two results are compared.
enum class ResultPairing : std::uint8_t {
    futures,     ///< future by future: equal seeds, numbers of worlds and of futures, so that luck is shared
    worlds,      ///< world by world, likewise; something is uncertain
    independent, ///< as two samples that have nothing to do with each other (Welch 1947)
    shared_luck, ///< likewise, though equal seeds mean that some luck is shared: the intervals are wider than need be
};

/// By how much a mean differs between two results, kEUR.
struct MeanChange {
    double mean = 0.0;
    Interval interval;         ///< of all changes of its kind together (Bonferroni); NaN below two futures or worlds
    bool is_identical = false; ///< future by future

    [[nodiscard]] bool exceeds_error() const { return interval.low > 0.0 || interval.high < 0.0; }
};

/// A design of both results.
struct DesignChange {
    std::string name;
    int before = 0; ///< alternative
    int now = 0;
    MeanChange value;
    std::optional<MeanChange> difference; ///< to the baseline, where both results have the same one, and it is another
};

/// What a later result says otherwise than an earlier one. Designs are the same where they have the same name.
struct ResultChange {
    ResultPairing pairing = ResultPairing::independent;
    std::vector<DesignChange> designs; ///< in the order of the later result
    std::vector<std::string> gone;     ///< designs of the earlier one only
    std::vector<std::string> appeared; ///< of the later one only
    std::optional<MeanChange> lead;    ///< of the design that is best now over the one that was, where they are two and
                                       ///< both are in both results
};

/// @param before outcome and its comparison
[[nodiscard]] ResultChange change_between(const Outcome& before, const Comparison& comparison_before,
                                          const Outcome& now, const Comparison& comparison_now);

} // namespace kamsim
