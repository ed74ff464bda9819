#include "report/sections/period_figures.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/sections/answer_words.hpp"

namespace kamsim::sections {

using namespace answer;

std::vector<int> shown_periods(const Outcome& outcome)
{
    std::vector<int> periods;
    const int stride = (outcome.periods + most_points_over_time - 1) / most_points_over_time;
    for (int period = outcome.periods - 1; period >= 0; period -= std::max(stride, 1)) {
        periods.insert(periods.begin(), period);
    }
    return periods;
}

namespace {

bool is_money(Unit unit)
{
    return unit == Unit::money || unit == Unit::money_per_year;
}

/// Of the measure's unit; for money the scale of what is shown.
ReportColumn column_for(const ReportSource& source, const FanRequest& request, std::string id, std::string label)
{
    const auto& declared = measure_catalogue().at(static_cast<std::size_t>(request.measure));
    if (!is_money(declared.unit)) {
        return declared.unit == Unit::share ? share_column(std::move(id), std::move(label))
                                            : number_column(std::move(id), std::move(label), 2);
    }
    std::vector<double> amounts;
    const auto& outcome = source.outcome();
    for (int design = 0; design < outcome.alternatives; ++design) {
        for (int period = 0; period < outcome.periods; ++period) {
            const auto& summary = outcome.measures.at(outcome.measure_index(design, request.measure, period));
            amounts.insert(amounts.end(), {summary.q05, summary.q95});
        }
    }
    return money_column(std::move(id), std::move(label), scale_of(source, amounts));
}

void add_rows(const ReportSource& source, const FanRequest& request, int design, ReportTable& table)
{
    const auto& outcome = source.outcome();
    for (const int period : shown_periods(outcome)) {
        const auto& summary = outcome.measures.at(outcome.measure_index(design, request.measure, period));
        if (!(summary.moments.count > 0.0) || std::isnan(summary.q50)) {
            continue;
        }
        table.rows.push_back({source.design(design), cell(end_of(outcome, period)), cell(summary.q05),
                              cell(summary.q25), cell(summary.q50), cell(summary.q75), cell(summary.q95),
                              cell(summary.moments.mean)});
    }
}

double largest_quantile_error(const ReportSource& source, Measure measure)
{
    const auto& outcome = source.outcome();
    double largest = 0.0;
    for (int design = 0; design < outcome.alternatives; ++design) {
        for (int period = 0; period < outcome.periods; ++period) {
            const auto& summary = outcome.measures.at(outcome.measure_index(design, measure, period));
            largest = std::isfinite(summary.quantile_error) ? std::max(largest, summary.quantile_error) : largest;
        }
    }
    return largest;
}

std::string error_words(const NumberStyle& style, double error, Unit unit)
{
    switch (unit) {
    case Unit::money:
    case Unit::money_per_year: return style.money(error);
    case Unit::share:
    case Unit::probability: return style.number(100.0 * error, 1) + " percentage points";
    default: return style.plain(error);
    }
}

Sentence fan_note(const ReportSource& source, Measure measure)
{
    const auto& declared = measure_catalogue().at(static_cast<std::size_t>(measure));
    const double error = largest_quantile_error(source, measure);
    return {"time.fan_note",
            fmt::format(
                "Bands are quantiles of futures ({}), not intervals of a mean. The run counts futures in "
                "fixed bins, so that a quantile may be off, by {} at worst; means are exact. The measure is {}: "
                "{}.",
                spread_words(source), error_words(source.style, error, declared.unit), declared.name, declared.meaning),
            {value_of("quantile_error", error)}};
}

} // namespace

Figure fan_figure(const ReportSource& source, const FanRequest& request, std::vector<Sentence> takeaway)
{
    Figure figure;
    figure.number = request.number;
    figure.title = request.title;
    figure.description = request.description;
    figure.slide = request.slide;
    figure.drawing = {DrawingKind::fan,
                      {{"x", "year"},
                       {"q05", "q05"},
                       {"q25", "q25"},
                       {"q50", "q50"},
                       {"q75", "q75"},
                       {"q95", "q95"},
                       {"mean", "mean"},
                       {"series", "design"}},
                      {}};
    const auto column = column_for(source, request, "q50", request.label + ", median");
    const auto like = [&](std::string id, std::string label) {
        auto other = column;
        other.id = std::move(id);
        other.label = std::move(label);
        return other;
    };
    ReportTable table{"over_time",
                      request.title + " over time",
                      {text_column("design", "Design"), number_column("year", "After", 2, "years"),
                       like("q05", "5 % of futures below"), like("q25", "25 %"), column, like("q75", "75 %"),
                       like("q95", "95 %"), like("mean", "Mean")},
                      {},
                      {}};
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        if (design != request.without) {
            add_rows(source, request, design, table);
        }
    }
    FigureVariant variant;
    variant.takeaway = std::move(takeaway);
    variant.tables = {std::move(table)};
    variant.notes = {fan_note(source, request.measure)};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace kamsim::sections
