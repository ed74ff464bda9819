#include "report/sections/charter_targets.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "kamsim/statistics/paired.hpp"
#include "kamsim/statistics/tail_risk.hpp"
#include "report/sections/answer_words.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

std::span<const double> of_design(const ReportSource& source, const std::vector<double>& values, int design)
{
    return std::span(values).subspan(source.outcome().value_index(design, 0),
                                     static_cast<std::size_t>(source.outcome().replications));
}

CharterTarget counted(std::string id, std::string text, double chance, const Interval& interval,
                      const NumberStyle& style)
{
    return {std::move(id),
            std::move(text),
            chance,
            interval.low,
            interval.high,
            fmt::format("share of futures, {} interval ({})", style.percent(comparison_level), name(interval.kind))};
}

/// The share of futures in which a quantity is not below a threshold.
CharterTarget not_below(const ReportSource& source, std::string id, std::string text, std::span<const double> values,
                        double threshold)
{
    const auto below = share_below_threshold(values, group_size(source.outcome()), threshold, comparison_level);
    auto interval = below.interval;
    interval.low = 1.0 - below.interval.high;
    interval.high = 1.0 - below.interval.low;
    return counted(std::move(id), std::move(text), 1.0 - below.share, interval, source.style);
}

CharterTarget worth_more(const ReportSource& source, int design)
{
    // Less than is asked for with the sign turned, so that equal values do not count as more.
    const auto behind = paired_differences(of_design(source, source.outcome().value, source.baseline()),
                                           of_design(source, source.outcome().value, design));
    const auto ahead = share_below_threshold(behind, group_size(source.outcome()), 0.0, comparison_level);
    return counted("worth_more",
                   fmt::format("It is worth more than {} over {}", source.design(source.baseline()),
                               source.style.years(source.comparison().years)),
                   ahead.share, ahead.interval, source.style);
}

CharterTarget paid_back(const ReportSource& source, int design, double years)
{
    constexpr double rounding = 1e-9; // of period numbers times the length of a period
    std::vector<double> late;
    for (const double paid : of_design(source, source.outcome().payback_years, design)) {
        late.push_back(paid <= years + rounding ? 1.0 : 0.0);
    }
    return not_below(source, fmt::format("paid_back_{:.0f}", years),
                     fmt::format("It has paid back for good after {}", time_words(source.style, years)), late, 0.5);
}

/// Of a measure that is 0 or 1 in each future, at its last time: the share of futures in which it is 0.
std::optional<CharterTarget> never_marked(const ReportSource& source, int design, std::string id, std::string text,
                                          Measure measure)
{
    const auto& outcome = source.outcome();
    const auto& summary = outcome.measures.at(outcome.measure_index(design, measure, last_period(outcome, measure)));
    if (!(summary.moments.count > 0.0) || !(summary.moments.mean >= 0.0 && summary.moments.mean <= 1.0)) {
        return std::nullopt;
    }
    const double marked = summary.moments.mean;
    Interval interval;
    if (outcome.worlds > 1) {
        interval = t_interval(summary.between, comparison_level);
        interval.kind = IntervalKind::student_t_over_worlds;
        interval.low = std::isnan(interval.low) ? interval.low : std::max(0.0, interval.low);
        interval.high = std::isnan(interval.high) ? interval.high : std::min(1.0, interval.high);
    } else {
        interval = wilson_interval(std::round(marked * summary.moments.count), summary.moments.count, comparison_level);
    }
    const Interval turned{1.0 - interval.high, 1.0 - interval.low, interval.level, interval.kind};
    return counted(std::move(id), std::move(text), 1.0 - marked, turned, source.style);
}

std::optional<CharterTarget> reached(const ReportSource& source, int design, std::string id, std::string text,
                                     Measure measure, double threshold)
{
    const auto& outcome = source.outcome();
    const auto& summary = outcome.measures.at(outcome.measure_index(design, measure, last_period(outcome, measure)));
    if (!(summary.moments.count > 0.0) || std::isnan(summary.q50)) {
        return std::nullopt;
    }
    const auto bounds = chance_to_reach(summary, threshold);
    auto how = std::string("bounds: the result keeps quantiles of this measure only");
    if (summary.moments.count < static_cast<double>(outcome.replications)) {
        how += fmt::format("; of the {} of futures that have it",
                           source.style.percent(summary.moments.count / static_cast<double>(outcome.replications)));
    }
    return CharterTarget{std::move(id), std::move(text), std::nullopt, bounds.low, bounds.high, std::move(how)};
}

void add(std::vector<CharterTarget>& targets, std::optional<CharterTarget> target)
{
    if (target) {
        targets.push_back(std::move(*target));
    }
}

void add_retention(const ReportSource& source, int design, std::vector<CharterTarget>& targets)
{
    const auto& style = source.style;
    add(targets, reached(source, design, "gross_retention",
                         fmt::format("Key accounts keep {} of revenue in the last year (gross)",
                                     style.percent(gross_retention_target)),
                         Measure::key_gross_revenue_retention, gross_retention_target));
    add(targets, reached(source, design, "net_retention", "Key accounts keep all of it, expansion included (net)",
                         Measure::key_net_revenue_retention, net_retention_target));
    add(targets,
        reached(source, design, "logo_retention",
                fmt::format("{} of key accounts stay through the last year", style.percent(logo_retention_target)),
                Measure::key_logo_retention, logo_retention_target));
    add(targets,
        reached(source, design, "maturity",
                fmt::format("The programme's maturity at the horizon is {} or more", style.percent(maturity_target)),
                Measure::maturity, maturity_target));
    const double first = first_year_revenue(source.experiment());
    add(targets,
        reached(source, design, "revenue",
                fmt::format("Yearly revenue at the horizon is at least that of the first day, {}", style.money(first)),
                Measure::revenue, first));
}

} // namespace

ChanceBounds chance_to_reach(const MeasureSummary& summary, double threshold)
{
    const std::array quantiles{std::pair{0.05, summary.q05}, std::pair{0.25, summary.q25}, std::pair{0.5, summary.q50},
                               std::pair{0.75, summary.q75}, std::pair{0.95, summary.q95}};
    const double error = std::isnan(summary.quantile_error) ? 0.0 : summary.quantile_error;
    ChanceBounds bounds;
    for (const auto& [share, quantile] : quantiles) {
        if (quantile - error > threshold) { // no more than this share of futures is below
            bounds.low = std::max(bounds.low, 1.0 - share);
        }
        if (quantile + error < threshold) { // this share of futures is below, at least
            bounds.high = std::min(bounds.high, 1.0 - share);
        }
    }
    return bounds;
}

std::vector<CharterTarget> charter_targets(const ReportSource& source, int design)
{
    std::vector<CharterTarget> targets;
    const double horizon = source.comparison().years;
    if (design != source.baseline()) {
        targets.push_back(worth_more(source, design));
        const double half = std::ceil(horizon / 2.0);
        if (half < horizon) {
            targets.push_back(paid_back(source, design, half));
        }
        targets.push_back(paid_back(source, design, horizon));
    }
    targets.push_back(not_below(source, "survives", "The programme still stands at the horizon",
                                of_design(source, source.outcome().programme_survives, design), 0.5));
    add(targets, never_marked(source, design, "no_ruin", "Cash is never below zero", Measure::ruined));
    add(targets, never_marked(source, design, "no_concentration",
                              "At the horizon no customer brings more than a fifth of the revenue",
                              Measure::customer_above_20_percent));
    add_retention(source, design, targets);
    return targets;
}

} // namespace kamsim::sections
