#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/worlds.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "model/resolved.hpp"
#include "simulation/measure_bins.hpp"
#include "simulation/recorder.hpp"

namespace kamsim {

/// Merges super-blocks in the order of their index into an outcome.
class OutcomeBuilder {
public:
    OutcomeBuilder(const Experiment& experiment, const ResolvedView& resolved, const Worlds& worlds);

    /// The outcome with its dimensions set.
    [[nodiscard]] const Outcome& shape() const { return outcome_; }

    /// @param first_replication must follow the one merged before
    void merge(std::int64_t first_replication, const SuperBlockSums& sums);

    /// Turns sums into means and counts into quantiles. To be called once, at the end.
    /// @param merged_replications all, or the first ones where the run ended early
    [[nodiscard]] Outcome finish(std::int64_t merged_replications, const MeasureBins& bins,
                                 const std::vector<std::uint32_t>& counts);

private:
    void keep_first(std::int64_t replications);
    void keep_replications(std::int64_t first_replication, const SuperBlockSums& sums);
    void add_to_world(int alternative, std::int64_t replication, std::span<const double, ledger_line_count> lines);
    void merge_world_means(std::int64_t first_replication, const SuperBlockSums& sums);
    void condition_on_alive();
    void summarise_measures(const MeasureBins& bins, const std::vector<std::uint32_t>& counts);

    Outcome outcome_;
    std::vector<Moments> differences_;
    std::vector<Moments> world_differences_;
    std::vector<Moments> unfinished_differences_;
    std::vector<Moments> unfinished_world_; ///< [alternative][measure][period], of a world of several super-blocks
};

} // namespace kamsim
