#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/sample_part.hpp"
#include "model/kernel.hpp"
#include "simulation/account_details.hpp"
#include "simulation/account_rows.hpp"
#include "simulation/columns.hpp"
#include "simulation/measure_bins.hpp"
#include "simulation/measure_differences.hpp"
#include "simulation/sample_sums.hpp"

namespace kamsim {

/// Most replications of a super-block: the unit in which results are summed, merged and handed on. Fixed by the
/// experiment alone, so that sums have the same bits however the work was split.
inline constexpr int super_block_size = 256;
inline constexpr int blocks_per_super_block = super_block_size / replications_per_block;

/// Whether a super-block holds several whole worlds, whose means the recorder takes, or (a part of) one.
enum class SuperBlockContent : std::uint8_t { whole_worlds, part_of_a_world };

/// What one super-block leaves: sums over its replications, and what is kept of each replication.
struct SuperBlockRecord {
    SampleSums sums;
    ReplicationRecords records;
};

/// Sums the frames of the blocks of one super-block after another. One object serves one thread.
class Recorder final : public BlockRecorder {
public:
    /// @param shape an outcome with its dimensions set, for the layouts
    /// @param segments of the accounts
    Recorder(const Outcome& shape, const MeasureBins& bins, SuperBlockContent content, const Segments& segments,
             RecordedDetail detail);

    void begin_super_block();
    /// @param offset of the block's first replication in the super-block
    /// @param active replications of the block that count; the rest lie beyond the last one asked for
    void begin_block(int offset, int active);
    /// Work that needs all alternatives of the block: differences to the baseline and payback.
    void end_block();
    /// To be called after the last block of each whole world.
    void end_world();
    [[nodiscard]] SuperBlockRecord end_super_block(int replications);

    /// Since they were last cleared.
    [[nodiscard]] const std::vector<std::uint32_t>& bin_counts() const { return bin_counts_; }
    void clear_bin_counts() { bin_counts_.assign(bin_counts_.size(), 0); }

    void record_period(int alternative, int period, const double* frame) override;
    void record_year(int alternative, int year, const YearFrame& frame) override;
    void record_end(int alternative, const FinalFrame& frame) override;
    void record_notes(int /*alternative*/, int /*period*/, const PeriodNotes& /*notes*/) override {}

private:
    void record_measure(int alternative, int measure, int period, const double* lanes);
    void record_payback(int alternative);
    [[nodiscard]] std::size_t account_row(int alternative, int year, int account) const;
    [[nodiscard]] std::vector<double> account_sums() const;
    void count_bins_of_super_block();
    void sum_ledgers(int replications, SampleSums& sums) const;
    [[nodiscard]] ReplicationRecords records_of(int replications) const;

    const Outcome& shape_;
    const MeasureBins& bins_;
    SuperBlockContent content_;
    double dt_;
    int offset_ = 0;
    int active_ = 0;
    int block_ = 0; ///< blocks of the super-block that began, less one: the last block of a world may be part-filled
    MomentColumns measures_;
    WorldMeans world_means_; ///< [alternative][measure][period]; empty for parts of a world
    MeasureDifferences measure_differences_;
    BlockSums residual_;
    BlockSums accounts_; ///< [alternative][year][account][account measure]: the order in which frames arrive
    MomentColumns account_value_;
    BlockSums account_losses_;
    AccountRows account_rows_;
    std::optional<AccountDetails> account_details_; ///< where they are asked for
    BlockSums managers_;
    BlockSums pareto_;
    BlockSums whale_;
    std::vector<double> replication_ledger_; ///< [alternative][line][replication of the super-block]
    std::vector<double> spending_;           ///< [alternative][replication of the super-block]
    std::vector<double> payback_;
    std::vector<double> survives_;
    std::vector<double> cumulative_;         ///< [alternative][period][lane] of the block
    std::vector<double> difference_;         ///< [lane]
    std::vector<std::uint16_t> bin_numbers_; ///< [block of the super-block][alternative][measure][period][lane]
    std::vector<std::uint32_t> bin_counts_;
};

} // namespace kamsim
