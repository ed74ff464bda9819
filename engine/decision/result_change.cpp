#include "kamsim/decision/result_change.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "kamsim/decision/knowledge.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

std::vector<double> values_of(const Outcome& outcome, int alternative)
{
    const auto all = std::span(outcome.value)
                         .subspan(outcome.value_index(alternative, 0), static_cast<std::size_t>(outcome.replications));
    return {all.begin(), all.end()};
}

/// What the intervals of a result are made of: its futures, or the means of its worlds.
std::vector<double> units_of(const Outcome& outcome, const std::vector<double>& values)
{
    return outcome.worlds > 1 ? world_means(values, outcome.futures_per_world) : values;
}

/// Values of a design, or of what it is worth more than another one, future by future.
std::vector<double> values_over(const Outcome& outcome, int alternative, std::optional<int> against)
{
    const auto values = values_of(outcome, alternative);
    return against ? paired_differences(values, values_of(outcome, *against)) : values;
}

/// A sample whose t interval is that of a difference of two means by Welch.
Moments welch_moments(const Moments& before, const Moments& now)
{
    const double one = before.variance() / before.count;
    const double other = now.variance() / now.count;
    const double square = one + other;
    const double mean = now.mean - before.mean;
    if (!(square > 0.0)) {
        return {std::min(before.count, now.count), mean, square};
    }
    const double freedom = square * square / (one * one / (before.count - 1.0) + other * other / (now.count - 1.0));
    return {freedom + 1.0, mean, square * (freedom + 1.0) * freedom};
}

class Changes {
public:
    Changes(const Outcome& before, const Outcome& now, ResultPairing pairing, int together)
        : before_(before), now_(now), pairing_(pairing), together_(together)
    {}

    [[nodiscard]] MeanChange change(int was, std::optional<int> was_against, int is,
                                    std::optional<int> is_against) const
    {
        const auto earlier = values_over(before_, was, was_against);
        const auto later = values_over(now_, is, is_against);
        const auto units_before = units_of(before_, earlier);
        const auto units_now = units_of(now_, later);
        const bool is_paired = pairing_ == ResultPairing::futures || pairing_ == ResultPairing::worlds;
        const auto moments = is_paired ? paired_moments(units_now, units_before)
                                       : welch_moments(sample_moments(units_before), sample_moments(units_now));
        MeanChange result{moments.mean, simultaneous_t_interval(moments, comparison_level, together_),
                          earlier == later};
        if (before_.worlds > 1 || now_.worlds > 1) {
            result.interval.kind = IntervalKind::student_t_over_worlds_simultaneous;
        }
        return result;
    }

private:
    const Outcome& before_;
    const Outcome& now_;
    ResultPairing pairing_;
    int together_;
};

/// Pairs of futures are alike in their luck whatever else has changed, so they are pairs also where the accounts
/// differ.
ResultPairing pairing_of(const Outcome& before, const Comparison& comparison_before, const Outcome& now,
                         const Comparison& comparison_now)
{
    if (comparison_before.seed != comparison_now.seed) {
        return ResultPairing::independent;
    }
    if (before.replications != now.replications || before.worlds != now.worlds) {
        return ResultPairing::shared_luck;
    }
    return now.worlds > 1 ? ResultPairing::worlds : ResultPairing::futures;
}

std::optional<int> find(const Comparison& comparison, const std::string& name)
{
    const auto& all = comparison.alternatives;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
    return found == all.end() ? std::nullopt : std::optional(static_cast<int>(found - all.begin()));
}

const std::string& name_of(const Comparison& comparison, int alternative)
{
    return comparison.alternatives[static_cast<std::size_t>(alternative)].name;
}

} // namespace

ResultChange change_between(const Outcome& before, const Comparison& comparison_before, const Outcome& now,
                            const Comparison& comparison_now)
{
    ResultChange change;
    change.pairing = pairing_of(before, comparison_before, now, comparison_now);
    for (int is = 0; is < std::ssize(comparison_now.alternatives); ++is) {
        const auto& name = name_of(comparison_now, is);
        if (const auto was = find(comparison_before, name)) {
            change.designs.push_back({name, *was, is, {}, std::nullopt});
        } else {
            change.appeared.push_back(name);
        }
    }
    for (const auto& one : comparison_before.alternatives) {
        if (!find(comparison_now, one.name)) {
            change.gone.push_back(one.name);
        }
    }
    const bool same_baseline =
        name_of(comparison_before, comparison_before.baseline) == name_of(comparison_now, comparison_now.baseline);
    const Changes changes(before, now, change.pairing, std::max(1, static_cast<int>(change.designs.size())));
    for (auto& design : change.designs) {
        design.value = changes.change(design.before, std::nullopt, design.now, std::nullopt);
        if (same_baseline && design.now != comparison_now.baseline) {
            design.difference =
                changes.change(design.before, comparison_before.baseline, design.now, comparison_now.baseline);
        }
    }
    const auto& best_before = name_of(comparison_before, comparison_before.verdict.best);
    const auto& best_now = name_of(comparison_now, comparison_now.verdict.best);
    const auto now_before = find(comparison_before, best_now);
    const auto before_now = find(comparison_now, best_before);
    if (best_before != best_now && now_before && before_now) {
        change.lead =
            Changes(before, now, change.pairing, 1)
                .change(*now_before, comparison_before.verdict.best, comparison_now.verdict.best, *before_now);
    }
    return change;
}

} // namespace kamsim
