#include "decision/split_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "decision/attention_trials.hpp"
#include "kamsim/decision/best_split.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Largest change of the logarithm of a weight in one round.
constexpr double longest_step = 1.0986122886681098; // ln 3
/// Shares of a proposed step that are tried; the first one leaves everything as it is.
constexpr std::array<double, 5> tried_steps{0.0, 0.25, 0.5, 1.0, 2.0};

/// Change of the logarithm of each account's weight.
using Direction = ForEachResource<std::vector<double>>;

/// Marginal values moved towards their mean by the part of their spread that is noise.
std::vector<double> without_noise(const MarginalValues& values, AttentionResource resource)
{
    const double spread = values.spread[resource] * values.spread[resource];
    const double noise = values.noise[resource] * values.noise[resource];
    const double kept = spread + noise > 0.0 ? spread / (spread + noise) : 1.0;
    double mean = 0.0;
    double counted = 0.0;
    for (const AccountMargin& one : values.accounts) {
        if (one.amount[resource] > 0.0) {
            mean += one.marginal[resource].mean;
            counted += 1.0;
        }
    }
    mean /= counted;
    std::vector<double> moved;
    for (const AccountMargin& one : values.accounts) {
        moved.push_back(mean + kept * (one.marginal[resource].mean - mean));
    }
    return moved;
}

/// From the present amounts towards those that equal marginal values ask for.
std::vector<double> direction_of(const Experiment& experiment, const Alternative& design, const MarginalValues& values,
                                 AttentionResource resource)
{
    std::vector<double> direction(values.accounts.size(), 0.0);
    double budget = 0.0;
    for (const AccountMargin& one : values.accounts) {
        budget += one.key_years * one.amount[resource];
    }
    const std::vector<double> marginal = without_noise(values, resource);
    if (!(budget > 0.0) || std::none_of(marginal.begin(), marginal.end(), [](double g) { return g > 0.0; })) {
        return direction;
    }
    std::vector<SaturatingReturn> returns;
    for (std::size_t k = 0; k < values.accounts.size(); ++k) {
        const AccountMargin& one = values.accounts[k];
        const double rate = saturation_rate(experiment, design, one.account, resource);
        returns.push_back({one.key_years, rate, one.amount[resource], marginal[k]});
    }
    const std::vector<double> wanted = best_split(returns, budget);
    for (std::size_t k = 0; k < direction.size(); ++k) {
        const double now = values.accounts[k].amount[resource];
        if (now > 0.0) {
            direction[k] =
                wanted[k] > 0.0 ? std::clamp(std::log(wanted[k] / now), -longest_step, longest_step) : -longest_step;
        }
    }
    return direction;
}

Alternative moved(const Experiment& experiment, const Alternative& design, const MarginalValues& values,
                  const Direction& direction, double step)
{
    Alternative variant = design;
    variant.account_attention.resize(experiment.accounts.size());
    for (std::size_t k = 0; k < values.accounts.size(); ++k) {
        AccountAttention& own = variant.account_attention[static_cast<std::size_t>(values.accounts[k].account)];
        own.hours_weight *= std::exp(step * direction[AttentionResource::hours][k]);
        own.money_weight *= std::exp(step * direction[AttentionResource::money][k]);
    }
    return variant;
}

/// To four digits: what a scenario says should be what was judged, and short.
double rounded(double weight)
{
    if (!(weight > 0.0)) {
        return 0.0;
    }
    double scale = 1.0;
    for (; weight * scale < 1e3; scale *= 10.0) {
    }
    return std::round(weight * scale) / scale;
}

std::size_t best_of(const TrialValues& values)
{
    std::size_t best = 0;
    for (std::size_t k = 1; k < values.units.size(); ++k) {
        best = values.mean(k) > values.mean(best) ? k : best;
    }
    return best;
}

/// One step, of the length that is best of those tried.
AllocationRound climb(const Experiment& experiment, const std::vector<int>& accounts, const TrialPlan& plan,
                      Alternative& design)
{
    const MarginalValues values = marginal_values(experiment, design, accounts, plan);
    Direction direction;
    for (const AttentionResource resource : attention_resources) {
        direction[resource] = direction_of(experiment, design, values, resource);
    }
    std::vector<Alternative> variants;
    for (const double step : tried_steps) {
        variants.push_back(step > 0.0 ? moved(experiment, design, values, direction, step) : design);
    }
    const TrialValues tried = simulate_variants(experiment, variants, plan);
    const std::size_t best = best_of(tried);
    const Moments gain = paired_moments(tried.units[best], tried.units.front());
    AllocationRound round;
    round.value = tried.mean(0);
    round.gain = gain.mean;
    round.gain_error = gain.standard_error();
    round.step = tried_steps.at(best);
    round.spread = values.spread;
    design = variants[best];
    return round;
}

} // namespace

std::vector<Alternative> named_ways(const Alternative& design)
{
    std::vector<Alternative> ways;
    if (!design.account_attention.empty()) {
        ways.push_back(design);
    }
    for (const auto& policy : attention_policy_names) {
        Alternative way = design;
        way.attention = policy.value;
        way.account_attention.clear();
        ways.push_back(std::move(way));
    }
    return ways;
}

FoundSplit search_split(const Experiment& experiment, const Alternative& design, const std::vector<int>& accounts,
                        int most_rounds, const TrialPlan& plan)
{
    const std::vector<Alternative> ways = named_ways(design);
    FoundSplit found;
    found.start = ways[best_of(simulate_variants(experiment, ways, plan))];
    found.split = found.start;
    for (int k = 0; k < most_rounds; ++k) {
        found.rounds.push_back(climb(experiment, accounts, plan, found.split));
        if (found.rounds.back().gain <= found.rounds.back().gain_error) {
            break; // what is left to gain is lost in the noise
        }
    }
    for (AccountAttention& own : found.split.account_attention) {
        own.hours_weight = rounded(own.hours_weight);
        own.money_weight = rounded(own.money_weight);
    }
    const TrialValues ends = simulate_variants(experiment, {found.start, found.split}, plan);
    found.gain = ends.mean(1) - ends.mean(0);
    return found;
}

} // namespace kamsim
