#include "kamsim/decision/measure_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <Eigen/Core>

#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/statistics/simultaneous_pairs.hpp"

namespace kamsim {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

void require_known(const Outcome& outcome, const MeasureSelection& selection)
{
    const auto are_below = [](const std::vector<int>& numbers, int limit) {
        return std::all_of(numbers.begin(), numbers.end(),
                           [limit](int number) { return number >= 0 && number < limit; });
    };
    if (!are_below(selection.alternatives, outcome.alternatives) || !are_below(selection.periods, outcome.periods)
        || !are_below({selection.against.value_or(outcome.baseline)}, outcome.alternatives)) {
        throw std::invalid_argument("measure_figures: an alternative or a period is none of the outcome's");
    }
}

MeasureFigure figure_of_mean(const Outcome& outcome, int alternative, Measure measure, int period)
{
    const auto& summary = outcome.measures[outcome.measure_index(alternative, measure, period)];
    MeasureFigure figure{measure, alternative, period, summary.moments.count, undefined, undefined, {}, {}, undefined};
    figure.interval = t_interval(summary.moments, comparison_level);
    if (summary.moments.count > 0.0) {
        figure.mean = summary.moments.mean;
        figure.standard_error = summary.moments.standard_error();
        figure.quantiles = {summary.q05, summary.q25, summary.q50, summary.q75, summary.q95};
        figure.quantile_error = summary.quantile_error;
        if (outcome.worlds > 1) {
            figure.standard_error = summary.between.standard_error();
            figure.interval = t_interval(summary.between, comparison_level);
            figure.interval.kind = kind_of_means(outcome);
        }
    } else {
        figure.quantiles = {undefined, undefined, undefined, undefined, undefined};
    }
    return figure;
}

const Moments& units_of(const Outcome& outcome, const DifferenceSummary& summary)
{
    return outcome.worlds > 1 ? summary.between : summary.moments;
}

/// Standard errors to either side that intervals of all pairs together take, and by which rule.
struct SimultaneousFactor {
    double factor = 0.0;
    IntervalKind kind = IntervalKind::simultaneous_pairs;
};

SimultaneousFactor simultaneous_factor(const Outcome& outcome, Measure measure, int year)
{
    const auto pairs = alternative_pairs(outcome.alternatives, outcome.baseline);
    Eigen::MatrixXd variances = Eigen::MatrixXd::Zero(outcome.alternatives, outcome.alternatives);
    double fewest = std::numeric_limits<double>::infinity();
    bool are_all_defined = true;
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const auto& summary =
            outcome.measure_difference.at(outcome.measure_difference_index(static_cast<int>(k), measure, year));
        const auto& units = units_of(outcome, summary);
        are_all_defined =
            are_all_defined && summary.moments.count == static_cast<double>(outcome.replications) && units.count > 1.0;
        fewest = units.count > 1.0 ? std::fmin(fewest, units.count) : fewest;
        variances(pairs[k].alternative, pairs[k].against) = variances(pairs[k].against, pairs[k].alternative) =
            std::pow(units.standard_error(), 2);
    }
    if (are_all_defined) {
        return {simultaneous_pairs_factor(variances, fewest - 1.0, comparison_level), IntervalKind::simultaneous_pairs};
    }
    if (!std::isfinite(fewest)) {
        return {undefined, IntervalKind::student_t_simultaneous};
    }
    const Moments standard{fewest, 0.0, fewest * (fewest - 1.0)}; // of standard error 1
    return {simultaneous_t_interval(standard, comparison_level, static_cast<int>(pairs.size())).high,
            IntervalKind::student_t_simultaneous};
}

/// Without quantiles.
MeasureFigure figure_of_paired(const Outcome& outcome, const DifferenceSummary& summary, double sign)
{
    MeasureFigure figure;
    Moments units = units_of(outcome, summary);
    units.mean *= sign;
    figure.count = summary.moments.count;
    figure.mean = figure.count > 0.0 ? sign * summary.moments.mean : undefined;
    figure.standard_error = units.standard_error();
    figure.interval = t_interval(units, comparison_level);
    figure.interval.kind = kind_of_means(outcome);
    return figure;
}

MeasureFigure figure_of_bounded(const Outcome& outcome, int alternative, int against, Measure measure, int period)
{
    auto figure = figure_of_mean(outcome, alternative, measure, period);
    const auto other = figure_of_mean(outcome, against, measure, period);
    const double half_width =
        0.5 * (figure.interval.high - figure.interval.low + other.interval.high - other.interval.low);
    figure.count = std::fmin(figure.count, other.count);
    figure.mean -= other.mean;
    figure.standard_error += other.standard_error;
    figure.interval = {figure.mean - half_width, figure.mean + half_width, comparison_level,
                       IntervalKind::student_t_bound};
    return figure;
}

/// Of an alternative to itself: exactly nothing, where it is defined.
MeasureFigure figure_of_nothing(const Outcome& outcome, int alternative, Measure measure, int period)
{
    auto figure = figure_of_mean(outcome, alternative, measure, period);
    if (figure.count > 0.0) {
        figure.mean = figure.standard_error = figure.interval.low = figure.interval.high = 0.0;
    }
    return figure;
}

MeasureFigure figure_of_difference(const Outcome& outcome, int alternative, int against, Measure measure, int period)
{
    MeasureFigure figure;
    const auto pair = find_pair(outcome.alternatives, outcome.baseline, alternative, against);
    const auto year = year_that_ends(outcome, period);
    if (alternative == against) {
        figure = figure_of_nothing(outcome, alternative, measure, period);
    } else if (pair && year) {
        figure = figure_of_paired(
            outcome, outcome.measure_difference.at(outcome.measure_difference_index(pair->index, measure, *year)),
            pair->sign());
    } else {
        figure = figure_of_bounded(outcome, alternative, against, measure, period);
    }
    figure.measure = measure;
    figure.alternative = alternative;
    figure.period = period;
    figure.quantiles = {undefined, undefined, undefined, undefined, undefined};
    figure.quantile_error = undefined;
    return figure;
}

} // namespace

IntervalKind kind_of_means(const Outcome& outcome)
{
    return outcome.worlds > 1 ? IntervalKind::student_t_over_worlds : IntervalKind::student_t;
}

std::optional<int> year_that_ends(const Outcome& outcome, int period)
{
    const bool ends_a_year = (period + 1) % outcome.periods_per_year == 0 || period + 1 == outcome.periods;
    return ends_a_year ? std::optional((period + outcome.periods_per_year) / outcome.periods_per_year) : std::nullopt;
}

std::vector<Measure> important_measures()
{
    return {Measure::revenue,
            Measure::programme_cost,
            Measure::cumulative_value,
            Measure::cumulative_difference,
            Measure::key_gross_revenue_retention,
            Measure::key_net_revenue_retention,
            Measure::key_logo_retention,
            Measure::customers,
            Measure::satisfaction,
            Measure::key_satisfaction,
            Measure::key_relationship,
            Measure::accounts_at_risk,
            Measure::revenue_at_risk,
            Measure::cells_live,
            Measure::key_close_rate,
            Measure::key_share,
            Measure::accounts_per_manager,
            Measure::maturity,
            Measure::programme_on};
}

std::vector<int> ends_of_years(const Outcome& outcome)
{
    std::vector<int> periods;
    for (int first = 0; first < outcome.periods; first += outcome.periods_per_year) {
        periods.push_back(std::min(first + outcome.periods_per_year, outcome.periods) - 1);
    }
    return periods;
}

namespace {

/// Widens paired intervals until those of all pairs hold together.
void widen(const Outcome& outcome, std::vector<MeasureFigure>::iterator first, std::vector<MeasureFigure>::iterator end)
{
    const auto year = year_that_ends(outcome, first->period);
    if (!year || outcome.alternatives > most_alternatives_in_all_pairs) {
        throw std::invalid_argument(
            "measure_figures: intervals of all pairs need paired differences: ends of years, and "
            "no more designs than have all pairs kept");
    }
    const auto [factor, kind] = simultaneous_factor(outcome, first->measure, *year);
    for (auto figure = first; figure != end; ++figure) {
        const double half = factor * figure->standard_error;
        figure->interval = {figure->mean - half, figure->mean + half, comparison_level, kind};
    }
}

} // namespace

std::vector<MeasureFigure> measure_figures(const Outcome& outcome, const MeasureSelection& selection)
{
    require_known(outcome, selection);
    if (selection.scope == IntervalScope::all_pairs && selection.kind == FigureKind::mean) {
        throw std::invalid_argument("measure_figures: intervals of all pairs are of differences, not of means");
    }
    const int against = selection.against.value_or(outcome.baseline);
    std::vector<MeasureFigure> figures;
    for (const auto measure : selection.measures) {
        const auto periods = selection.periods.empty() ? std::vector{last_period(outcome, measure)} : selection.periods;
        for (const int period : periods) {
            for (const int alternative : selection.alternatives) {
                figures.push_back(selection.kind == FigureKind::mean
                                      ? figure_of_mean(outcome, alternative, measure, period)
                                      : figure_of_difference(outcome, alternative, against, measure, period));
            }
            if (selection.scope == IntervalScope::all_pairs && !selection.alternatives.empty()) {
                widen(outcome, figures.end() - std::ssize(selection.alternatives), figures.end());
            }
        }
    }
    return figures;
}

} // namespace kamsim
