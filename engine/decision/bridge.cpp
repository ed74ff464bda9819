#include "kamsim/decision/bridge.hpp"

#include <cmath>
#include <span>
#include <stdexcept>

#include "decision/mean_estimate.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Rounding of thousands of additions stays far below this part of what is added up.
constexpr double largest_rounding = 1e-9;

BridgeStep step_of(const Moments& moments)
{
    return {moments.mean, std::sqrt(moments.variance()), moments.standard_error(),
            t_interval(moments, comparison_level)};
}

/// Of two alternatives whose difference is not kept: by their differences to the baseline, whose errors add up to no
/// less than that of the difference.
BridgeStep bounded_step(const BridgeStep& to, const BridgeStep& from)
{
    const double mean = to.mean - from.mean;
    const double half_width = 0.5 * (to.interval.high - to.interval.low + from.interval.high - from.interval.low);
    return {mean,
            to.standard_deviation + from.standard_deviation,
            to.standard_error + from.standard_error,
            {mean - half_width, mean + half_width, comparison_level, IntervalKind::student_t_bound}};
}

BridgeStep step_over_futures(const Outcome& outcome, int from, int to, LedgerLine line)
{
    if (from == to) {
        return step_of({static_cast<double>(outcome.replications), 0.0, 0.0});
    }
    const auto pair = find_pair(outcome.alternatives, outcome.baseline, to, from);
    if (!pair) {
        return bounded_step(step_over_futures(outcome, outcome.baseline, to, line),
                            step_over_futures(outcome, outcome.baseline, from, line));
    }
    Moments moments = outcome.ledger_difference.at(outcome.ledger_difference_index(pair->index, line));
    moments.mean *= pair->sign();
    return step_of(moments);
}

/// Where something is uncertain, the precision comes from the means of worlds.
BridgeStep step_between(const Outcome& outcome, int from, int to, LedgerLine line)
{
    BridgeStep step = step_over_futures(outcome, from, to, line);
    if (outcome.worlds > 1) {
        std::vector<double> differences;
        for (std::int64_t world = 0; world < outcome.worlds; ++world) {
            differences.push_back(outcome.world_ledger.at(outcome.world_index(to, world, line))
                                  - outcome.world_ledger.at(outcome.world_index(from, world, line)));
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

BridgeStep total_between(const Outcome& outcome, int from, int to)
{
    const auto differences = paired_differences(values_of(outcome, to), values_of(outcome, from));
    BridgeStep total = step_of(sample_moments(differences));
    const auto precision = precision_of_mean(outcome, independent_units(outcome, differences));
    total.standard_error = precision.standard_error;
    total.interval = precision.interval;
    return total;
}

void require_sum(const Bridge& bridge)
{
    double size = std::fabs(bridge.from_value) + std::fabs(bridge.to_value);
    for (const auto& line : bridge.lines) {
        size += std::fabs(line.mean);
    }
    if (!(std::fabs(bridge.rounding) <= largest_rounding * size)) {
        throw std::invalid_argument("bridge from " + bridge.from + " to " + bridge.to + ": the ledger's lines leave "
                                    + std::to_string(bridge.rounding) + " kEUR of the difference of the values, "
                                    + std::to_string(bridge.total.mean)
                                    + ", unexplained; the outcome is damaged, simulate again");
    }
}

void require_known(const Experiment& experiment, const Outcome& outcome, int alternative)
{
    if (alternative < 0 || alternative >= outcome.alternatives
        || experiment.alternatives.size() != static_cast<std::size_t>(outcome.alternatives)) {
        throw std::invalid_argument("bridge: there is no alternative " + std::to_string(alternative) + " among the "
                                    + std::to_string(outcome.alternatives) + " of the outcome");
    }
}

} // namespace

Bridge bridge_between(const Experiment& experiment, const Outcome& outcome, int from, int to)
{
    require_known(experiment, outcome, from);
    require_known(experiment, outcome, to);
    Bridge bridge;
    bridge.from = experiment.alternatives[static_cast<std::size_t>(from)].name;
    bridge.to = experiment.alternatives[static_cast<std::size_t>(to)].name;
    bridge.from_value = sample_moments(values_of(outcome, from)).mean;
    bridge.to_value = sample_moments(values_of(outcome, to)).mean;
    bridge.total = total_between(outcome, from, to);
    bridge.rounding = bridge.total.mean;
    for (const auto& declaration : ledger_lines) {
        auto& line = bridge.lines[static_cast<std::size_t>(declaration.line)];
        line = step_between(outcome, from, to, declaration.line);
        bridge.rounding -= line.mean;
    }
    require_sum(bridge);
    return bridge;
}

} // namespace kamsim
