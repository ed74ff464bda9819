#pragma once

#include <cstddef>
#include <vector>

#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "simulation/columns.hpp"
#include "simulation/sample_sums.hpp"

namespace kamsim {

/// Takes the paired differences of measures at the ends of years, of every kept pair of alternatives.
class MeasureDifferences {
public:
    /// @param shape an outcome with its dimensions set
    /// @param blocks most blocks between two clears
    /// @param with_worlds whether the means of whole worlds are taken, too
    MeasureDifferences(const Outcome& shape, int blocks, bool with_worlds);

    void clear();

    /// Keeps a measure of the block at hand until all alternatives have it. Nothing is kept between the ends of years.
    /// @param lanes [replications_per_block]
    void keep(int alternative, int measure, int period, const double* lanes);

    /// To be called when all alternatives of the block have all their measures.
    void end_block(int active);
    void end_world() { world_means_.end_world(); }

    void put_into(SampleSums& sums) const;

private:
    [[nodiscard]] std::size_t place(int alternative, int measure, int year) const;

    std::vector<AlternativePair> pairs_;
    int periods_;
    int periods_per_year_;
    int years_;
    bool with_worlds_;
    std::vector<double> values_; ///< [alternative][measure][year][lane] of the block
    MomentColumns moments_;      ///< [pair][measure][year]
    WorldMeans world_means_;     ///< likewise; empty without worlds
};

} // namespace kamsim
