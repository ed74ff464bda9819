#include "kamsim/decision/mechanism_bridge.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "decision/design_study.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/hybrid_designs.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Designs simulated together: they share the work of drawing luck, and their states must fit into memory.
constexpr std::size_t designs_together = 16;

/// Futures of one unit where nothing is uncertain: what one thread simulates in one go.
constexpr std::int64_t lot = 128;

/// What every coalition is worth, in each unit that is independent and by line.
struct Worth {
    std::size_t units = 0;
    std::vector<std::vector<double>> values;                       ///< [coalition][unit]; empty where not passed
    std::vector<std::array<double, ledger_line_count>> line_means; ///< [coalition]
};

class WorthOfCoalitions {
public:
    WorthOfCoalitions(const Experiment& experiment, const HybridDesigns& hybrids, const MechanismBridgeOptions& options)
        : experiment_(experiment), hybrids_(hybrids), options_(options),
          units_(study_units(experiment, options.futures, lot)),
          coalitions_(passed_coalitions(static_cast<int>(hybrids.groups().size()), hybrids.order()))
    {}

    [[nodiscard]] const StudyUnits& units() const { return units_; }
    [[nodiscard]] const std::vector<Coalition>& coalitions() const { return coalitions_; }

    [[nodiscard]] std::optional<Worth> find() const
    {
        Worth worth;
        worth.units = static_cast<std::size_t>(units_.are_worlds ? units_.count : units_.count * units_.futures);
        worth.values.resize(coalitions_.back() + 1);
        worth.line_means.resize(coalitions_.back() + 1);
        for (std::size_t first = 0; first < coalitions_.size(); first += designs_together) {
            const auto together =
                std::span(coalitions_).subspan(first, std::min(designs_together, coalitions_.size() - first));
            const StudyValues values = simulate(together, first);
            if (values.points < units_.count) {
                return std::nullopt;
            }
            for (std::size_t k = 0; k < together.size(); ++k) {
                worth.values[together[k]] = unit_values(values, static_cast<int>(k));
                worth.line_means[together[k]] = line_means(values, static_cast<int>(k));
            }
        }
        return worth;
    }

private:
    [[nodiscard]] StudyValues simulate(std::span<const Coalition> together, std::size_t before) const
    {
        StudyOptions study;
        study.threads = options_.threads;
        study.goes_on = options_.goes_on;
        if (options_.progress) {
            study.progress = [&](std::int64_t done, std::int64_t all) {
                const auto now = static_cast<std::int64_t>(together.size()) * done / all;
                options_.progress(static_cast<std::int64_t>(before) + now, std::ssize(coalitions_));
            };
        }
        return study_designs(
            hybrids_.experiment_of(together), units_, [&](Experiment& copy) { hybrids_.mix(together, copy); }, {},
            study);
    }

    [[nodiscard]] std::vector<double> unit_values(const StudyValues& values, int design) const
    {
        std::vector<double> result;
        for (std::int64_t point = 0; point < values.points; ++point) {
            if (units_.are_worlds) {
                result.push_back(values.mean(point, design));
                continue;
            }
            const auto begin = values.value.begin() + static_cast<std::ptrdiff_t>(values.value_index(point, design, 0));
            result.insert(result.end(), begin, begin + units_.futures);
        }
        return result;
    }

    [[nodiscard]] std::array<double, ledger_line_count> line_means(const StudyValues& values, int design) const
    {
        std::array<double, ledger_line_count> means{};
        for (const auto& declaration : ledger_lines) {
            const auto line = static_cast<std::size_t>(declaration.line);
            for (std::int64_t point = 0; point < values.points; ++point) {
                means[line] += values.ledger[values.ledger_index(point, design, declaration.line)];
            }
            means[line] /= static_cast<double>(values.points);
        }
        return means;
    }

    const Experiment& experiment_;
    const HybridDesigns& hybrids_;
    const MechanismBridgeOptions& options_;
    StudyUnits units_;
    std::vector<Coalition> coalitions_;
};

BridgeStep step_of(std::span<const double> differences, const StudyUnits& units)
{
    const Moments moments = sample_moments(differences);
    BridgeStep step;
    step.mean = moments.mean;
    step.standard_deviation = units.are_worlds ? std::nan("") : std::sqrt(moments.variance());
    step.standard_error = moments.standard_error();
    step.interval = t_interval(moments, comparison_level);
    if (units.are_worlds) {
        step.interval.kind = IntervalKind::student_t_over_worlds;
    }
    return step;
}

/// A player's Shapley value in every unit: the weighted steps are linear, so that each unit has one of its own.
std::vector<double> unit_shares(std::span<const ShapleyStep> steps, const Worth& worth)
{
    std::vector<double> shares(worth.units);
    for (const ShapleyStep& step : steps) {
        const auto& with = worth.values[step.with];
        const auto& without = worth.values[step.without];
        for (std::size_t unit = 0; unit < shares.size(); ++unit) {
            shares[unit] += step.share * (with[unit] - without[unit]);
        }
    }
    return shares;
}

double mean_step(const ShapleyStep& step, const Worth& worth)
{
    return paired_moments(worth.values[step.with], worth.values[step.without]).mean;
}

MechanismShare share_of(MechanismGroup group, std::span<const ShapleyStep> steps, const Worth& worth,
                        const StudyUnits& units)
{
    MechanismShare share;
    share.group = group;
    share.differs = true;
    share.share = step_of(unit_shares(steps, worth), units);
    share.first_in = mean_step(steps.front(), worth);
    share.last_in = mean_step(steps.back(), worth);
    std::vector<double> of_line(worth.line_means.size());
    for (std::size_t line = 0; line < share.lines.size(); ++line) {
        std::transform(worth.line_means.begin(), worth.line_means.end(), of_line.begin(),
                       [&](const auto& means) { return means[line]; });
        share.lines[line] = shapley_value(steps, of_line);
    }
    return share;
}

} // namespace

std::optional<MechanismBridge> bridge_by_mechanism(const Experiment& experiment, int from, int to,
                                                   const MechanismBridgeOptions& options)
{
    if (options.futures < 2) {
        throw std::invalid_argument("bridge by mechanism: " + std::to_string(options.futures)
                                    + " futures; an interval needs 2 or more");
    }
    const HybridDesigns hybrids(experiment, from, to);
    const WorthOfCoalitions coalitions(experiment, hybrids, options);
    const auto worth = coalitions.find();
    if (!worth) {
        return std::nullopt;
    }
    const auto& first = worth->values.front();
    const auto& second = worth->values.back();
    MechanismBridge bridge;
    bridge.from = experiment.alternatives[static_cast<std::size_t>(from)].name;
    bridge.to = experiment.alternatives[static_cast<std::size_t>(to)].name;
    bridge.from_value = sample_moments(first).mean;
    bridge.to_value = sample_moments(second).mean;
    bridge.total = step_of(paired_differences(second, first), coalitions.units());
    bridge.order = hybrids.order();
    bridge.hybrids = static_cast<int>(coalitions.coalitions().size());
    bridge.futures = coalitions.units().count * coalitions.units().futures;
    bridge.worlds = coalitions.units().are_worlds ? coalitions.units().count : 1;
    for (std::size_t line = 0; line < bridge.lines.size(); ++line) {
        bridge.lines[line] = worth->line_means.back()[line] - worth->line_means.front()[line];
    }
    for (const auto& declaration : mechanism_groups) {
        MechanismShare& share = bridge.groups[static_cast<std::size_t>(declaration.group)];
        share.group = declaration.group;
        share.share = step_of(std::vector<double>(worth->units), coalitions.units());
    }
    const auto players = static_cast<int>(hybrids.groups().size());
    for (int player = 0; player < players; ++player) {
        const MechanismGroup group = hybrids.groups()[static_cast<std::size_t>(player)];
        bridge.groups[static_cast<std::size_t>(group)] =
            share_of(group, shapley_steps(players, player, hybrids.order()), *worth, coalitions.units());
    }
    return bridge;
}

} // namespace kamsim
