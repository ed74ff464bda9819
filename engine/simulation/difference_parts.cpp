#include "simulation/difference_parts.hpp"

namespace kamsim {

DifferenceParts::DifferenceParts(const Outcome& shape)
    : accounts(static_cast<std::size_t>(shape.accounts)), segments(static_cast<std::size_t>(shape.segments)),
      holders(static_cast<std::size_t>(shape.holders()))
{}

void take_differences(const SampleSums& sums, Outcome& outcome)
{
    std::size_t from = 0;
    const auto take = [&](std::vector<DifferenceSummary>& to, std::size_t count) {
        for (std::size_t k = 0; k < count; ++k, ++from) {
            const auto& world = sums.world_differences;
            to.push_back({sums.differences[from], world.empty() ? Moments{} : world[from]});
        }
    };
    const DifferenceParts parts(outcome);
    for (int pair = 0; pair < outcome.pairs; ++pair) {
        take(outcome.account_difference, parts.accounts);
        take(outcome.segment_difference, parts.segments);
        take(outcome.unshared_difference, 1);
        take(outcome.holder_difference, pair_side_count * parts.holders);
    }
}

void take_measure_differences(const SampleSums& sums, Outcome& outcome)
{
    const auto& worlds = sums.world_measure_difference;
    for (std::size_t k = 0; k < sums.measure_difference.size(); ++k) {
        outcome.measure_difference.push_back({sums.measure_difference[k], worlds.empty() ? Moments{} : worlds[k]});
    }
}

} // namespace kamsim
