#include "decision/design_figures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/quantiles.hpp"
#include "kamsim/statistics/tail_risk.hpp"

namespace kamsim {

namespace {

/// What a programme costs; commission is paid for what it brings, and strands when it ends.
constexpr std::array<LedgerLine, 5> spending_lines{LedgerLine::people, LedgerLine::fixed, LedgerLine::investment,
                                                   LedgerLine::rescue, LedgerLine::transition};

double mean_of(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::vector<double> differences(const FigureSource& source)
{
    return paired_differences(source.design->values, source.baseline->values);
}

/// Mean of the lowest share (Acerbi and Tasche 2002), as tail_risk() has it.
double lower_tail_mean(std::span<const double> values, double tail)
{
    const double quantile = sample_quantile(values, tail);
    double short_fall = 0.0;
    for (const double value : values) {
        short_fall += std::max(0.0, quantile - value);
    }
    return quantile - short_fall / (tail * static_cast<double>(values.size()));
}

double spending_a_year(const FigureSource& source)
{
    double spent = 0.0;
    for (const LedgerLine line : spending_lines) {
        spent -= source.design->ledger_means[static_cast<std::size_t>(line)];
    }
    return spent * source.yearly_amount;
}

/// Means of a measure over time: the last one, the mean, or the greatest of those that there are.
double measure_figure(const FigureRequest& request, const FigureSource& source)
{
    const auto found = std::find(source.measures.begin(), source.measures.end(), request.measure);
    const auto place = static_cast<std::size_t>(std::distance(source.measures.begin(), found));
    const auto periods = source.design->measure_means.size() / source.measures.size();
    std::vector<double> means;
    for (std::size_t period = 0; period < periods; ++period) {
        const double mean = source.design->measure_means[place * periods + period];
        if (!std::isnan(mean)) {
            means.push_back(mean);
        }
    }
    if (means.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    switch (request.time) {
    case MeasureTime::horizon: return means.back();
    case MeasureTime::greatest: return *std::max_element(means.begin(), means.end());
    case MeasureTime::mean: break;
    }
    return mean_of(means);
}

double share_below_zero(std::span<const double> values)
{
    const auto below = std::count_if(values.begin(), values.end(), [](double value) { return value < 0.0; });
    return static_cast<double>(below) / static_cast<double>(values.size());
}

FigureEstimate mean_estimate(std::span<const double> values, const FigureSource& source, double level)
{
    auto interval = t_interval(sample_moments(means_of_units(values, source.futures_per_unit)), level);
    interval.kind = source.futures_per_unit > 1 ? IntervalKind::student_t_over_worlds : IntervalKind::student_t;
    return {mean_of(values), interval};
}

FigureEstimate tail_estimate(std::span<const double> values, const FigureSource& source, double tail, double level)
{
    const auto risk = tail_risk(values, source.futures_per_unit, tail, level);
    return {risk.conditional_value_at_risk, risk.conditional_interval};
}

} // namespace

double figure_of(const FigureRequest& request, const FigureSource& source)
{
    switch (request.figure) {
    case DesignFigure::value: return mean_of(source.design->values);
    case DesignFigure::difference: return mean_of(differences(source));
    case DesignFigure::tail_value: return lower_tail_mean(source.design->values, request.tail);
    case DesignFigure::tail_difference: return lower_tail_mean(differences(source), request.tail);
    case DesignFigure::chance_of_loss: return share_below_zero(differences(source));
    case DesignFigure::spending: return spending_a_year(source);
    case DesignFigure::measure: break;
    }
    return measure_figure(request, source);
}

FigureEstimate estimate_of(const FigureRequest& request, const FigureSource& source, double level)
{
    switch (request.figure) {
    case DesignFigure::value: return mean_estimate(source.design->values, source, level);
    case DesignFigure::difference: return mean_estimate(differences(source), source, level);
    case DesignFigure::tail_value: return tail_estimate(source.design->values, source, request.tail, level);
    case DesignFigure::tail_difference: return tail_estimate(differences(source), source, request.tail, level);
    case DesignFigure::chance_of_loss: {
        const auto share = share_below_threshold(differences(source), source.futures_per_unit, 0.0, level);
        return {share.share, share.interval};
    }
    case DesignFigure::spending:
    case DesignFigure::measure: break;
    }
    return {figure_of(request, source), std::nullopt};
}

double excess_of(const DesignConstraint& constraint, double figure)
{
    const double unit = constraint.bound == 0.0 ? 1.0 : std::abs(constraint.bound);
    const double excess = (figure - constraint.bound) / unit;
    return constraint.side == BoundSide::at_most ? excess : -excess;
}

bool is_mean_of_money(const FigureRequest& request)
{
    return request.figure == DesignFigure::value || request.figure == DesignFigure::difference;
}

} // namespace kamsim
