#include "kamsim/decision/comparison_details.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

#include "decision/mean_estimate.hpp"
#include "kamsim/decision/comparison.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"
#include "kamsim/statistics/simultaneous_pairs.hpp"

namespace kamsim {

namespace {

std::span<const double> of_alternative(const Outcome& outcome, const std::vector<double>& values, int alternative)
{
    return std::span(values).subspan(outcome.value_index(alternative, 0),
                                     static_cast<std::size_t>(outcome.replications));
}

/// Replications that are not independent of each other: the futures of a world.
std::int64_t group_size(const Outcome& outcome)
{
    return outcome.worlds > 1 ? outcome.futures_per_world : 1;
}

std::vector<double> differences_of(const Outcome& outcome, int alternative, int against)
{
    return paired_differences(of_alternative(outcome, outcome.value, alternative),
                              of_alternative(outcome, outcome.value, against));
}

PairResult pair_of(const Outcome& outcome, const AlternativePair& pair)
{
    PairResult result;
    result.alternative = pair.alternative;
    result.against = pair.against;
    const auto differences = differences_of(outcome, pair.alternative, pair.against);
    const auto precision = precision_of_mean(outcome, independent_units(outcome, differences));
    result.mean = sample_moments(differences).mean;
    result.standard_error = precision.standard_error;
    result.interval = precision.interval;
    if (outcome.replications > group_size(outcome)) {
        const auto first = of_alternative(outcome, outcome.value, pair.alternative);
        const auto second = of_alternative(outcome, outcome.value, pair.against);
        result.first_order = dominance_test(first, second, group_size(outcome), DominanceOrder::first);
        result.second_order = dominance_test(first, second, group_size(outcome), DominanceOrder::second);
    }
    return result;
}

/// Variances of the mean differences of all pairs, also of those that are not told.
Eigen::MatrixXd pair_variances(const Outcome& outcome)
{
    Eigen::MatrixXd variances = Eigen::MatrixXd::Zero(outcome.alternatives, outcome.alternatives);
    for (int i = 0; i < outcome.alternatives; ++i) {
        for (int j = 0; j < i; ++j) {
            const auto units = independent_units(outcome, differences_of(outcome, i, j));
            variances(i, j) = variances(j, i) = std::pow(sample_moments(units).standard_error(), 2);
        }
    }
    return variances;
}

void add_simultaneous(const Outcome& outcome, std::vector<PairResult>& pairs)
{
    const auto units = static_cast<double>(outcome.replications / group_size(outcome));
    const double factor = units < 2.0
                              ? std::numeric_limits<double>::quiet_NaN()
                              : simultaneous_pairs_factor(pair_variances(outcome), units - 1.0, comparison_level);
    for (PairResult& pair : pairs) {
        const double half = factor * pair.standard_error;
        pair.simultaneous = {pair.mean - half, pair.mean + half, comparison_level, IntervalKind::simultaneous_pairs};
    }
}

/// Highest value of each replication.
std::vector<double> best_values(const Outcome& outcome)
{
    const auto first = of_alternative(outcome, outcome.value, 0);
    std::vector<double> best(first.begin(), first.end());
    for (int alternative = 1; alternative < outcome.alternatives; ++alternative) {
        const auto values = of_alternative(outcome, outcome.value, alternative);
        std::transform(best.begin(), best.end(), values.begin(), best.begin(),
                       [](double one, double other) { return std::fmax(one, other); });
    }
    return best;
}

PaybackDistribution payback_of(const Outcome& outcome, int alternative)
{
    std::vector<double> finite;
    for (const double years : of_alternative(outcome, outcome.payback_years, alternative)) {
        if (std::isfinite(years)) {
            finite.push_back(years);
        }
    }
    const auto futures = static_cast<double>(outcome.replications);
    PaybackDistribution payback;
    payback.share_never = 1.0 - static_cast<double>(finite.size()) / futures;
    for (int first = 0; first < outcome.periods; first += outcome.periods_per_year) {
        const int last = std::min(first + outcome.periods_per_year, outcome.periods);
        const double end = static_cast<double>(last) / outcome.periods_per_year;
        constexpr double rounding = 1e-9; // of period numbers times the length of a period
        const auto paid =
            std::count_if(finite.begin(), finite.end(), [end](double years) { return years <= end + rounding; });
        payback.share_by_year.push_back(static_cast<double>(paid) / futures);
    }
    if (!finite.empty()) {
        static constexpr std::array probabilities{0.25, 0.5, 0.75};
        const auto quantiles = sample_quantiles(finite, probabilities);
        payback.q25 = quantiles[0];
        payback.q50 = quantiles[1];
        payback.q75 = quantiles[2];
    }
    return payback;
}

AlternativeDetails details_of(const Outcome& outcome, int alternative, const ComparisonQuestion& question,
                              std::span<const double> best)
{
    AlternativeDetails details;
    const auto values = of_alternative(outcome, outcome.value, alternative);
    const auto groups = group_size(outcome);
    details.value = tail_risk(values, groups, question.tail, comparison_level);
    if (alternative != outcome.baseline) {
        details.below_baseline = share_below_threshold(differences_of(outcome, alternative, outcome.baseline), groups,
                                                       0.0, comparison_level);
        details.payback = payback_of(outcome, alternative);
    }
    if (question.target) {
        details.below_target = share_below_threshold(values, groups, *question.target, comparison_level);
    }
    details.share_ruined = last_mean(outcome, alternative, Measure::ruined);
    const auto regrets = paired_differences(best, values);
    details.regret = {sample_moments(regrets).mean, sample_quantile(regrets, 0.95)};
    for (std::size_t flag = 0; flag < concentration_flags.size(); ++flag) {
        details.share_flagged[flag] = last_mean(outcome, alternative, concentration_flags[flag]);
    }
    return details;
}

} // namespace

ComparisonDetails compare_in_detail(const Experiment& experiment, const Outcome& outcome,
                                    const ComparisonQuestion& question)
{
    if (outcome.alternatives < 1 || outcome.replications < 1
        || experiment.alternatives.size() != static_cast<std::size_t>(outcome.alternatives)) {
        throw std::invalid_argument("compare in detail: the outcome is not one of this experiment");
    }
    ComparisonDetails details;
    details.question = question;
    for (const auto& pair : alternative_pairs(outcome.alternatives, outcome.baseline)) {
        details.pairs.push_back(pair_of(outcome, pair));
    }
    add_simultaneous(outcome, details.pairs);
    const auto best = best_values(outcome);
    for (int alternative = 0; alternative < outcome.alternatives; ++alternative) {
        details.alternatives.push_back(details_of(outcome, alternative, question, best));
    }
    if (outcome.worlds > 1) {
        details.losses = opportunity_losses(outcome, comparison_level);
    }
    return details;
}

} // namespace kamsim
