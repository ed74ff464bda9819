// Section 4: where the difference between two designs comes from, by ledger line and by mechanism.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/bridge.hpp"
#include "report/sections/answer_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

/// A step of a waterfall, before it is a row.
struct Step {
    std::string label;
    double mean = 0.0;
    Interval interval;
    std::string meaning;
};

constexpr double least_rounding = 1e-6; ///< kEUR; below it there is nothing to close

constexpr Interval no_interval{NAN, NAN, comparison_level, IntervalKind::student_t};

/// "cost_to_serve" -> "cost to serve"
std::string words_of(std::string_view name)
{
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

/// Lines that both designs have at nothing are left out; what rounding leaves closes the sum.
std::vector<Step> steps_of(const Bridge& bridge)
{
    std::vector<Step> steps;
    for (const auto& declared : ledger_lines) {
        const auto& line = bridge.line(declared.line);
        if (line.mean != 0.0) {
            steps.push_back({words_of(declared.name), line.mean, line.interval, declared.meaning});
        }
    }
    if (std::fabs(bridge.rounding) > least_rounding) {
        steps.push_back({"rounding", bridge.rounding, no_interval, "what the rounding of numbers leaves"});
    }
    return steps;
}

std::vector<Step> steps_of(const MechanismBridge& bridge)
{
    std::vector<Step> steps;
    double sum = 0.0;
    for (const auto& share : bridge.groups) {
        if (share.differs) {
            const auto& declared = mechanism_groups.at(static_cast<std::size_t>(share.group));
            steps.push_back({declared.title, share.share.mean, share.share.interval, declared.meaning});
            sum += share.share.mean;
        }
    }
    if (std::fabs(bridge.total.mean - sum) > least_rounding) {
        steps.push_back({"rounding", bridge.total.mean - sum, no_interval, "what the rounding of numbers leaves"});
    }
    return steps;
}

ReportTable waterfall_table(const ReportSource& source, std::string title, const std::vector<Step>& steps,
                            const BridgeStep& total)
{
    std::vector<double> amounts{total.mean};
    double running = 0.0;
    for (const auto& step : steps) {
        running += step.mean;
        amounts.push_back(running);
    }
    const auto scale = scale_of(source, amounts);
    ReportTable table{"steps",
                      std::move(title),
                      {text_column("step", "Step"), money_column("difference", "Difference", scale),
                       text_column("kind", "Kind"), money_column("low", "95 % of the mean, from", scale),
                       money_column("high", "to", scale), text_column("meaning", "What it is")},
                      {},
                      {}};
    for (const auto& step : steps) {
        table.rows.push_back({step.label, cell(step.mean), std::string("step"), cell(step.interval.low),
                              cell(step.interval.high), step.meaning});
    }
    table.rows.push_back({std::string("difference"), cell(total.mean), std::string("end"), cell(total.interval.low),
                          cell(total.interval.high), std::string("the whole difference in net present value")});
    return table;
}

/// The largest step on one side of nothing; nullptr where there is none.
const Step* largest(const std::vector<Step>& steps, double sign)
{
    const Step* found = nullptr;
    for (const auto& step : steps) {
        if (sign * step.mean > 0.0 && step.label != "rounding"
            && (found == nullptr || sign * step.mean > sign * found->mean)) {
            found = &step;
        }
    }
    return found;
}

std::string difference_words(const ReportSource& source, const std::string& design, const std::string& against,
                             const BridgeStep& total)
{
    if (total.mean == 0.0) {
        return fmt::format("{} and {} are worth the same on average", design, against);
    }
    return fmt::format("{} is worth {} {} than {}", design, source.style.money(std::fabs(total.mean)),
                       total.mean < 0.0 ? "less" : "more", against);
}

Sentence steps_sentence(const ReportSource& source, std::string id, const std::string& design,
                        const std::string& against, const std::vector<Step>& steps, const BridgeStep& total)
{
    const auto* gain = largest(steps, 1.0);
    const auto* loss = largest(steps, -1.0);
    std::vector<SentenceValue> values{value_of("difference", total.mean), value_of("low", total.interval.low),
                                      value_of("high", total.interval.high)};
    auto text = fmt::format("{} ({})", difference_words(source, design, against, total),
                            mean_words(source.style, total.interval));
    if (gain != nullptr) {
        text += fmt::format("; most is gained by {} ({})", gain->label, source.style.money_change(gain->mean));
        values.push_back(value_of("gain", gain->mean));
    }
    if (loss != nullptr) {
        text += fmt::format("{} most is lost by {} ({})", gain != nullptr ? " and" : ";", loss->label,
                            source.style.money_change(loss->mean));
        values.push_back(value_of("loss", loss->mean));
    }
    if (gain == nullptr && loss == nullptr) {
        text += "; no step differs";
    }
    return {std::move(id), text + ".", std::move(values), SentenceScope::whole_portfolio};
}

FigureVariant ledger_variant(const ReportSource& source, std::size_t option)
{
    const auto [design, against] = source.pairs[option];
    const auto bridge = against == source.baseline()
                            ? source.tables.bridges.at(static_cast<std::size_t>(design))
                            : bridge_between(source.experiment(), source.outcome(), against, design);
    const auto steps = steps_of(bridge);
    FigureVariant variant;
    variant.option = option;
    variant.takeaway = {
        steps_sentence(source, "bridge.ledger", source.design(design), source.design(against), steps, bridge.total)};
    variant.tables = {waterfall_table(
        source, fmt::format("From {} to {}, by ledger line", source.design(against), source.design(design)), steps,
        bridge.total)};
    variant.notes = {{"bridge.ledger_note",
                      fmt::format("Net present; the steps add up to the difference. Intervals: each line alone, of the "
                                  "mean ({}, precision). Lines that are nothing in both designs are left out.",
                                  name(bridge.total.interval.kind)),
                      {}}};
    return variant;
}

Figure ledger_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "4.1";
    figure.title = "The difference by ledger line";
    figure.description = "Steps from nothing to the difference in net present value of two designs: what each line of "
                         "the ledger adds or takes.";
    figure.drawing = {DrawingKind::waterfall,
                      {{"label", "step"}, {"value", "difference"}, {"step", "kind"}, {"low", "low"}, {"high", "high"}},
                      {}};
    figure.choice = "pair";
    figure.slide = OnSlide::yes;
    for (std::size_t option = 0; option < source.pairs.size(); ++option) {
        figure.variants.push_back(ledger_variant(source, option));
    }
    return figure;
}

std::string order_words(JoiningOrder order)
{
    switch (order) {
    case JoiningOrder::first_player_first: return " The programme begins before the others come into it.";
    case JoiningOrder::first_player_last: return " The programme ends after the others have left it.";
    case JoiningOrder::any: break;
    }
    return "";
}

Figure mechanism_figure(const ReportSource& source, const StudiedMechanisms& studied, std::string number)
{
    const auto& design = source.design(studied.design);
    const auto& against = source.design(studied.against);
    const auto& bridge = studied.bridge;
    const auto steps = steps_of(bridge);
    Figure figure;
    figure.number = std::move(number);
    figure.title = fmt::format("{} against {}, by mechanism", design, against);
    figure.description = "Steps from nothing to the difference in net present value: what each group of mechanisms in "
                         "which the two designs differ adds or takes.";
    figure.drawing = {DrawingKind::waterfall,
                      {{"label", "step"}, {"value", "difference"}, {"step", "kind"}, {"low", "low"}, {"high", "high"}},
                      {}};
    const auto futures = source.style.count(static_cast<double>(bridge.futures));
    const auto sample = bridge.worlds > 1 ? fmt::format("{} futures in {} worlds", futures,
                                                        source.style.count(static_cast<double>(bridge.worlds)))
                                          : futures + " futures";
    FigureVariant variant;
    variant.takeaway = {steps_sentence(source, "bridge.mechanism", design, against, steps, bridge.total)};
    variant.tables = {
        waterfall_table(source, fmt::format("From {} to {}, by mechanism", against, design), steps, bridge.total)};
    variant.notes = {
        {"bridge.mechanism_note",
         fmt::format(
             "{} designs between the two were simulated on the luck of the run ({} of each, so that the "
             "difference is not exactly that of figure 4.1). Each step is the mean over all orders of switching the "
             "groups over (Shapley), so that the steps add up.{} Intervals: each step alone, of the mean ({}).",
             bridge.hybrids, sample, order_words(bridge.order), name(bridge.total.interval.kind)),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

Section bridge_of_value(const ReportSource& source)
{
    Section section{4, "bridge", "Where the difference comes from", "Why is one design worth more than another?", {}};
    if (source.pairs.empty()) {
        section.blocks.emplace_back(
            paragraph({{"bridge.alone",
                        "There is one design, so that there is no difference to explain. A second design in the "
                        "scenario brings this section.",
                        {}}}));
        return section;
    }
    section.blocks.emplace_back(ledger_figure(source));
    const auto& mechanisms = source.studies.answer.mechanisms;
    if (mechanisms.empty()) {
        section.blocks.emplace_back(paragraph(
            {without_studies("bridge.mechanism_unknown", "the difference is not shared out over mechanisms")}));
    }
    for (const auto& studied : mechanisms) {
        // 4.2 is against the baseline, 4.3 against the next best: a number stands for what is shown.
        section.blocks.emplace_back(
            mechanism_figure(source, studied, studied.against == source.baseline() ? "4.2" : "4.3"));
    }
    return section;
}

} // namespace kamsim::sections
