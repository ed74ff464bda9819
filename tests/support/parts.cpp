#include "support/parts.hpp"

#include "kamsim/simulation/part_merger.hpp"

namespace kamsim {

Outcome simulate_and_see(const Experiment& experiment, const SimulationOptions& options,
                         const std::function<void(const SamplePart&)>& see)
{
    PartMerger merger(experiment);
    const auto take = [&](SamplePart&& part) {
        see(part);
        merger.add(part);
    };
    static_cast<void>(simulate_parts(experiment, all_leaves(experiment), take, options));
    if (merger.replications() == 0) {
        throw SimulationStopped(experiment.replications);
    }
    return merger.finish();
}

} // namespace kamsim
