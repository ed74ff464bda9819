#include "kamsim/decision/measure_figures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace kamsim {

namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

void require_known(const Outcome& outcome, const MeasureSelection& selection)
{
    const auto are_below = [](const std::vector<int>& numbers, int limit) {
        return std::all_of(numbers.begin(), numbers.end(),
                           [limit](int number) { return number >= 0 && number < limit; });
    };
    if (!are_below(selection.alternatives, outcome.alternatives) || !are_below(selection.periods, outcome.periods)) {
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

MeasureFigure figure_of_difference(const Outcome& outcome, int alternative, Measure measure, int period)
{
    auto figure = figure_of_mean(outcome, alternative, measure, period);
    const auto baseline = figure_of_mean(outcome, outcome.baseline, measure, period);
    const bool is_baseline = alternative == outcome.baseline && figure.count > 0.0;
    const double half_widths =
        0.5 * (figure.interval.high - figure.interval.low + baseline.interval.high - baseline.interval.low);
    figure.count = std::fmin(figure.count, baseline.count);
    figure.mean -= baseline.mean;
    figure.standard_error = is_baseline ? 0.0 : figure.standard_error + baseline.standard_error;
    const double half_width = is_baseline ? 0.0 : half_widths;
    figure.interval = {figure.mean - half_width, figure.mean + half_width, comparison_level,
                       IntervalKind::student_t_bound};
    figure.quantiles = {undefined, undefined, undefined, undefined, undefined};
    figure.quantile_error = undefined;
    return figure;
}

} // namespace

IntervalKind kind_of_means(const Outcome& outcome)
{
    return outcome.worlds > 1 ? IntervalKind::student_t_over_worlds : IntervalKind::student_t;
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

std::vector<MeasureFigure> measure_figures(const Outcome& outcome, const MeasureSelection& selection)
{
    require_known(outcome, selection);
    const auto figure_of = selection.kind == FigureKind::mean ? figure_of_mean : figure_of_difference;
    std::vector<MeasureFigure> figures;
    for (const auto measure : selection.measures) {
        const auto periods = selection.periods.empty() ? std::vector{last_period(outcome, measure)} : selection.periods;
        for (const int period : periods) {
            for (const int alternative : selection.alternatives) {
                figures.push_back(figure_of(outcome, alternative, measure, period));
            }
        }
    }
    return figures;
}

} // namespace kamsim
