#include "simulation/sample_shape.hpp"

#include <algorithm>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "model/resolve.hpp"

namespace kamsim {

int manager_rows(const Experiment& experiment, const Worlds& worlds)
{
    const auto& inputs = experiment.uncertainty.inputs;
    const bool loads_differ = std::any_of(inputs.begin(), inputs.end(), [](const UncertainInput& input) {
        return input.target == UncertainTarget::structure_parameter
               && structure_catalogue()[input.entry].member == &StructureParameters::load;
    });
    if (!loads_differ) {
        return largest_manager_count(experiment);
    }
    int most = 0;
    Experiment copy = worlds.certain_copy();
    for (std::int64_t world = 0; world < worlds.count(); ++world) {
        worlds.enter(world, copy);
        most = std::max(most, largest_manager_count(copy));
    }
    return most;
}

Outcome sample_shape(const Experiment& experiment, const ResolvedView& resolved, const Worlds& worlds)
{
    Outcome shape;
    shape.replications = experiment.replications;
    shape.worlds = worlds.count();
    shape.futures_per_world = worlds.futures_per_world();
    shape.alternatives = resolved.alternative_count;
    shape.periods = experiment.periods;
    shape.periods_per_year = experiment.periods_per_year;
    shape.years = resolved.year_count;
    shape.accounts = resolved.account_count;
    shape.managers = resolved.manager_count;
    shape.baseline = resolved.baseline;
    shape.pairs = static_cast<int>(alternative_pairs(shape.alternatives, shape.baseline).size());
    shape.segments = resolved.segment_count;
    shape.measures.resize(static_cast<std::size_t>(shape.alternatives) * measure_count
                          * static_cast<std::size_t>(shape.periods));
    return shape;
}

} // namespace kamsim
