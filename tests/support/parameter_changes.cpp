#include "support/parameter_changes.hpp"

#include <gtest/gtest.h>

#include "kamsim/model/catalogue.hpp"
#include "support/experiments.hpp"

namespace kamsim {

Experiment eventful_experiment()
{
    Experiment experiment = small_experiment();
    experiment.replications = 100;
    experiment.periods = 16;
    experiment.parameters.development.failure_rate *= 4.0;
    experiment.parameters.expansion.cell_loss_rate *= 8.0;
    experiment.parameters.retention.poaching_rate *= 8.0;
    experiment.parameters.acquisition.pursuit_rate *= 4.0;
    for (Structure& structure : experiment.structures) {
        structure.parameters.manager_exit *= 4.0;
        structure.parameters.rebuild_rate *= 3.0;
    }
    experiment.alternatives[1].plan.push_back({1.5, 2});
    experiment.alternatives[1].hiring = HiringPolicy::best_seller;
    experiment.alternatives[2].levers.fill(0.3);
    return experiment;
}

void apply(Experiment& experiment, const std::string& path, double value)
{
    const std::string structures = "structures.";
    if (path.rfind(structures, 0) == 0) {
        const StructureEntry* entry = find_structure_entry(path.substr(structures.size()));
        ASSERT_NE(entry, nullptr) << path;
        for (std::size_t k = 1; k < experiment.structures.size(); ++k) {
            experiment.structures[k].parameters.*entry->member = value;
        }
        return;
    }
    const ModelEntry* entry = find_model_entry(path);
    ASSERT_NE(entry, nullptr) << path;
    entry->in(experiment.parameters) = value;
}

Experiment with(Experiment experiment, const std::vector<Change>& changes)
{
    for (const auto& [path, value] : changes) {
        apply(experiment, path, value);
    }
    return experiment;
}

Experiment without(const std::vector<const char*>& parameters)
{
    Experiment experiment = eventful_experiment();
    for (const char* path : parameters) {
        apply(experiment, path, 0.0);
    }
    return experiment;
}

} // namespace kamsim
