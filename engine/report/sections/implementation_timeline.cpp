// Section 14: how long a programme takes to mature and to pay, and whether it lasts.

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include <fmt/format.h>

#include "kamsim/statistics/quantiles.hpp"
#include "report/sections/answer_words.hpp"
#include "report/sections/period_figures.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

constexpr double never = std::numeric_limits<double>::infinity();
constexpr std::array milestones{0.25, 0.5, 0.8}; ///< maturity

std::vector<int> programmes(const ReportSource& source)
{
    std::vector<int> designs;
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        if (!is_without_programme(source.experiment(), design)) {
            designs.push_back(design);
        }
    }
    return designs;
}

const MeasureSummary& summary_of(const ReportSource& source, int design, Measure measure, int period)
{
    return source.outcome().measures.at(source.outcome().measure_index(design, measure, period));
}

/// Design whose programme is told: the best one, or else the first.
int told_programme(const ReportSource& source, const std::vector<int>& designs)
{
    const bool is_best = std::find(designs.begin(), designs.end(), source.best()) != designs.end();
    return is_best ? source.best() : designs.front();
}

/// First end of a period, in years, at which a quantile of maturity is at least this; never: not within the horizon.
double time_of(const ReportSource& source, int design, double maturity, double MeasureSummary::*quantile)
{
    const auto& outcome = source.outcome();
    for (int period = 0; period < outcome.periods; ++period) {
        const auto& summary = summary_of(source, design, Measure::maturity, period);
        if (summary.moments.count > 0.0 && summary.*quantile >= maturity) {
            return end_of(outcome, period);
        }
    }
    return never;
}

Sentence maturity_sentence(const ReportSource& source, int design)
{
    const auto& name = source.design(design);
    const int last = source.outcome().periods - 1;
    const auto& summary = summary_of(source, design, Measure::maturity, last);
    if (!(summary.moments.count > 0.0)) {
        return {"timeline.maturity_none", "The result holds no maturity.", {}};
    }
    const double half = time_of(source, design, 0.5, &MeasureSummary::q50);
    const auto when = std::isinf(half) ? std::string("it stays below 50 % in most futures to the horizon")
                                       : fmt::format("half of the futures have reached 50 % after {}",
                                                     time_words(source.style, half));
    return {
        "timeline.maturity",
        fmt::format("The programme of {} has a maturity of {} on average at the horizon ({} in nine of ten futures); "
                    "{}.",
                    name, source.style.percent(summary.moments.mean),
                    source.style.percent_range(summary.q05, summary.q95), when),
        {value_of("mean", summary.moments.mean), value_of("q05", summary.q05), value_of("q95", summary.q95),
         value_of("half_after", half)}};
}

/// Expected number of events a future: the measure is a mark of 0 or 1 in each period.
double events_of(const ReportSource& source, int design, Measure measure)
{
    const auto& outcome = source.outcome();
    double sum = 0.0;
    for (int period = 0; period < outcome.periods; ++period) {
        const auto& moments = summary_of(source, design, measure, period).moments;
        sum += moments.count > 0.0 ? moments.mean * moments.count / static_cast<double>(outcome.replications) : 0.0;
    }
    return sum;
}

Sentence lasting_sentence(const ReportSource& source, int design)
{
    const double survival = result_of(source, design).programme_survival;
    const double rebuilt = events_of(source, design, Measure::rebuilt);
    return {"timeline.lasting",
            fmt::format("The programme of {} still stands at the horizon in {} of futures; it is rebuilt {} times a "
                        "future on average.",
                        source.design(design), source.style.percent(survival), source.style.number(rebuilt, 2)),
            {value_of("survival", survival), value_of("rebuilt", rebuilt)}};
}

Figure standing_figure(const ReportSource& source, const std::vector<int>& designs)
{
    const auto& outcome = source.outcome();
    Figure figure;
    figure.number = "14.2";
    figure.title = "Programmes that still stand";
    figure.description = "For each design with a programme the share of futures in which it stands at the end of each "
                         "period.";
    figure.drawing = {DrawingKind::lines, {{"x", "year"}, {"y", "share"}, {"series", "design"}}, {{"zero", true}}};
    ReportTable table{"standing",
                      "Share of futures with the programme on",
                      {text_column("design", "Design"), number_column("year", "After", 2, "years"),
                       share_column("share", "Share of futures"), share_column("rebuilt", "Rebuilt in the period", 1),
                       share_column("abandoned", "Abandoned in it", 1)},
                      {},
                      {}};
    const auto mean = [&](int design, Measure measure, int period) {
        const auto& moments = summary_of(source, design, measure, period).moments;
        return moments.count > 0.0 ? cell(moments.mean) : TableCell();
    };
    for (const int design : designs) {
        for (const int period : shown_periods(outcome)) {
            table.rows.push_back({source.design(design), cell(end_of(outcome, period)),
                                  mean(design, Measure::programme_on, period), mean(design, Measure::rebuilt, period),
                                  mean(design, Measure::abandoned, period)});
        }
    }
    FigureVariant variant;
    variant.takeaway = {lasting_sentence(source, told_programme(source, designs))};
    variant.tables = {std::move(table)};
    variant.notes = {{"timeline.standing_note",
                      fmt::format("Shares of all futures ({}). A rebuilt programme goes on with a part of its age; an "
                                  "abandoned one does not come back.",
                                  sample_words(source)),
                      {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

Sentence payback_sentence(const ReportSource& source)
{
    const auto& style = source.style;
    const auto& leads = source.comparison().verdict.leads;
    const int design = source.best() != source.baseline() || leads.empty() ? source.best() : leads.front().rival;
    const auto& row = result_of(source, design);
    const double paid = 1.0 - row.share_never_paid_back;
    std::vector<SentenceValue> values{value_of("paid", paid), value_of("never", row.share_never_paid_back)};
    if (paid <= 0.0) {
        return {"timeline.payback_never", fmt::format("{} pays back in no future within the horizon.", row.name),
                std::move(values)};
    }
    if (!row.payback_years) {
        return {"timeline.payback_rarely",
                fmt::format("{} pays back within the horizon in {} of futures, so that there is no median time.",
                            row.name, style.percent(paid)),
                std::move(values)};
    }
    values.push_back(value_of("median", *row.payback_years));
    return {
        "timeline.payback",
        fmt::format("{} pays back within the horizon in {} of futures; half of all futures have paid back after {}.",
                    row.name, style.percent(paid), time_words(style, *row.payback_years)),
        std::move(values)};
}

ReportTable payback_quantiles(const ReportSource& source)
{
    ReportTable table{"quantiles",
                      "When it pays back, of the futures that do",
                      {text_column("design", "Design"), number_column("q25", "A quarter after", 2, "years"),
                       number_column("q50", "Half after", 2, "years"),
                       number_column("q75", "Three quarters after", 2, "years"),
                       share_column("never", "Never, of all futures")},
                      {},
                      {}};
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        const auto& payback = details_of(source, design).payback;
        if (payback) {
            const auto years = [](const std::optional<double>& value) { return value ? cell(*value) : TableCell(); };
            table.rows.push_back({source.design(design), years(payback->q25), years(payback->q50), years(payback->q75),
                                  cell(payback->share_never)});
        }
    }
    return table;
}

Figure payback_figure(const ReportSource& source)
{
    const auto& outcome = source.outcome();
    Figure figure;
    figure.number = "14.3";
    figure.title = "Payback";
    figure.description = "For each design the share of futures that have paid back for good by the end of each year.";
    figure.drawing = {DrawingKind::lines, {{"x", "year"}, {"y", "share"}, {"series", "design"}}, {{"zero", true}}};
    ReportTable table{"payback",
                      "Share of futures that have paid back",
                      {text_column("design", "Design"), number_column("year", "After", 2, "years"),
                       share_column("share", "Share of futures")},
                      {},
                      {}};
    for (int design = 0; design < outcome.alternatives; ++design) {
        const auto& payback = details_of(source, design).payback;
        if (!payback) {
            continue;
        }
        table.rows.push_back({source.design(design), cell(0.0), cell(0.0)});
        for (std::size_t year = 0; year < payback->share_by_year.size(); ++year) {
            const double end = std::min(static_cast<double>(year + 1), end_of(outcome, outcome.periods - 1));
            table.rows.push_back({source.design(design), cell(end), cell(payback->share_by_year[year])});
        }
    }
    FigureVariant variant;
    variant.takeaway = {payback_sentence(source)};
    variant.tables = {std::move(table), payback_quantiles(source)};
    variant.notes = {{"timeline.payback_note",
                      fmt::format("Paid back for good: from then on the discounted cumulative difference to {} stays "
                                  "above 0 to the horizon. Shares of all futures.",
                                  source.design(source.baseline())),
                      {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

struct Milestone {
    std::string label;
    std::string design;
    double early = never; ///< a twentieth of futures is there
    double half = never;
    double late = never; ///< all but a twentieth are there
};

Milestone payback_milestone(const ReportSource& source, int design)
{
    const auto& outcome = source.outcome();
    const auto years = std::span(outcome.payback_years)
                           .subspan(outcome.value_index(design, 0), static_cast<std::size_t>(outcome.replications));
    static constexpr std::array probabilities{0.05, 0.5, 0.95};
    const auto found = sample_quantiles(years, probabilities);
    return {source.design(design) + ": paid back", source.design(design), found[0], found[1], found[2]};
}

std::vector<Milestone> milestones_of(const ReportSource& source, const std::vector<int>& designs)
{
    std::vector<Milestone> found;
    for (const int design : designs) {
        for (const double maturity : milestones) {
            found.push_back({fmt::format("{}: maturity {}", source.design(design), source.style.percent(maturity)),
                             source.design(design), time_of(source, design, maturity, &MeasureSummary::q95),
                             time_of(source, design, maturity, &MeasureSummary::q50),
                             time_of(source, design, maturity, &MeasureSummary::q05)});
        }
        if (design != source.baseline()) {
            found.push_back(payback_milestone(source, design));
        }
    }
    return found;
}

Sentence milestone_sentence(const ReportSource& source, const std::vector<Milestone>& found)
{
    const auto reached =
        std::count_if(found.begin(), found.end(), [](const Milestone& one) { return one.half < never; });
    if (reached == 0) {
        return {"timeline.milestones_none",
                "No milestone is reached within the horizon in half of the futures.",
                {value_of("reached", 0.0)}};
    }
    const auto last = std::max_element(found.begin(), found.end(), [](const Milestone& one, const Milestone& other) {
        return (one.half < never ? one.half : -1.0) < (other.half < never ? other.half : -1.0);
    });
    return {
        "timeline.milestones",
        fmt::format("{} of {} milestones are reached within the horizon in half of the futures, the last ({}) after "
                    "{}.",
                    reached, found.size(), last->label, time_words(source.style, last->half)),
        {value_of("reached", static_cast<double>(reached)), value_of("last", last->half)}};
}

Figure milestone_figure(const ReportSource& source, const std::vector<int>& designs)
{
    Figure figure;
    figure.number = "14.4";
    figure.title = "Milestones";
    figure.description =
        "For each design bars from the first day to the time by which half of the futures have reached "
        "a milestone, with the times of the first and the last twentieth.";
    figure.drawing = {DrawingKind::gantt,
                      {{"label", "milestone"},
                       {"start", "start"},
                       {"end", "half"},
                       {"end_low", "early"},
                       {"end_high", "drawn_to"},
                       {"series", "design"}},
                      {}};
    figure.slide = OnSlide::yes;
    const auto found = milestones_of(source, designs);
    ReportTable table{"milestones",
                      "Milestones that half of the futures reach",
                      {text_column("milestone", "Milestone"), text_column("design", "Design"),
                       number_column("start", "From", 0, "years"),
                       number_column("half", "Half of futures after", 2, "years"),
                       number_column("early", "A twentieth after", 2, "years"),
                       number_column("late", "Nineteen twentieths after", 2, "years"),
                       number_column("drawn_to", "Spread drawn to", 2, "years")},
                      {},
                      {}};
    const double horizon = end_of(source.outcome(), source.outcome().periods - 1);
    std::vector<std::string> missed;
    for (const auto& one : found) {
        if (one.half < never) {
            table.rows.push_back({one.label, one.design, cell(0.0), cell(one.half), cell(one.early), cell(one.late),
                                  cell(std::min(one.late, horizon))});
        } else {
            missed.push_back(one.label);
        }
    }
    FigureVariant variant;
    variant.takeaway = {milestone_sentence(source, found)};
    variant.tables = {std::move(table)};
    variant.notes = {
        {"timeline.milestones_note",
         "Maturity: the end of the first period in which the median of futures is at least as high; early "
         "and late by their 95 % and 5 % quantiles. Futures that were rebuilt since count as they stand. "
         "Payback: quantiles over all futures. Never: not within the horizon; the spread is then drawn to its end.",
         {}}};
    if (!missed.empty()) {
        variant.notes.push_back(
            {"timeline.milestones_missed",
             fmt::format("Not reached by half of the futures within the horizon: {}.", joined(missed)),
             {}});
    }
    figure.variants = {std::move(variant)};
    return figure;
}

/// Designs without a programme have no maturity to show.
Figure maturity_figure(const ReportSource& source, const std::vector<int>& designs)
{
    auto figure =
        fan_figure(source,
                   {"14.1", "Maturity", "Maturity",
                    "For each design with a programme a panel with its maturity over time: median, the middle "
                    "half and nine tenths of futures, and the mean.",
                    Measure::maturity, OnSlide::no},
                   {maturity_sentence(source, told_programme(source, designs))});
    auto& rows = figure.variants.front().tables.front().rows;
    std::erase_if(rows, [&](const std::vector<TableCell>& row) {
        return std::none_of(designs.begin(), designs.end(),
                            [&](int design) { return std::get<std::string>(row.front()) == source.design(design); });
    });
    return figure;
}

} // namespace

Section implementation_timeline(const ReportSource& source)
{
    Section section{
        14, "timeline", "Implementation timeline", "How long does the programme take to mature and to pay?", {}};
    const auto designs = programmes(source);
    if (designs.empty()) {
        section.blocks.emplace_back(
            paragraph({{"timeline.none",
                        "No design has a programme, so that nothing matures. A design with a structure "
                        "other than none brings this section.",
                        {}}}));
        return section;
    }
    section.blocks.emplace_back(maturity_figure(source, designs));
    section.blocks.emplace_back(standing_figure(source, designs));
    if (source.outcome().alternatives > 1) {
        section.blocks.emplace_back(payback_figure(source));
    } else {
        section.blocks.emplace_back(paragraph(
            {{"timeline.alone", "There is one design, so that there is nothing for it to pay back against.", {}}}));
    }
    section.blocks.emplace_back(milestone_figure(source, designs));
    return section;
}

} // namespace kamsim::sections
