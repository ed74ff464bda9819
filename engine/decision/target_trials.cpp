#include "decision/target_trials.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "decision/target_effects.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/decision/hybrid_designs.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

/// Futures of one unit where nothing is uncertain: one block.
constexpr std::int64_t lot = 8;

/// One as given, two for the benefits, one without cost, nine for each strength, seventeen for the size.
constexpr std::int64_t most_trials = 48;

constexpr int own = 0; ///< the design under test among the simulated alternatives
constexpr int other = 1;

const std::array<Coalition, 1> copy_of_first{0};

enum ObservedMeasure : int { logo_retention, net_revenue_retention, opportunities, close_rate };

const std::vector<Measure> observed{Measure::key_logo_retention, Measure::key_net_revenue_retention,
                                    Measure::key_opportunities, Measure::key_close_rate};

Experiment first_years(const Experiment& experiment, int year)
{
    Experiment shorter = experiment;
    shorter.periods = year * experiment.periods_per_year;
    shorter.include_residual = false;
    return shorter;
}

void scale_accounts(double factor, Experiment& experiment)
{
    for (Account& account : experiment.accounts) {
        account.revenue *= factor;
        account.wallet *= factor;
    }
}

bool draws_accounts(const Experiment& experiment)
{
    const auto& inputs = experiment.uncertainty.inputs;
    return std::any_of(inputs.begin(), inputs.end(),
                       [](const UncertainInput& input) { return is_account_target(input.target); });
}

/// Mean over units and over the periods in which there is one.
double mean_of(const StudyValues& values, ObservedMeasure measure)
{
    Moments all;
    for (int period = 0; period < values.periods; ++period) {
        Moments of_period;
        for (std::int64_t unit = 0; unit < values.points; ++unit) {
            const double mean = values.measure_means[values.measure_index(unit, own, measure, period)];
            if (!std::isnan(mean)) {
                of_period.add(mean);
            }
        }
        if (of_period.count > 0.0) {
            all.add(of_period.mean);
        }
    }
    return all.count > 0.0 ? all.mean : std::nan("");
}

/// Difference of some lines in a unit.
double lines_difference(const StudyValues& values, std::int64_t unit, std::span<const LedgerLine> lines)
{
    double difference = 0.0;
    for (const LedgerLine line : lines) {
        difference +=
            values.ledger[values.ledger_index(unit, own, line)] - values.ledger[values.ledger_index(unit, other, line)];
    }
    return difference;
}

constexpr std::array<LedgerLine, 3> margin_lines{LedgerLine::retained, LedgerLine::expansion, LedgerLine::acquisition};
constexpr std::array<LedgerLine, 1> price_line{LedgerLine::concession};

} // namespace

TargetTrials::TargetTrials(const Experiment& experiment, int alternative, int against, int year,
                           const BreakEvenTargetOptions& options)
    : experiment_(first_years(experiment, year)), alternative_(alternative), against_(against), options_(options),
      units_(study_units(experiment_, options.futures, lot))
{}

StudyValues TargetTrials::simulate(TargetEffect effect, double position, Regained regained,
                                   const std::vector<Measure>& measures) const
{
    const double factor = effect == TargetEffect::size ? position : 1.0;
    // Where worlds draw accounts they are scaled in each world, which sets them anew; else once.
    const bool scales_in_worlds = draws_accounts(experiment_);
    Experiment sized = experiment_;
    if (!scales_in_worlds) {
        scale_accounts(factor, sized);
    }
    const HybridDesigns copy(sized, alternative_, alternative_);
    Experiment both = copy.experiment_of(copy_of_first);
    both.alternatives.push_back(sized.alternatives[static_cast<std::size_t>(against_)]);
    both.alternatives.back().name = "against";
    const FollowNumbers follow = [&](Experiment& numbers) {
        copy.mix(copy_of_first, numbers);
        for (std::size_t k = sized.structures.size(); k < numbers.structures.size(); ++k) {
            apply_effect(effect, position, numbers.structures[k].parameters);
        }
        for (Structure& structure : numbers.structures) {
            structure.parameters.recovery = regained == Regained::yes ? structure.parameters.recovery : 0.0;
        }
        if (scales_in_worlds) {
            scale_accounts(factor, numbers);
        }
    };
    StudyOptions study;
    study.threads = options_.threads;
    study.goes_on = options_.goes_on;
    StudyValues values = study_designs(both, units_, follow, measures, study);
    if (values.points < units_.count) {
        throw TrialsStopped{};
    }
    ++done_;
    if (options_.progress) {
        options_.progress(done_, std::max(done_, most_trials));
    }
    return values;
}

TargetTrial TargetTrials::at(TargetEffect effect, double position) const
{
    const StudyValues values = simulate(effect, position, Regained::yes, observed);
    TargetTrial trial;
    trial.position = position;
    for (std::int64_t unit = 0; unit < values.points; ++unit) {
        trial.differences.push_back(values.mean(unit, own) - values.mean(unit, other));
    }
    const Moments moments = sample_moments(trial.differences);
    trial.mean = moments.mean;
    trial.interval = t_interval(moments, comparison_level);
    if (units_.are_worlds) {
        trial.interval.kind = IntervalKind::student_t_over_worlds;
    }
    trial.observables = observables_of(values);
    return trial;
}

TargetObservables TargetTrials::observables_of(const StudyValues& values) const
{
    TargetObservables seen;
    seen.key_loss = 1.0 - mean_of(values, logo_retention);
    seen.net_revenue_retention = mean_of(values, net_revenue_retention);
    for (int period = 0; period < values.periods; ++period) {
        for (std::int64_t unit = 0; unit < values.points; ++unit) {
            const double expected = values.measure_means[values.measure_index(unit, own, opportunities, period)]
                                    * values.measure_means[values.measure_index(unit, own, close_rate, period)];
            seen.new_cells += std::isnan(expected) ? 0.0 : expected;
        }
    }
    seen.new_cells *=
        static_cast<double>(experiment_.periods_per_year) / values.periods / static_cast<double>(values.points);
    return seen;
}

BenefitTarget TargetTrials::benefit() const
{
    const StudyValues given = simulate(TargetEffect::cost, 1.0, Regained::yes, {});
    // Nothing but the line of concessions depends on what is regained, so that the rest of the futures stays the same.
    const StudyValues without = simulate(TargetEffect::cost, 1.0, Regained::no, {});
    std::vector<double> benefits;
    std::vector<double> costs;
    for (std::int64_t unit = 0; unit < given.points; ++unit) {
        const double regained = lines_difference(given, unit, price_line) - lines_difference(without, unit, price_line);
        benefits.push_back(lines_difference(given, unit, margin_lines) + regained);
        costs.push_back(benefits.back() - (given.mean(unit, own) - given.mean(unit, other)));
    }
    return {sample_moments(benefits).mean, sample_moments(costs).mean,
            fieller_ratio(costs, benefits, comparison_level)};
}

} // namespace kamsim
