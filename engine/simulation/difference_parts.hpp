#pragma once

#include <cstddef>

#include "kamsim/simulation/outcome.hpp"
#include "simulation/sample_sums.hpp"

namespace kamsim {

/// The parts of the difference of a pair of alternatives, one after another: accounts, segments, what no account
/// shares, and holders on either side.
struct DifferenceParts {
    explicit DifferenceParts(const Outcome& shape);

    std::size_t accounts;
    std::size_t segments;
    std::size_t holders;

    /// Those that have a row of values in each alternative: all but holders.
    [[nodiscard]] std::size_t rows() const { return accounts + segments + 1; }
    [[nodiscard]] std::size_t first_segment() const { return accounts; }
    [[nodiscard]] std::size_t unshared() const { return accounts + segments; }
    [[nodiscard]] std::size_t first_holder(PairSide side) const
    {
        return rows() + static_cast<std::size_t>(side) * holders;
    }
    [[nodiscard]] std::size_t count() const { return rows() + pair_side_count * holders; }
};

/// Sorts the parts that were summed into the arrays of an outcome.
void take_differences(const SampleSums& sums, Outcome& outcome);

/// Puts the summed differences of measures into an outcome.
void take_measure_differences(const SampleSums& sums, Outcome& outcome);

} // namespace kamsim
