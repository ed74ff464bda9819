#pragma once

#include "model/kernel.hpp"
#include "model/mechanisms/luck.hpp"
#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// A block of replications in lock step: the luck once, then every alternative on it. All memory is taken at construction.
class Block final : public BlockKernel {
public:
    Block(const ResolvedView& experiment, int lanes);
    void run(std::uint32_t first_replication, BlockRecorder& recorder) override;

private:
    [[nodiscard]] Setting setting(int alternative, int period) const;
    void draw_first_day();
    void draw_period(int period);
    void start_alternative(int alternative);
    void advance(int alternative, int period, BlockRecorder& recorder);
    void record_year(int alternative, int year, BlockRecorder& recorder);
    void record_end(int alternative, BlockRecorder& recorder);

    const ResolvedView& experiment_;
    int packs_;
    LuckKey key_{};
    std::vector<Lane> memory_;
    std::vector<AlternativeState> alternatives_;
    std::vector<AccountLuck> account_luck_;
    std::vector<ManagerLuck> manager_luck_;
    Surroundings surroundings_;
    Row rebuild_ = nullptr;
    Row abandon_ = nullptr;
    Row residual_ = nullptr;
    Row spending_ = nullptr;
    Row year_accounts_ = nullptr; ///< [account][AccountMeasure]
    Row year_managers_ = nullptr; ///< [manager][ManagerMeasure]
    Row pareto_ = nullptr;        ///< [point]
    Row whale_ = nullptr;         ///< [point]
    Row final_ledger_ = nullptr;  ///< [line]
    Row final_values_ = nullptr;  ///< [account]
    Row final_losses_ = nullptr;  ///< [account][LossReason]
    Frame frame_;
    Scratch scratch_{};
};

} // namespace kamsim::KAMSIM_KERNEL
