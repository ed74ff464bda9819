#include "kamsim/decision/bridge.hpp"

#include <cmath>
#include <span>
#include <stdexcept>

#include "decision/mean_estimate.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Rounding of thousands of additions stays far below this part of what is added up.
constexpr double rounding = 1e-9;

BridgeStep step_of(const Moments& moments)
{
    return {moments.mean, moments.standard_error(), t_interval(moments, comparison_level)};
}

/// Where something is uncertain, the precision comes from the means of worlds.
BridgeStep step_of(const Outcome& outcome, int alternative, LedgerLine line)
{
    BridgeStep step = step_of(outcome.ledger_difference.at(outcome.ledger_index(alternative, line)));
    if (outcome.worlds > 1) {
        std::vector<double> differences;
        for (std::int64_t world = 0; world < outcome.worlds; ++world) {
            differences.push_back(outcome.world_ledger.at(outcome.world_index(alternative, world, line))
                                  - outcome.world_ledger.at(outcome.world_index(outcome.baseline, world, line)));
        }
        const auto precision = precision_of_mean(outcome, differences);
        step.standard_error = precision.standard_error;
        step.interval = precision.interval;
    }
    return step;
}

std::span<const double> values_of(const Outcome& outcome, int alternative)
{
    return std::span(outcome.value)
        .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
}

void require_sum(const Bridge& bridge)
{
    double sum = 0.0;
    double size = std::fabs(bridge.from_value) + std::fabs(bridge.to_value);
    for (const auto& line : bridge.lines) {
        sum += line.mean;
        size += std::fabs(line.mean);
    }
    if (!(std::fabs(sum - bridge.total.mean) <= rounding * size)) {
        throw std::invalid_argument(
            "bridge from " + bridge.from + " to " + bridge.to + ": the ledger's lines differ by " + std::to_string(sum)
            + ", the values by " + std::to_string(bridge.total.mean) + " kEUR; the outcome is damaged, simulate again");
    }
}

} // namespace

Bridge bridge_from_baseline(const Experiment& experiment, const Outcome& outcome, int alternative)
{
    if (alternative < 0 || alternative >= outcome.alternatives
        || experiment.alternatives.size() != static_cast<std::size_t>(outcome.alternatives)) {
        throw std::invalid_argument("bridge: there is no alternative " + std::to_string(alternative) + " among the "
                                    + std::to_string(outcome.alternatives) + " of the outcome");
    }
    const auto from = values_of(outcome, outcome.baseline);
    const auto to = values_of(outcome, alternative);
    Bridge bridge;
    bridge.from = experiment.alternatives[static_cast<std::size_t>(outcome.baseline)].name;
    bridge.to = experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    bridge.from_value = sample_moments(from).mean;
    bridge.to_value = sample_moments(to).mean;
    bridge.total = step_of(paired_moments(to, from));
    if (outcome.worlds > 1) {
        const auto precision = precision_of_mean(outcome, independent_units(outcome, paired_differences(to, from)));
        bridge.total.standard_error = precision.standard_error;
        bridge.total.interval = precision.interval;
    }
    for (const auto& declaration : ledger_lines) {
        bridge.lines[static_cast<std::size_t>(declaration.line)] = step_of(outcome, alternative, declaration.line);
    }
    require_sum(bridge);
    return bridge;
}

} // namespace kamsim
