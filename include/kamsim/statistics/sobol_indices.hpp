#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// Outputs at the points of a variance-based design with one scrambling (Saltelli et al. 2010): rows of the points A, B
/// and, for each group of inputs, A with this group taken from B. An output is a mean over futures, so that luck is
/// left in it; how much is estimated row by row.
///
/// The futures of A and of the points made from it meet the same luck, those of B other luck.
class SobolRows {
public:
    /// @throws std::invalid_argument where there is no group or no future
    SobolRows(std::size_t groups, std::size_t futures);

    /// Points of a row.
    [[nodiscard]] std::size_t points() const { return groups_ + 2; }
    [[nodiscard]] std::size_t groups() const { return groups_; }
    [[nodiscard]] std::size_t futures() const { return futures_; }
    [[nodiscard]] std::size_t count() const { return means_.size() / points(); }

    /// @param outputs [point][future]: A, B, then A with each group from B
    /// @throws std::invalid_argument where there are more or fewer
    void add(std::span<const double> outputs);

    /// Of a point over its futures.
    [[nodiscard]] double mean(std::size_t row, std::size_t point) const { return means_[row * points() + point]; }
    /// Variance that luck leaves in the mean of A, in that of B and in the difference of A and each other point. With
    /// one future it cannot be estimated and counts as 0.
    [[nodiscard]] double noise(std::size_t row, std::size_t point) const { return noises_[row * points() + point]; }

private:
    std::size_t groups_;
    std::size_t futures_;
    std::vector<double> means_;  ///< [row][point]
    std::vector<double> noises_; ///< [row][point]
};

/// A share of the variance. It is estimated without bias from luck and may therefore come out below 0 or above 1.
struct SensitivityIndex {
    double value = 0.0;
    double standard_error = 0.0; ///< NaN below two scramblings
    Interval interval;
};

/// Of a group of inputs: the part of the variance that it brings alone, and with all that it takes part in.
struct SobolIndex {
    SensitivityIndex first;
    SensitivityIndex total;
};

/// How the variance of an output is made of what its inputs bring.
struct SobolIndices {
    std::vector<SobolIndex> groups;
    double mean = 0.0;
    double variance = 0.0;      ///< over the inputs, of the expected output; luck is taken out
    double luck_variance = 0.0; ///< mean variance of one future at a point; 0 with one future
};

/// First-order indices after Saltelli et al. (2010), total ones after Jansen (1999), both corrected for luck; intervals
/// by Student's t over independent scramblings, of the linearised ratios (docs/model.md, eq. 102-105).
/// @param scramblings of the same sizes, with at least two rows together
/// @return NaN for all indices where the variance is not above 0 when luck is taken out
/// @throws std::invalid_argument where the scramblings do not fit together
[[nodiscard]] SobolIndices sobol_indices(std::span<const SobolRows> scramblings, double level);

} // namespace kamsim
