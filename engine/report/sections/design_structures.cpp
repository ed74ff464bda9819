#include "report/sections/design_structures.hpp"

namespace kamsim::sections {

std::vector<StructureStep> structures_of(const Experiment& experiment, int alternative)
{
    const auto& plan = experiment.alternatives.at(static_cast<std::size_t>(alternative)).plan;
    const double years = static_cast<double>(experiment.periods) / experiment.periods_per_year;
    std::vector<StructureStep> steps;
    if (plan.empty() || plan.front().year > 0.0) {
        steps.push_back({0.0, experiment.today.structure});
    }
    for (const auto& planned : plan) {
        if (planned.year < years) {
            steps.push_back({planned.year, planned.structure});
        }
    }
    return steps;
}

} // namespace kamsim::sections
