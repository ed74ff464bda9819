#include "decision/attention_trials.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "decision/design_study.hpp"
#include "kamsim/random/derived_seed.hpp"
#include "kamsim/simulation/simulate.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Designs that are simulated together: enough to share the cost of their luck, few enough for the cache.
constexpr std::size_t variants_together = 16;
/// Futures after which it is asked whether to go on.
constexpr std::int64_t lot = 128;
/// Last word of the counter behind the seed of other luck.
constexpr std::uint32_t other_luck_word = 0x73706C74;

Experiment experiment_with(const Experiment& experiment, std::span<const Alternative> variants, TrialLuck luck)
{
    Experiment copy = experiment;
    copy.alternatives.assign(variants.begin(), variants.end());
    for (std::size_t k = 0; k < copy.alternatives.size(); ++k) {
        copy.alternatives[k].name = std::to_string(k);
    }
    copy.baseline = 0;
    if (luck == TrialLuck::other) {
        copy.seed = derived_seed(experiment.seed, 0, other_luck_word);
    }
    return copy;
}

/// Appends the variants of one study.
void take(const StudyValues& values, bool are_worlds, TrialValues& all)
{
    const auto count = static_cast<double>(values.points);
    for (int variant = 0; variant < values.alternatives; ++variant) {
        std::vector<double> units;
        std::vector<double> effort(all.accounts * account_effort_count);
        double people = 0.0;
        for (std::int64_t point = 0; point < values.points; ++point) {
            const auto first =
                values.value.begin() + static_cast<std::ptrdiff_t>(values.value_index(point, variant, 0));
            if (are_worlds) {
                units.push_back(values.mean(point, variant));
            } else {
                units.insert(units.end(), first, first + values.futures);
            }
            people += values.ledger[values.ledger_index(point, variant, LedgerLine::people)] / count;
            const double* given = &values.account_effort[values.effort_index(point, variant, 0, AccountEffort{})];
            for (std::size_t k = 0; k < effort.size(); ++k) {
                effort[k] += given[k] / count;
            }
        }
        all.units.push_back(std::move(units));
        all.people.push_back(people);
        all.effort.insert(all.effort.end(), effort.begin(), effort.end());
    }
}

} // namespace

double TrialValues::mean(std::size_t variant) const
{
    return sample_moments(units[variant]).mean;
}

std::int64_t trial_futures(const Experiment& experiment, const TrialPlan& plan)
{
    const StudyUnits units = study_units(experiment, plan.futures, lot);
    return units.count * units.futures;
}

TrialValues simulate_variants(const Experiment& experiment, const std::vector<Alternative>& variants,
                              const TrialPlan& plan)
{
    const StudyUnits units = study_units(experiment, plan.futures, lot);
    TrialValues all;
    all.accounts = experiment.accounts.size();
    all.are_worlds = units.are_worlds;
    for (std::size_t first = 0; first < variants.size(); first += variants_together) {
        const std::size_t count = std::min(variants_together, variants.size() - first);
        const Experiment together = experiment_with(experiment, std::span(variants).subspan(first, count), plan.luck);
        std::int64_t done = 0;
        StudyOptions options;
        options.threads = plan.threads;
        options.goes_on = plan.goes_on;
        options.progress = [&](std::int64_t points, std::int64_t) {
            if (plan.progress) {
                plan.progress((points - done) * units.futures * static_cast<std::int64_t>(count));
            }
            done = points;
        };
        const StudyValues values = study_designs(together, units, {}, {}, options, KeptAccounts::effort);
        if (values.points < units.count) {
            throw SimulationStopped(0);
        }
        take(values, units.are_worlds, all);
    }
    return all;
}

double discounted_years(const Experiment& experiment)
{
    const double dt = 1.0 / experiment.periods_per_year;
    const double middle = experiment.booking == Booking::middle ? 0.5 : experiment.booking == Booking::end ? 1.0 : 0.0;
    double years = 0.0;
    for (int period = 0; period < experiment.periods; ++period) {
        years += dt * std::pow(1.0 + experiment.discount_rate, -(period + middle) * dt);
    }
    return years;
}

} // namespace kamsim
