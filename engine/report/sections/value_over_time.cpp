// Section 3: when the value comes.

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "report/sections/answer_words.hpp"
#include "report/sections/period_figures.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

double mean_of(const ReportSource& source, int design, Measure measure, int period)
{
    const auto& summary = source.outcome().measures.at(source.outcome().measure_index(design, measure, period));
    return summary.moments.count > 0.0 ? summary.moments.mean : std::numeric_limits<double>::quiet_NaN();
}

/// How the mean difference to the baseline goes: how deep it falls, and when it is above 0 for good.
struct Course {
    double lowest = 0.0;              ///< not above 0
    double lowest_at = 0.0;           ///< years
    std::optional<double> ahead_from; ///< years; empty: not at the horizon
    double last = std::numeric_limits<double>::quiet_NaN();
};

Course course_of(const ReportSource& source, int design)
{
    const auto& outcome = source.outcome();
    Course course;
    for (int period = 0; period < outcome.periods; ++period) {
        const double mean = mean_of(source, design, Measure::cumulative_difference, period);
        if (std::isnan(mean)) {
            continue;
        }
        if (mean < course.lowest) {
            course.lowest = mean;
            course.lowest_at = end_of(outcome, period);
        }
        if (!(mean > 0.0)) {
            course.ahead_from.reset();
        } else if (!course.ahead_from) {
            course.ahead_from = end_of(outcome, period);
        }
        course.last = mean;
    }
    return course;
}

/// The design that is told: the best or, where that is the baseline, the next best.
int told_design(const ReportSource& source)
{
    const auto& leads = source.comparison().verdict.leads;
    return source.best() != source.baseline() || leads.empty() ? source.best() : leads.front().rival;
}

Sentence course_sentence(const ReportSource& source)
{
    const auto& style = source.style;
    const int design = told_design(source);
    const auto course = course_of(source, design);
    const auto& name = source.design(design);
    const auto& baseline = source.design(source.baseline());
    if (std::isnan(course.last)) {
        return {"time.course_none", "The result holds no values over time.", {}};
    }
    if (course.last == 0.0 && course.lowest == 0.0 && !course.ahead_from) {
        return {"time.course_same",
                fmt::format("On average {} and {} are worth the same at all times.", name, baseline),
                {}};
    }
    const std::vector<SentenceValue> values{value_of("lowest", course.lowest), value_of("lowest_at", course.lowest_at),
                                            course.ahead_from ? value_of("ahead_from", *course.ahead_from)
                                                              : SentenceValue{"ahead_from", {}},
                                            value_of("last", course.last)};
    if (!course.ahead_from) {
        return {"time.course_behind",
                fmt::format("On average {} is behind {} at the horizon, by {}; it was furthest behind after {}, by {}.",
                            name, baseline, style.money(-course.last), time_words(style, course.lowest_at),
                            style.money(-course.lowest)),
                values};
    }
    if (course.lowest == 0.0) {
        return {"time.course_ahead",
                fmt::format("On average {} is ahead of {} from the start, and by {} at the horizon.", name, baseline,
                            style.money(course.last)),
                values};
    }
    return {"time.course",
            fmt::format("On average {} falls behind {}, by {} after {}; from {} on it is ahead for good, and by "
                        "{} at the horizon.",
                        name, baseline, style.money(-course.lowest), time_words(style, course.lowest_at),
                        time_words(style, *course.ahead_from), style.money(course.last)),
            values};
}

Sentence value_sentence(const ReportSource& source)
{
    const auto& outcome = source.outcome();
    const int last = outcome.periods - 1;
    const int best = source.best();
    const auto& summary = outcome.measures.at(outcome.measure_index(best, Measure::cumulative_value, last));
    if (!(summary.moments.count > 0.0)) {
        return {"time.value_none", "The result holds no values over time.", {}};
    }
    const auto spread =
        source.comparison().replications > 1 ? "; how futures spread around it is told exactly in figure 2.1" : "";
    return {"time.value",
            fmt::format("After {} {} has brought {} on average{}.", time_words(source.style, end_of(outcome, last)),
                        source.design(best), source.style.money(summary.moments.mean), spread),
            {value_of("mean", summary.moments.mean)}};
}

Sentence revenue_sentence(const ReportSource& source)
{
    const auto& outcome = source.outcome();
    const int last = outcome.periods - 1;
    const int best = source.best();
    const double first = first_year_revenue(source.experiment());
    const double now = mean_of(source, best, Measure::revenue, last);
    if (std::isnan(now)) {
        return {"time.revenue_none", "The result holds no revenue over time.", {}};
    }
    const auto way = now > 1.005 * first ? "grows" : now < 0.995 * first ? "shrinks" : "stays";
    auto text = fmt::format("Under {} yearly revenue {} from {} on the first day to {} on average at the horizon",
                            source.design(best), way, source.style.money(first), source.style.money(now));
    std::vector<SentenceValue> values{value_of("first_day", first), value_of("horizon", now)};
    if (best != source.baseline()) {
        const double other = mean_of(source, source.baseline(), Measure::revenue, last);
        text += fmt::format(", under {} to {}", source.design(source.baseline()), source.style.money(other));
        values.push_back(value_of("horizon_baseline", other));
    }
    return {"time.revenue", text + ".", std::move(values)};
}

} // namespace

Section value_over_time(const ReportSource& source)
{
    Section section{3, "time", "Value and revenue over time", "When does the value come?", {}};
    section.blocks.emplace_back(fan_figure(
        source,
        {"3.1", "Cumulative value", "Cumulative value",
         "For each design a panel with the discounted value brought so far: median, the middle half and nine "
         "tenths of futures, and the mean. All panels have one scale.",
         Measure::cumulative_value, OnSlide::no},
        {value_sentence(source)}));
    if (source.comparison().alternatives.size() > 1) {
        section.blocks.emplace_back(
            fan_figure(source,
                       {"3.2", "Difference to " + source.design(source.baseline()), "Difference so far",
                        "For each design but the baseline a panel with the cumulative value less that of the baseline "
                        "under the same luck: median, the middle half and nine tenths of futures, and the mean.",
                        Measure::cumulative_difference, OnSlide::yes, source.baseline()},
                       {course_sentence(source)}));
    } else {
        section.blocks.emplace_back(
            paragraph({{"time.alone", "There is one design, so that there is no difference to follow.", {}}}));
    }
    section.blocks.emplace_back(
        fan_figure(source,
                   {"3.3", "Revenue", "Revenue a year",
                    "For each design a panel with the yearly revenue of all customers: median, the middle half "
                    "and nine tenths of futures, and the mean. All panels have one scale.",
                    Measure::revenue, OnSlide::no},
                   {revenue_sentence(source)}));
    return section;
}

} // namespace kamsim::sections
