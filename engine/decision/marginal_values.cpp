#include "kamsim/decision/marginal_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "decision/attention_trials.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

constexpr double ln2 = 0.6931471805599453;
/// Step of a probe, in units of 1 / rate of saturation (docs/model.md, eq. 119).
constexpr double relative_step = 0.5;

AccountEffort effort_of(AttentionResource resource)
{
    return resource == AttentionResource::hours ? AccountEffort::hours : AccountEffort::money;
}

/// Months or years: what an amount is counted by.
double times_a_year(AttentionResource resource)
{
    return resource == AttentionResource::hours ? 12.0 : 1.0;
}

/// The two sides of one probe.
struct Probe {
    std::size_t account = 0; ///< index in MarginalValues::accounts
    AttentionResource resource{};
    double rate = 0.0;
    double less = 0.0;
    double more = 0.0;
};

Alternative probed(const Alternative& design, std::size_t accounts, const AccountMargin& margin, const Probe& probe,
                   double extra)
{
    Alternative variant = design;
    variant.account_attention.resize(accounts);
    AccountAttention& own = variant.account_attention[static_cast<std::size_t>(margin.account)];
    (probe.resource == AttentionResource::hours ? own.extra_hours : own.extra_money) = extra;
    return variant;
}

std::vector<Probe> probes_of(const Experiment& experiment, const Alternative& design,
                             const std::vector<AccountMargin>& accounts)
{
    std::vector<Probe> probes;
    for (std::size_t k = 0; k < accounts.size(); ++k) {
        for (const AttentionResource resource : attention_resources) {
            const double rate = saturation_rate(experiment, design, accounts[k].account, resource);
            const double step = relative_step / rate;
            probes.push_back({k, resource, rate, std::min(step, accounts[k].amount[resource]), step});
        }
    }
    return probes;
}

/// Differences of the two sides, for each discounted unit between them, at the amount in the middle (eq. 120).
std::vector<double> marginal_units(const TrialValues& values, std::size_t first, const Probe& probe, int account)
{
    const AccountEffort effort = effort_of(probe.resource);
    const double between = values.given(first + 1, account, effort) - values.given(first, account, effort);
    const double curvature = probe.rate * (probe.less + probe.more)
                             / (std::exp(probe.rate * probe.less) - std::exp(-probe.rate * probe.more));
    std::vector<double> units = paired_differences(values.units[first + 1], values.units[first]);
    for (double& unit : units) {
        unit *= curvature / between;
    }
    return units;
}

MarginalValue marginal_of(std::span<const double> units)
{
    const Moments moments = sample_moments(units);
    return {moments.mean, moments.standard_error()};
}

/// How much more a difference would vary, were the two sides simulated on luck of their own.
double variance_ratio(const TrialValues& values, std::size_t first)
{
    const double alone =
        sample_moments(values.units[first]).variance() + sample_moments(values.units[first + 1]).variance();
    return alone / paired_moments(values.units[first + 1], values.units[first]).variance();
}

double median(std::vector<double> values)
{
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Sums over the accounts, weighted by what they get, unit by unit.
class Total {
public:
    void add(double weight, std::span<const double> units)
    {
        sums_.resize(units.size());
        for (std::size_t k = 0; k < units.size(); ++k) {
            sums_[k] += weight * units[k];
        }
        weight_ += weight;
    }
    [[nodiscard]] MarginalValue value() const
    {
        if (!(weight_ > 0.0)) {
            return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
        }
        const MarginalValue sum = marginal_of(sums_);
        return {sum.mean / weight_, sum.standard_error / weight_};
    }

private:
    std::vector<double> sums_;
    double weight_ = 0.0;
};

double mean_squared_error(std::span<const MarginalValue> values)
{
    double sum = 0.0;
    for (const MarginalValue& value : values) {
        sum += value.standard_error * value.standard_error;
    }
    return sum / static_cast<double>(values.size());
}

/// Spread of the true marginal values and the noise of the estimates, over accounts that get something.
void measure_spread(AttentionResource resource, MarginalValues& result)
{
    std::vector<MarginalValue> values;
    for (const AccountMargin& one : result.accounts) {
        if (one.amount[resource] > 0.0) {
            values.push_back(one.marginal[resource]);
        }
    }
    result.noise[resource] = std::sqrt(mean_squared_error(values));
    result.spread[resource] = spread_without_noise(values);
}

std::vector<AccountMargin> amounts_of(const Experiment& experiment, const Alternative& design,
                                      const std::vector<int>& accounts, const TrialPlan& plan)
{
    const TrialValues values = simulate_variants(experiment, {design}, plan);
    const double horizon = discounted_years(experiment);
    std::vector<AccountMargin> margins;
    for (const int account : accounts) {
        AccountMargin margin{};
        margin.account = account;
        margin.key_years = values.given(0, account, AccountEffort::key_years);
        margin.key_share = margin.key_years / horizon;
        for (const AttentionResource resource : attention_resources) {
            const double given = values.given(0, account, effort_of(resource));
            margin.amount[resource] =
                margin.key_years > 0.0 ? given / (margin.key_years * times_a_year(resource)) : 0.0;
        }
        margins.push_back(margin);
    }
    return margins;
}

} // namespace

double spread_without_noise(std::span<const MarginalValue> values)
{
    Moments means;
    for (const MarginalValue& value : values) {
        means.add(value.mean);
    }
    const double variance = means.variance() - mean_squared_error(values);
    return variance < 0.0 ? 0.0 : std::sqrt(variance);
}

double saturation_rate(const Experiment& experiment, const Alternative& design, int account, AttentionResource resource)
{
    const Account& at = experiment.accounts[static_cast<std::size_t>(account)];
    const EffortParameters& p = experiment.parameters.effort;
    if (resource == AttentionResource::money) {
        return 1.0 / (p.money_scale * at.wallet * depth(at));
    }
    const double proficiency = 0.7 + 0.3 * design.levers[static_cast<std::size_t>(Lever::training)];
    return ln2 * proficiency / (p.half_saturation_hours * at.cells / 12.0);
}

MarginalValues marginal_values(const Experiment& experiment, const Alternative& design,
                               const std::vector<int>& accounts, const TrialPlan& plan)
{
    MarginalValues result;
    result.accounts = amounts_of(experiment, design, accounts, plan);
    std::erase_if(result.accounts, [](const AccountMargin& one) { return !(one.key_years > 0.0); });
    const std::vector<Probe> probes = probes_of(experiment, design, result.accounts);
    std::vector<Alternative> variants;
    for (const Probe& probe : probes) {
        const AccountMargin& margin = result.accounts[probe.account];
        variants.push_back(probed(design, experiment.accounts.size(), margin, probe, -probe.less));
        variants.push_back(probed(design, experiment.accounts.size(), margin, probe, probe.more));
    }
    const TrialValues values = simulate_variants(experiment, variants, plan);
    ForEachResource<Total> totals;
    ForEachResource<std::vector<double>> ratios;
    for (std::size_t k = 0; k < probes.size(); ++k) {
        const Probe& probe = probes[k];
        AccountMargin& margin = result.accounts[probe.account];
        const std::vector<double> units = marginal_units(values, 2 * k, probe, margin.account);
        margin.marginal[probe.resource] = marginal_of(units);
        totals[probe.resource].add(margin.amount[probe.resource] * margin.key_years, units);
        ratios[probe.resource].push_back(variance_ratio(values, 2 * k));
    }
    for (const AttentionResource resource : attention_resources) {
        result.of_all[resource] = totals[resource].value();
        result.variance_ratio[resource] = median(ratios[resource]);
        measure_spread(resource, result);
    }
    return result;
}

} // namespace kamsim
