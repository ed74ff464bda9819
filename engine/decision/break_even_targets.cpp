#include "kamsim/decision/break_even_targets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "decision/target_trials.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
constexpr int bisections = 4;

bool is_ratio(TargetEffect effect)
{
    return effect == TargetEffect::size;
}

/// Looks for the position at which the mean difference changes its sign, on the same luck everywhere.
class PositionSearch {
public:
    PositionSearch(const TargetTrials& trials, const TargetEffectDeclaration& declaration, const TargetTrial& given)
        : trials_(trials), declaration_(declaration), tried_{given}
    {
        tried_.front().position = declaration.given;
    }

    [[nodiscard]] EffectTarget run()
    {
        const bool pays = tried_.front().mean > 0.0;
        walk(pays ? -1 : 1, pays);
        walk(pays ? 1 : -1, !pays);
        std::sort(tried_.begin(), tried_.end(),
                  [](const TargetTrial& a, const TargetTrial& b) { return a.position < b.position; });
        EffectTarget target;
        target.effect = declaration_.effect;
        target.position = nowhere;
        target.interval = {nowhere, nowhere, comparison_level, tried_.front().interval.kind};
        const std::size_t change = first_change();
        if (change == 0) {
            target.answer = pays ? TargetAnswer::always : TargetAnswer::never;
            return target;
        }
        target.answer = TargetAnswer::at_a_position;
        target.pays_above = tried_[change].mean > 0.0;
        target.position = narrow(change);
        target.interval = undecided_around(target.position, target.pays_above);
        target.observables = trials_.at(declaration_.effect, target.position).observables;
        return target;
    }

private:
    [[nodiscard]] double next_position(double position, int direction) const
    {
        return is_ratio(declaration_.effect) ? position * (direction > 0 ? 2.0 : 0.5) : position + 0.5 * direction;
    }

    /// Outwards from what is given until it surely pays, or surely does not.
    void walk(int direction, bool until_it_costs)
    {
        const auto is_sure = [&](const TargetTrial& trial) {
            return until_it_costs ? trial.interval.high < 0.0 : trial.interval.low > 0.0;
        };
        double position = declaration_.given;
        bool ends = is_sure(tried_.front());
        while (!ends) {
            position = next_position(position, direction);
            if (position < declaration_.lowest || position > declaration_.highest) {
                return;
            }
            tried_.push_back(trials_.at(declaration_.effect, position));
            ends = is_sure(tried_.back());
        }
    }

    /// Place of the trial before which the sign changes, nearest to what is given; 0 where it never does.
    [[nodiscard]] std::size_t first_change() const
    {
        std::size_t nearest = 0;
        double distance = infinity;
        for (std::size_t k = 1; k < tried_.size(); ++k) {
            const double here = std::fabs(0.5 * (tried_[k - 1].position + tried_[k].position) - declaration_.given);
            if ((tried_[k - 1].mean > 0.0) != (tried_[k].mean > 0.0) && here < distance) {
                nearest = k;
                distance = here;
            }
        }
        return nearest;
    }

    /// Halves the stretch before the trial at `change` and keeps what is tried there in its place.
    [[nodiscard]] double narrow(std::size_t change)
    {
        for (int k = 0; k < bisections; ++k) {
            const double low = tried_[change - 1].position;
            const double high = tried_[change].position;
            const double middle = is_ratio(declaration_.effect) ? std::sqrt(low * high) : 0.5 * (low + high);
            TargetTrial trial = trials_.at(declaration_.effect, middle);
            const bool is_like_low = (trial.mean > 0.0) == (tried_[change - 1].mean > 0.0);
            tried_.insert(tried_.begin() + static_cast<std::ptrdiff_t>(change), std::move(trial));
            change += is_like_low ? 1 : 0;
        }
        const TargetTrial& low = tried_[change - 1];
        const TargetTrial& high = tried_[change];
        return crossing(low.position, low.mean, high.position, high.mean);
    }

    [[nodiscard]] static double crossing(double first, double value_there, double second, double value_here)
    {
        return first + value_there / (value_there - value_here) * (second - first);
    }

    /// Ends of the interval of what beginning to pay brings on the way upwards, so that the difference rises.
    [[nodiscard]] static std::pair<double, double> rising(const TargetTrial& trial, bool pays_above)
    {
        const Interval& interval = trial.interval;
        return pays_above ? std::pair(interval.low, interval.high) : std::pair(-interval.high, -interval.low);
    }

    /// Positions around the root at which the interval of the difference holds 0: those that the sample cannot tell
    /// from it. Between trials its ends are taken as straight lines.
    [[nodiscard]] Interval undecided_around(double root, bool pays_above) const
    {
        Interval interval{-infinity, infinity, comparison_level, tried_.front().interval.kind};
        for (std::size_t k = 0; k + 1 < tried_.size(); ++k) {
            const TargetTrial& here = tried_[k];
            const TargetTrial& next = tried_[k + 1];
            const auto [low_here, high_here] = rising(here, pays_above);
            const auto [low_next, high_next] = rising(next, pays_above);
            if (here.position <= root && high_here < 0.0 && high_next >= 0.0) {
                interval.low = crossing(here.position, high_here, next.position, high_next);
            }
            if (next.position >= root && low_here <= 0.0 && low_next > 0.0 && std::isinf(interval.high)) {
                interval.high = crossing(here.position, low_here, next.position, low_next);
            }
        }
        return interval;
    }

    const TargetTrials& trials_;
    const TargetEffectDeclaration& declaration_;
    std::vector<TargetTrial> tried_;
};

/// The difference is a straight line in the factor on the costs, so that two positions say all of it.
EffectTarget cost_target(const TargetTrials& trials, const TargetTrial& given)
{
    const TargetTrial free_of_cost = trials.at(TargetEffect::cost, 0.0);
    const auto costs = paired_differences(free_of_cost.differences, given.differences);
    const RatioEstimate factor = fieller_ratio(free_of_cost.differences, costs, comparison_level);
    EffectTarget target;
    target.effect = TargetEffect::cost;
    target.pays_above = false;
    target.position = nowhere;
    target.interval = {nowhere, nowhere, comparison_level, IntervalKind::fieller};
    const bool costs_something = sample_moments(costs).mean > 0.0;
    if (!(free_of_cost.mean > 0.0) || !costs_something) {
        target.answer = free_of_cost.mean > 0.0 ? TargetAnswer::always : TargetAnswer::never;
        return target;
    }
    target.answer = TargetAnswer::at_a_position;
    target.position = factor.ratio;
    target.interval = factor.interval;
    if (factor.set != RatioSet::between) {
        target.interval.low = -infinity;
        target.interval.high = infinity;
    }
    target.interval.low = std::max(0.0, target.interval.low);
    return target;
}

void require_fitting(const Experiment& experiment, int alternative, int against, int year)
{
    const auto designs = static_cast<int>(experiment.alternatives.size());
    for (const int design : {alternative, against}) {
        if (design < 0 || design >= designs) {
            throw std::invalid_argument(
                fmt::format("break-even targets: there is no alternative {} among {}", design, designs));
        }
    }
    const std::string& name = experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    if (alternative == against) {
        throw std::invalid_argument(
            fmt::format("break-even targets: \"{}\" is to pay against itself; name another design", name));
    }
    if (is_without_programme(experiment, alternative)) {
        throw std::invalid_argument(fmt::format(
            "break-even targets: \"{}\" has no programme that could pay for itself; name a design that has one", name));
    }
    if (year < 1) {
        throw std::invalid_argument(
            fmt::format("break-even targets: it is to pay by year {}; give 1 or a later one", year));
    }
}

BreakEvenTargets targets_of(const Experiment& experiment, int alternative, int against, int year,
                            const BreakEvenTargetOptions& options)
{
    const TargetTrials trials(experiment, alternative, against, year, options);
    const TargetTrial given = trials.at(TargetEffect::cost, 1.0);
    BreakEvenTargets targets;
    targets.alternative = experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    targets.against = experiment.alternatives[static_cast<std::size_t>(against)].name;
    targets.year = year;
    targets.difference = given.mean;
    targets.interval = given.interval;
    targets.observables = given.observables;
    targets.benefit = trials.benefit();
    targets.futures = trials.units().count * trials.units().futures;
    targets.worlds = trials.units().are_worlds ? trials.units().count : 1;
    for (const auto& declaration : target_effects) {
        targets.effects.push_back(declaration.effect == TargetEffect::cost
                                      ? cost_target(trials, given)
                                      : PositionSearch(trials, declaration, given).run());
    }
    return targets;
}

} // namespace

std::optional<BreakEvenTargets> find_break_even_targets(const Experiment& experiment, int alternative, int against,
                                                        int year, const BreakEvenTargetOptions& options)
{
    require_fitting(experiment, alternative, against, year);
    try {
        return targets_of(experiment, alternative, against, year, options);
    } catch (const TrialsStopped&) {
        return std::nullopt;
    }
}

} // namespace kamsim
