// Section 2: what each design is worth over all futures, alone and against the others.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/statistics/quantiles.hpp"
#include "report/sections/answer_words.hpp"
#include "report/sections/sections.hpp"
#include "report/sections/structure_pairs.hpp"
#include "report/sections/value_density.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

constexpr int cumulative_points = 101; ///< shares of futures for which the cumulative distribution is told

int design_count(const ReportSource& source)
{
    return static_cast<int>(source.comparison().alternatives.size());
}

std::span<const double> values_of(const ReportSource& source, int design)
{
    const auto& outcome = source.outcome();
    return std::span(outcome.value)
        .subspan(outcome.value_index(design, 0), static_cast<std::size_t>(outcome.replications));
}

/// Of all values of designs in futures.
MoneyScale value_scale(const ReportSource& source)
{
    std::vector<double> amounts;
    for (const auto& design : source.comparison().alternatives) {
        amounts.insert(amounts.end(), {design.value.mean, design.value.quantiles.q05, design.value.quantiles.q95});
    }
    return scale_of(source, amounts);
}

ReportTable density_table(const ReportSource& source)
{
    const auto scale = value_scale(source);
    ReportTable table{"density",
                      "Density of the net present value",
                      {text_column("design", "Design"), money_column("value", "Net present value", scale),
                       number_column("density", "Density per " + scale.unit, 5)},
                      {},
                      {}};
    for (int design = 0; design < design_count(source); ++design) {
        const auto density = kernel_density(values_of(source, design));
        for (std::size_t i = 0; i < density.x.size(); ++i) {
            table.rows.push_back({source.design(design), cell(density.x[i]), cell(density.y[i] * scale.thousands)});
        }
    }
    return table;
}

ReportTable summary_table(const ReportSource& source)
{
    const auto scale = value_scale(source);
    ReportTable table{"summary",
                      "Mean, its interval, and quantiles of futures",
                      {text_column("series", "Design"), money_column("mean", "Mean", scale),
                       money_column("low", "95 % of the mean, from", scale), money_column("high", "to", scale),
                       money_column("q05", "5 % of futures below", scale), money_column("q25", "25 %", scale),
                       money_column("q50", "50 %", scale), money_column("q75", "75 %", scale),
                       money_column("q95", "95 %", scale)},
                      {},
                      {}};
    for (const auto& design : source.comparison().alternatives) {
        const auto& value = design.value;
        table.rows.push_back({design.name, cell(value.mean), cell(value.interval.low), cell(value.interval.high),
                              cell(value.quantiles.q05), cell(value.quantiles.q25), cell(value.quantiles.q50),
                              cell(value.quantiles.q75), cell(value.quantiles.q95)});
    }
    return table;
}

/// How far futures differ, beside how far designs do.
Sentence spread_sentence(const ReportSource& source)
{
    const auto& style = source.style;
    const auto& best = result_of(source, source.best());
    const auto range = style.money_range(best.value.quantiles.q05, best.value.quantiles.q95);
    if (source.comparison().replications < 2) {
        return {"structures.one_future", "One future has no distribution: the table holds its value.", {}};
    }
    if (design_count(source) == 1) {
        return {"structures.spread_alone",
                fmt::format("Nine of ten futures of {} are worth {}.", best.name, range),
                {value_of("q05", best.value.quantiles.q05), value_of("q95", best.value.quantiles.q95)}};
    }
    double least = best.value.mean;
    for (const auto& design : source.comparison().alternatives) {
        least = std::min(least, design.value.mean);
    }
    const double spread = best.value.quantiles.q95 - best.value.quantiles.q05;
    const double apart = best.value.mean - least;
    const auto verdict = apart > spread ? "more than" : "less than";
    return {"structures.spread",
            fmt::format("Nine of ten futures of {} are worth {}: the means of the designs differ by {} at most, {} "
                        "futures of one design do ({}).",
                        best.name, range, style.money(apart), verdict, style.money(spread)),
            {value_of("apart", apart), value_of("spread", spread)}};
}

Figure distribution_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "2.1";
    figure.title = "Net present value over all futures";
    figure.description = "For each design the density of its net present value over the futures, with its mean, the "
                         "interval of the mean and quantiles of futures.";
    figure.drawing = {DrawingKind::distribution, {{"series", "design"}, {"x", "value"}, {"y", "density"}}, {}};
    figure.slide = OnSlide::yes;
    FigureVariant variant;
    variant.takeaway = {spread_sentence(source)};
    variant.tables = {density_table(source), summary_table(source)};
    variant.notes = {
        {"structures.density_note",
         fmt::format("Densities by normal kernels (Silverman's bandwidth). Futures differ by {}; the interval is of "
                     "the mean ({}, precision) and shrinks with more futures. Compare designs by their paired "
                     "difference (figure 2.5), not by whether these intervals overlap.",
                     spread_words(source), name(source.comparison().alternatives.front().value.interval.kind)),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

Sentence cumulative_sentence(const ReportSource& source)
{
    const auto& style = source.style;
    const auto& best = result_of(source, source.best());
    Sentence sentence{"structures.cumulative", "", {value_of("median", best.value.quantiles.q50)}};
    sentence.text =
        fmt::format("Half of the futures of {} are worth {} or more", best.name, style.money(best.value.quantiles.q50));
    if (source.best() != source.baseline()) {
        const auto& baseline = result_of(source, source.baseline());
        sentence.text += fmt::format("; of {} {} or more", baseline.name, style.money(baseline.value.quantiles.q50));
        sentence.values.push_back(value_of("median_baseline", baseline.value.quantiles.q50));
    }
    const auto& tail = details_of(source, source.best()).value;
    sentence.text += fmt::format(". The worst twentieth of {} is worth {} on average.", best.name,
                                 style.money(tail.conditional_value_at_risk));
    sentence.values.push_back(value_of("worst_twentieth", tail.conditional_value_at_risk));
    return sentence;
}

Figure cumulative_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "2.2";
    figure.title = "Share of futures below a value";
    figure.description = "For each design the share of futures whose net present value is at most the value on the "
                         "horizontal axis. A design further right is worth more.";
    figure.drawing = {DrawingKind::lines, {{"x", "value"}, {"y", "share"}, {"series", "design"}}, {}};
    std::vector<double> shares;
    for (int point = 0; point < cumulative_points; ++point) {
        shares.push_back(static_cast<double>(point) / (cumulative_points - 1));
    }
    ReportTable table{"cumulative",
                      "Quantiles of the net present value",
                      {text_column("design", "Design"), share_column("share", "Share of futures at most"),
                       money_column("value", "Net present value", value_scale(source))},
                      {},
                      {}};
    for (int design = 0; design < design_count(source); ++design) {
        const auto quantiles = sample_quantiles(values_of(source, design), shares);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            table.rows.push_back({source.design(design), cell(shares[i]), cell(quantiles[i])});
        }
    }
    FigureVariant variant;
    variant.takeaway = {cumulative_sentence(source)};
    variant.tables = {std::move(table)};
    variant.notes = {
        {"structures.cumulative_note",
         fmt::format("Sample quantiles of all futures (type 7), which differ by {}; more futures do not shrink that.",
                     spread_words(source)),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

Sentence regret_sentence(const ReportSource& source)
{
    int least = 0;
    for (int design = 1; design < design_count(source); ++design) {
        least = details_of(source, design).regret.mean < details_of(source, least).regret.mean ? design : least;
    }
    const auto& regret = details_of(source, least).regret;
    return {"structures.regret",
            fmt::format("Whoever chooses {} forgoes {} on average against the design that turns out best, and {} or "
                        "more in one future of twenty; no design forgoes less on average.",
                        source.design(least), source.style.money(regret.mean), source.style.money(regret.q95)),
            {value_of("design", source.design(least)), value_of("mean", regret.mean), value_of("q95", regret.q95)}};
}

Figure regret_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "2.4";
    figure.title = "Regret";
    figure.description = "For each design what is lost, future by future, against the design that turns out best in "
                         "it: the mean and what is exceeded in 5 % of futures.";
    figure.drawing = {DrawingKind::bars, {{"label", "design"}, {"value", "regret"}, {"series", "figure"}}, {}};
    std::vector<double> amounts;
    for (int design = 0; design < design_count(source); ++design) {
        amounts.push_back(details_of(source, design).regret.q95);
    }
    ReportTable table{"regret",
                      "Regret by design",
                      {text_column("design", "Design"), text_column("figure", "Figure"),
                       money_column("regret", "Regret", scale_of(source, amounts))},
                      {},
                      {}};
    for (int design = 0; design < design_count(source); ++design) {
        const auto& regret = details_of(source, design).regret;
        table.rows.push_back({source.design(design), "mean", cell(regret.mean)});
        table.rows.push_back({source.design(design), "exceeded in 5 % of futures", cell(regret.q95)});
    }
    FigureVariant variant;
    variant.takeaway = {regret_sentence(source)};
    variant.tables = {std::move(table)};
    variant.notes = {{"structures.regret_note",
                      "Regret is luck: nobody can know beforehand which design turns out best. The expected loss of a "
                      "wrong choice (section 1) is smaller.",
                      {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

ReportTable designs_table(const ReportSource& source)
{
    const auto scale = value_scale(source);
    std::vector<double> differences;
    for (const auto& design : source.comparison().alternatives) {
        differences.insert(differences.end(), {design.difference.interval.low, design.difference.interval.high,
                                               design.difference.mean, design.programme_spending});
    }
    const auto small = scale_of(source, differences);
    const auto& baseline = source.design(source.baseline());
    ReportTable table{"designs",
                      "Every design",
                      {text_column("design", "Design"), money_column("value", "Net present value, mean", scale),
                       money_column("difference", "More than " + baseline, small),
                       money_column("low", "95 % of that mean, from", small), money_column("high", "to", small),
                       share_column("best", "Best in futures"), share_column("loss", "Worth less than " + baseline),
                       money_column("spending", "Programme cost", small), number_column("return", "Return on it", 2),
                       share_column("gross", "Key revenue kept, gross"), share_column("net", "net"),
                       money_column("regret", "Mean regret", small),
                       money_column("loss_sample", "Expected loss", small)},
                      {},
                      {}};
    for (int design = 0; design < design_count(source); ++design) {
        const auto& row = result_of(source, design);
        const auto& details = details_of(source, design);
        const auto measure = [&](Measure which) { return cell(row.measures.at(static_cast<std::size_t>(which))); };
        table.rows.push_back(
            {row.name, cell(row.value.mean), cell(row.difference.mean), cell(row.difference.interval.low),
             cell(row.difference.interval.high), cell(row.share_of_futures_best),
             details.below_baseline ? cell(details.below_baseline->share) : TableCell(), cell(row.programme_spending),
             row.programme_return ? cell(*row.programme_return) : TableCell(),
             measure(Measure::key_gross_revenue_retention), measure(Measure::key_net_revenue_retention),
             cell(details.regret.mean), cell(row.expected_loss)});
    }
    return table;
}

Figure designs_figure(const ReportSource& source)
{
    const auto& comparison = source.comparison();
    const auto& baseline = source.design(source.baseline());
    Figure figure;
    figure.number = "2.6";
    figure.title = "Designs in figures";
    figure.description = "One row for each design: value, difference to the baseline, chances, cost and retention.";
    FigureVariant variant;
    const auto& best = result_of(source, source.best());
    variant.takeaway = {
        {"structures.designs",
         fmt::format("{} has the highest mean net present value, {}, and is the best in {} of futures.", best.name,
                     source.style.money(best.value.mean), source.style.percent(best.share_of_futures_best)),
         {value_of("value", best.value.mean), value_of("share_best", best.share_of_futures_best)}}};
    variant.tables = {designs_table(source)};
    variant.notes = {
        {"structures.designs_note",
         fmt::format("Differences to {} are paired, future by future; their intervals are of the mean ({}, {}). Best, "
                     "ties split. Programme cost: mean, discounted. Return: mean difference to {} for each unit of it. "
                     "Key revenue: of the accounts that were key at the start of the last year. Expected loss: for "
                     "simulating too few futures.",
                     baseline, name(comparison.alternatives.front().difference.interval.kind), sample_words(source),
                     baseline),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

Section structures_compared(const ReportSource& source)
{
    Section section{2, "structures", "Structures compared", "What is each design worth, over all futures?", {}};
    if (source.comparison().replications < 2) {
        section.blocks.emplace_back(paragraph({spread_sentence(source)}));
        section.blocks.emplace_back(designs_figure(source));
        return section;
    }
    section.blocks.emplace_back(distribution_figure(source));
    section.blocks.emplace_back(cumulative_figure(source));
    if (design_count(source) > 1) {
        section.blocks.emplace_back(dominance_figure(source));
        section.blocks.emplace_back(regret_figure(source));
        section.blocks.emplace_back(pairs_figure(source));
    } else {
        section.blocks.emplace_back(
            paragraph({{"structures.alone",
                        "There is one design, so that there is no pair to compare and nothing to regret.",
                        {}}}));
    }
    section.blocks.emplace_back(designs_figure(source));
    return section;
}

} // namespace kamsim::sections
