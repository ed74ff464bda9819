#include "kamsim/decision/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

#include "decision/mean_estimate.hpp"
#include "decision/share_of_wins.hpp"
#include "kamsim/decision/largest_mean.hpp"
#include "kamsim/decision/verdict.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"

namespace kamsim {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::span<const double> of_alternative(const Outcome& outcome, const std::vector<double>& values, int alternative)
{
    return std::span(values).subspan(outcome.value_index(alternative, 0),
                                     static_cast<std::size_t>(outcome.replications));
}

void require(bool fits, const std::string& what)
{
    if (!fits) {
        throw std::invalid_argument("compare: " + what + "; compare an outcome with the experiment that it came from");
    }
}

void require_fit(const Experiment& experiment, const Outcome& outcome)
{
    const auto alternatives = static_cast<std::size_t>(std::max(outcome.alternatives, 0));
    const auto expected = alternatives * static_cast<std::size_t>(std::max<std::int64_t>(outcome.replications, 0));
    require(outcome.alternatives > 0 && outcome.replications > 0, "the outcome is empty");
    require(experiment.alternatives.size() == alternatives,
            "the experiment has " + std::to_string(experiment.alternatives.size()) + " alternatives, the outcome "
                + std::to_string(alternatives));
    require(outcome.baseline >= 0 && outcome.baseline < outcome.alternatives,
            "the baseline " + std::to_string(outcome.baseline) + " is none of the alternatives");
    require(outcome.value.size() == expected && outcome.payback_years.size() == expected
                && outcome.programme_spending.size() == expected && outcome.programme_survives.size() == expected,
            "the outcome's values are not one for each alternative and replication");
    require(outcome.ledger.size() == alternatives * ledger_line_count,
            "the outcome's ledger does not have its lines for each alternative");
    require(outcome.measures.size() == alternatives * measure_count * static_cast<std::size_t>(outcome.periods),
            "the outcome's measures are not one for each alternative, measure and period");
}

FutureSummary summarise(const Outcome& outcome, std::span<const double> values)
{
    static constexpr std::array probabilities{0.05, 0.25, 0.50, 0.75, 0.95};
    const auto precision = precision_of_mean(outcome, independent_units(outcome, values));
    const auto quantiles = sample_quantiles(values, probabilities);
    return {sample_moments(values).mean,
            precision.standard_error,
            precision.interval,
            {quantiles[0], quantiles[1], quantiles[2], quantiles[3], quantiles[4]}};
}

void add_payback(const Outcome& outcome, int alternative, AlternativeResult& result)
{
    const auto years = of_alternative(outcome, outcome.payback_years, alternative);
    const auto never = std::count_if(years.begin(), years.end(), [](double year) { return !std::isfinite(year); });
    result.share_never_paid_back = static_cast<double>(never) / static_cast<double>(years.size());
    if (result.share_never_paid_back < 0.5) {
        result.payback_years = sample_quantile(years, 0.5);
    }
}

AlternativeResult result_of(const Experiment& experiment, const Outcome& outcome, int alternative)
{
    AlternativeResult result;
    result.name = experiment.alternatives[static_cast<std::size_t>(alternative)].name;
    const auto values = of_alternative(outcome, outcome.value, alternative);
    const auto differences = paired_differences(values, of_alternative(outcome, outcome.value, outcome.baseline));
    result.value = summarise(outcome, values);
    result.difference = summarise(outcome, differences);
    if (outcome.worlds > 1) {
        result.value_knowledge = knowledge_of(values, outcome.futures_per_world);
        result.difference_knowledge = knowledge_of(differences, outcome.futures_per_world);
    }
    add_payback(outcome, alternative, result);
    result.programme_survival = sample_moments(of_alternative(outcome, outcome.programme_survives, alternative)).mean;
    result.programme_spending = sample_moments(of_alternative(outcome, outcome.programme_spending, alternative)).mean;
    if (alternative != outcome.baseline && result.programme_spending > 0.0) {
        result.programme_return = result.difference.mean / result.programme_spending;
    }
    for (int line = 0; line < ledger_line_count; ++line) {
        result.ledger[static_cast<std::size_t>(line)] =
            outcome.ledger[outcome.ledger_index(alternative, static_cast<LedgerLine>(line))].mean;
    }
    for (int measure = 0; measure < measure_count; ++measure) {
        result.measures[static_cast<std::size_t>(measure)] =
            last_mean(outcome, alternative, static_cast<Measure>(measure));
    }
    return result;
}

int best_by_mean(const Comparison& comparison)
{
    int best = comparison.baseline;
    for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
        if (comparison.alternatives[i].value.mean
            > comparison.alternatives[static_cast<std::size_t>(best)].value.mean) {
            best = static_cast<int>(i);
        }
    }
    return best;
}

Lead lead_over(const Outcome& outcome, int best, int rival)
{
    const auto moments =
        sample_moments(independent_units(outcome, paired_differences(of_alternative(outcome, outcome.value, best),
                                                                     of_alternative(outcome, outcome.value, rival))));
    const auto interval = simultaneous_t_interval(moments, comparison_level, outcome.alternatives - 1);
    auto standing = interval.low > 0.0 ? Lead::Standing::settled : Lead::Standing::open;
    if (moments.mean == 0.0 && moments.sum_squared_deviations == 0.0) {
        standing = Lead::Standing::identical;
    }
    return {rival, moments.mean, moments.standard_error(), interval, standing};
}

Verdict judge(const Outcome& outcome, int best)
{
    Verdict verdict;
    verdict.best = best;
    for (int rival = 0; rival < outcome.alternatives; ++rival) {
        if (rival != best) {
            verdict.leads.push_back(lead_over(outcome, best, rival));
        }
    }
    std::stable_sort(verdict.leads.begin(), verdict.leads.end(),
                     [](const Lead& left, const Lead& right) { return left.mean < right.mean; });
    verdict.distinguishable = std::all_of(verdict.leads.begin(), verdict.leads.end(),
                                          [](const Lead& lead) { return lead.standing == Lead::Standing::settled; });
    return verdict;
}

} // namespace

std::optional<int> best_other_than(const Outcome& outcome, int alternative)
{
    std::optional<int> best;
    double highest = -std::numeric_limits<double>::infinity();
    for (int other = 0; other < outcome.alternatives; ++other) {
        const double mean = sample_moments(of_alternative(outcome, outcome.value, other)).mean;
        if (other != alternative && mean > highest) {
            best = other;
            highest = mean;
        }
    }
    return best;
}

int last_period(const Outcome& outcome, Measure measure)
{
    const auto is_taken = [&](int period) {
        for (int i = 0; i < outcome.alternatives; ++i) {
            if (outcome.measures[outcome.measure_index(i, measure, period)].moments.count > 0.0) {
                return true;
            }
        }
        return false;
    };
    const int last = outcome.periods - 1;
    const bool is_yearly = measure_catalogue()[static_cast<std::size_t>(measure)].cadence == Cadence::year;
    if (is_yearly && outcome.periods >= outcome.periods_per_year && !is_taken(last)) {
        return outcome.periods / outcome.periods_per_year * outcome.periods_per_year - 1;
    }
    return last;
}

double last_mean(const Outcome& outcome, int alternative, Measure measure)
{
    const auto& moments =
        outcome.measures[outcome.measure_index(alternative, measure, last_period(outcome, measure))].moments;
    return moments.count > 0.0 ? moments.mean : nan;
}

bool is_without_programme(const Experiment& experiment, int alternative)
{
    const auto is_programme = [&](int structure) {
        return experiment.structures[static_cast<std::size_t>(structure)].is_programme;
    };
    const auto& plan = experiment.alternatives[static_cast<std::size_t>(alternative)].plan;
    const bool starts_with_today = plan.empty() || plan.front().year > 0.0;
    return !(starts_with_today && is_programme(experiment.today.structure))
           && std::none_of(plan.begin(), plan.end(), [&](const auto& step) { return is_programme(step.structure); });
}

Comparison compare(const Experiment& experiment, const Outcome& outcome,
                   const std::optional<ComparisonQuestion>& question)
{
    require_fit(experiment, outcome);
    Comparison comparison;
    comparison.title = experiment.title;
    comparison.currency = experiment.currency;
    comparison.years = static_cast<double>(outcome.periods) / outcome.periods_per_year;
    comparison.seed = experiment.seed;
    comparison.replications = outcome.replications;
    comparison.baseline = outcome.baseline;
    comparison.worlds = outcome.worlds;
    comparison.futures_per_world = outcome.futures_per_world;
    std::vector<std::span<const double>> values;
    std::vector<std::vector<double>> units;
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        values.push_back(of_alternative(outcome, outcome.value, alternative));
        units.push_back(independent_units(outcome, values.back()));
        comparison.alternatives.push_back(result_of(experiment, outcome, alternative));
    }
    const auto shares = shares_of_wins(values);
    const auto world_shares = outcome.worlds > 1 ? shares_of_worlds_best(outcome) : std::vector<double>(values.size());
    const std::vector<std::span<const double>> unit_spans(units.begin(), units.end());
    const auto largest = largest_mean(unit_spans);
    for (std::size_t i = 0; i < comparison.alternatives.size(); ++i) {
        comparison.alternatives[i].share_of_futures_best = shares[i];
        comparison.alternatives[i].share_of_worlds_best = world_shares[i];
        comparison.alternatives[i].confidence_best = largest.confidence[i];
        comparison.alternatives[i].expected_loss = largest.expected_loss[i];
    }
    comparison.verdict = judge(outcome, best_by_mean(comparison));
    comparison.verdict.sentence = verdict_sentence(experiment, comparison);
    if (question) {
        comparison.details = compare_in_detail(experiment, outcome, *question);
    }
    return comparison;
}

} // namespace kamsim
