#include "support/horizon_frames.hpp"

#include <algorithm>
#include <memory>

#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/worlds.hpp"
#include "model/kernel.hpp"
#include "model/resolve.hpp"

namespace kamsim {

namespace {

using Futures = std::vector<std::vector<FutureAtHorizon>>;

/// Takes the active replications of one block.
class HorizonRecorder final : public BlockRecorder {
public:
    HorizonRecorder(std::size_t accounts, Futures& futures) : accounts_(accounts), futures_(futures) {}

    void begin_block(std::size_t active) { active_ = active; }
    void record_period(int, int, const double*) override {}
    void record_year(int, int, const YearFrame&) override {}
    void record_notes(int, int, const PeriodNotes&) override {}
    void record_end(int alternative, const FinalFrame& frame) override
    {
        for (std::size_t lane = 0; lane < active_; ++lane) {
            FutureAtHorizon future;
            for (std::size_t line = 0; line < ledger_line_count; ++line) {
                future.value += frame.ledger[line * replications_per_block + lane];
            }
            for (std::size_t account = 0; account < accounts_; ++account) {
                const auto state = [&](FinalState which) {
                    const std::size_t row = account * final_state_count + static_cast<std::size_t>(which);
                    return static_cast<int>(frame.account_state[row * replications_per_block + lane]);
                };
                future.accounts.push_back({frame.account_value[account * replications_per_block + lane],
                                           state(FinalState::alive) == 1, state(FinalState::last_manager),
                                           state(FinalState::loss_period), state(FinalState::loss_reason)});
            }
            futures_.at(static_cast<std::size_t>(alternative)).push_back(std::move(future));
        }
    }

private:
    std::size_t accounts_;
    Futures& futures_;
    std::size_t active_ = 0;
};

} // namespace

Futures futures_at_horizon(const Experiment& experiment)
{
    Futures futures(experiment.alternatives.size());
    HorizonRecorder recorder(experiment.accounts.size(), futures);
    const Worlds worlds(experiment);
    Experiment copy = worlds.certain_copy();
    for (std::int64_t world = 0; world < worlds.count(); ++world) {
        worlds.enter(world, copy);
        const ResolvedExperiment resolved(copy);
        const std::unique_ptr<BlockKernel> kernel(kernel_v2::make_block_kernel(resolved.view()));
        const std::int64_t end = (world + 1) * worlds.futures_per_world();
        for (std::int64_t first = world * worlds.futures_per_world(); first < end; first += replications_per_block) {
            recorder.begin_block(static_cast<std::size_t>(std::min<std::int64_t>(replications_per_block, end - first)));
            kernel->run(static_cast<std::uint32_t>(first), recorder);
        }
    }
    return futures;
}

} // namespace kamsim
