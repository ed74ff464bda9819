#pragma once

#include <cstdint>

#include "kamsim/lanes/instruction_set.hpp"
#include "model/notes.hpp"
#include "model/resolved.hpp"

namespace kamsim {

/// Replications that a block advances in lock step: a row of them is one cache line. Blocks are aligned: block b holds
/// the replications 8b to 8b + 7.
inline constexpr int replications_per_block = 8;

/// What a block shows at the end of a year (year 0: the first day). Arrays end in the lane dimension.
struct YearFrame {
    const double* accounts; ///< [account][AccountMeasure][lane]
    const double* managers; ///< [manager][ManagerMeasure][lane]
    const double* pareto;   ///< [point][lane]
    const double* whale;    ///< [point][lane]
};

/// What is shown of an account at the horizon beside its value and its losses.
enum class FinalState : std::uint8_t {
    alive,        ///< 1 where a customer, else 0
    last_manager, ///< number of the manager who holds it or held it last; -1: it never had one
    loss_period,  ///< period in which it was lost last; -1: never
    loss_reason,  ///< LossReason of that loss; -1: never lost
};
inline constexpr int final_state_count = 4;

/// What a block shows at the horizon.
struct FinalFrame {
    const double* ledger;         ///< [line][lane], kEUR, net present
    const double* residual;       ///< [lane], kEUR, net present, also where the value leaves it out
    const double* spending;       ///< [lane], discounted programme cost, >= 0
    const double* programme_on;   ///< [lane], 1 or 0
    const double* account_value;  ///< [account][lane], kEUR, net present
    const double* account_losses; ///< [account][LossReason][lane]
    const double* account_state;  ///< [account][FinalState][lane]
    const double* account_effort; ///< [account][AccountEffort][lane]
};

/// Receives the frames of one block; implemented by simulation/, compiled once.
class BlockRecorder {
public:
    virtual ~BlockRecorder() = default;
    /// @param frame [measure][lane]; NaN where a measure is undefined or not taken in this period
    virtual void record_period(int alternative, int period, const double* frame) = 0;
    virtual void record_year(int alternative, int year, const YearFrame& frame) = 0;
    virtual void record_end(int alternative, const FinalFrame& frame) = 0;
    /// Called by the observed kernel alone, after record_period.
    virtual void record_notes(int alternative, int period, const PeriodNotes& notes) = 0;
};

/// Advances a block of consecutive replications of all alternatives through the horizon. One object serves one thread.
class BlockKernel {
public:
    virtual ~BlockKernel() = default;
    /// @param first_replication number of the first lane
    virtual void run(std::uint32_t first_replication, BlockRecorder& recorder) = 0;
};

/// One for each instruction set. The caller owns the result.
namespace kernel_v2 {
BlockKernel* make_block_kernel(const ResolvedView& experiment);
} // namespace kernel_v2
namespace kernel_v3 {
BlockKernel* make_block_kernel(const ResolvedView& experiment);
} // namespace kernel_v3
namespace kernel_v4 {
BlockKernel* make_block_kernel(const ResolvedView& experiment);
} // namespace kernel_v4
/// The lowest instruction set, with notes of what happens: the same bits, more slowly.
namespace kernel_observed {
BlockKernel* make_block_kernel(const ResolvedView& experiment);
} // namespace kernel_observed

} // namespace kamsim
