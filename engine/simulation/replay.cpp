#include "kamsim/simulation/replay.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

#include "kamsim/model/worlds.hpp"
#include "model/kernel.hpp"
#include "simulation/event_teller.hpp"
#include "simulation/path_values.hpp"
#include "simulation/point_kernel.hpp"

namespace kamsim {

namespace {

/// Keeps one lane of a block.
class ReplayRecorder final : public BlockRecorder {
public:
    ReplayRecorder(const Experiment& experiment, const ResolvedView& view, int lane)
        : experiment_(experiment), view_(view), lane_(lane),
          alternatives_(static_cast<std::size_t>(view.alternative_count))
    {
        for (AlternativeReplay& one : alternatives_) {
            one.alternative = static_cast<int>(&one - alternatives_.data());
            one.accounts = view.account_count;
            one.periods = view.timing.periods;
            const std::size_t size = static_cast<std::size_t>(one.accounts) * static_cast<std::size_t>(one.periods);
            for (auto& path : one.paths) {
                path.resize(size);
            }
        }
    }

    void record_period(int /*alternative*/, int /*period*/, const double* /*frame*/) override {}
    void record_year(int /*alternative*/, int /*year*/, const YearFrame& /*frame*/) override {}

    void record_notes(int alternative, int period, const PeriodNotes& notes) override
    {
        AlternativeReplay& one = alternatives_[static_cast<std::size_t>(alternative)];
        const LaneNotes lane(notes, lane_);
        const auto events = EventTeller(experiment_, view_, alternative, period, lane).events();
        one.events.insert(one.events.end(), events.begin(), events.end());
        for (int account = 0; account < one.accounts; ++account) {
            const auto values = path_values(lane, account);
            const auto at = static_cast<std::size_t>(account) * static_cast<std::size_t>(one.periods)
                            + static_cast<std::size_t>(period);
            for (std::size_t quantity = 0; quantity < values.size(); ++quantity) {
                one.paths[quantity][at] = values[quantity];
            }
        }
    }

    void record_end(int alternative, const FinalFrame& frame) override
    {
        AlternativeReplay& one = alternatives_[static_cast<std::size_t>(alternative)];
        const auto in_lane = [&](const double* rows, std::size_t row) {
            return rows[row * replications_per_block + static_cast<std::size_t>(lane_)];
        };
        for (std::size_t line = 0; line < one.ledger.size(); ++line) {
            one.ledger[line] = in_lane(frame.ledger, line);
            one.value += one.ledger[line];
        }
        for (std::size_t account = 0; account < static_cast<std::size_t>(one.accounts); ++account) {
            one.account_value.push_back(in_lane(frame.account_value, account));
        }
    }

    [[nodiscard]] AlternativeReplay take(int alternative) const
    {
        return alternatives_[static_cast<std::size_t>(alternative)];
    }

private:
    const Experiment& experiment_;
    const ResolvedView& view_;
    int lane_;
    std::vector<AlternativeReplay> alternatives_;
};

void require(bool holds, const std::string& what)
{
    if (!holds) {
        throw std::invalid_argument(what);
    }
}

void require_known(const Experiment& experiment, std::int64_t replication, std::span<const int> alternatives)
{
    require(replication >= 0 && replication < experiment.replications,
            "there is no replication " + std::to_string(replication) + ": they are counted from 0 to "
                + std::to_string(experiment.replications - 1));
    const auto count = std::ssize(experiment.alternatives);
    for (const int alternative : alternatives) {
        require(alternative >= 0 && alternative < count, "there is no alternative " + std::to_string(alternative)
                                                             + ": there are " + std::to_string(count)
                                                             + ", counted from 0");
    }
}

} // namespace

Replay replay(const Experiment& experiment, std::int64_t replication, std::span<const int> alternatives)
{
    require_known(experiment, replication, alternatives);
    const Worlds worlds(experiment);
    const std::int64_t futures = worlds.futures_per_world();
    const std::int64_t world = replication / futures;
    const auto lane = static_cast<int>(replication % futures % replications_per_block);
    PointKernel world_kernel(point_source(worlds), kernel_observed::make_block_kernel);
    world_kernel.enter(world);
    ReplayRecorder recorder(world_kernel.experiment(), world_kernel.view(), lane);
    world_kernel.kernel().run(static_cast<std::uint32_t>(replication - lane), recorder);
    Replay result{replication, world, {}};
    for (const int alternative : alternatives) {
        result.alternatives.push_back(recorder.take(alternative));
    }
    return result;
}

} // namespace kamsim
