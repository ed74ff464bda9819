#include "kamsim/decision/bridge.hpp"

#include <cmath>
#include <span>
#include <stdexcept>

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
    for (const auto& declaration : ledger_lines) {
        bridge.lines[static_cast<std::size_t>(declaration.line)] =
            step_of(outcome.ledger_difference.at(outcome.ledger_index(alternative, declaration.line)));
    }
    require_sum(bridge);
    return bridge;
}

} // namespace kamsim
