#pragma once

#include "model/kernel.hpp"
#include "model/mechanisms/luck.hpp"
#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// A block of replications in lock step: the luck once, then every alternative on it. All memory is taken at
/// construction.
class Block final : public BlockKernel {
public:
    explicit Block(const ResolvedView& experiment);
    void run(std::uint32_t first_replication, BlockRecorder& recorder) override;

private:
    [[nodiscard]] Setting setting(int alternative, int period) const;
    [[nodiscard]] Weather& weather_of(int period);
    void draw_climate();
    void draw_weather(int period);
    void start_alternative(int alternative);
    void advance(int alternative, int period, BlockRecorder& recorder);
    void record_year(int alternative, int year, BlockRecorder& recorder);
    void record_end(int alternative, BlockRecorder& recorder);
    void record_notes(int alternative, int period, BlockRecorder& recorder);

    const ResolvedView& experiment_;
    LuckKey key_{};
    Climate climate_;
    std::vector<Weather> weather_; ///< of the periods of one stretch
    std::vector<Row> demand_;      ///< [account], shocks of one period
    std::vector<Row> shocks_;      ///< [segment]
    std::vector<AlternativeState> alternatives_;
    Frame frame_{};
    std::vector<Row> year_accounts_; ///< [account][AccountMeasure]
    std::vector<Row> year_managers_; ///< [manager][ManagerMeasure]
    std::vector<Row> pareto_;        ///< [point]
    std::vector<Row> whale_;         ///< [point]
    std::vector<Row> final_values_;  ///< [account]
    std::vector<Row> final_losses_;  ///< [account][LossReason]
    std::vector<Row> final_states_;  ///< [account][FinalState]
    std::vector<Row> final_effort_;  ///< [account][AccountEffort]
    std::vector<Row> order_memory_;
    LaneRanking ranking_;
    Scratch scratch_{};
};

} // namespace kamsim::KAMSIM_KERNEL
