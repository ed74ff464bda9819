#include "kamsim/run_looks.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "kamsim/results/sample_size.hpp"

namespace kamsim::program {

std::optional<PlannedLooks> planned_looks(const Scenario& scenario, const RunOptions& run)
{
    if (!scenario.precision || run.part) {
        return std::nullopt;
    }
    const auto& experiment = scenario.experiment;
    if (run.size == RunSize::as_told) {
        return PlannedLooks{*scenario.precision, {experiment.replications}};
    }
    return PlannedLooks{*scenario.precision, looks_of(experiment, *scenario.precision)};
}

void lengthen(Scenario& scenario, const PlannedLooks& looks)
{
    if (scenario.experiment.replications != looks.replications.back()) {
        ask_for(scenario, looks.replications.back());
    }
}

std::int64_t leaves_at(const Experiment& experiment, std::int64_t replications)
{
    const auto per_leaf = SampleLeaves(experiment).replications_per_leaf();
    return (replications + per_leaf - 1) / per_leaf;
}

PrecisionReport judge_look(const PlannedLooks& looks, std::size_t look, const Outcome& outcome, Console& console)
{
    auto report = judge_precision(looks.contract, outcome, static_cast<int>(look) + 1,
                                  static_cast<int>(looks.replications.size()));
    console.detail(fmt::format("look {} of {} at {} futures: {}", report.look, report.looks, report.replications,
                               report.holds ? "the precision asked for holds" : "not precise enough yet"));
    return report;
}

} // namespace kamsim::program
