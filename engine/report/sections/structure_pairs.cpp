#include "report/sections/structure_pairs.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/sections/answer_words.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

/// The same test seen from the other design.
DominanceStanding reversed(DominanceStanding standing)
{
    switch (standing) {
    case DominanceStanding::dominates: return DominanceStanding::dominated;
    case DominanceStanding::dominated: return DominanceStanding::dominates;
    case DominanceStanding::no_dominance:
    case DominanceStanding::not_decided: break;
    }
    return standing;
}

/// 2 where the design dominates for everybody, 1 for everybody who shuns risk, 0 where neither does, and the same below
/// 0 where it is dominated.
int strength_of(DominanceStanding first, DominanceStanding second)
{
    const auto sign = [](DominanceStanding standing) {
        return standing == DominanceStanding::dominates ? 1 : standing == DominanceStanding::dominated ? -1 : 0;
    };
    return sign(first) != 0 ? 2 * sign(first) : sign(second);
}

std::string words_of(int strength, DominanceStanding first)
{
    switch (strength) {
    case 2: return "better";
    case 1: return "better if cautious";
    case -1: return "worse if cautious";
    case -2: return "worse";
    default: return first == DominanceStanding::no_dominance ? "crossing" : "open";
    }
}

void add_row(const ReportSource& source, int design, int against, DominanceStanding first, DominanceStanding second,
             ReportTable& table)
{
    const int strength = strength_of(first, second);
    table.rows.push_back({source.design(design), source.design(against), static_cast<double>(strength),
                          words_of(strength, first), std::string(name(first)), std::string(name(second))});
}

Sentence dominance_sentence(const ReportSource& source)
{
    std::vector<std::string> beaten;
    std::vector<std::string> cautious;
    for (const auto& pair : source.details.pairs) {
        const bool is_first = pair.alternative == source.best();
        if (!is_first && pair.against != source.best()) {
            continue;
        }
        const auto first = is_first ? pair.first_order.standing : reversed(pair.first_order.standing);
        const auto second = is_first ? pair.second_order.standing : reversed(pair.second_order.standing);
        const int strength = strength_of(first, second);
        const auto& rival = source.design(is_first ? pair.against : pair.alternative);
        if (strength == 2) {
            beaten.push_back(rival);
        } else if (strength == 1) {
            cautious.push_back(rival);
        }
    }
    const auto& best = source.design(source.best());
    if (beaten.empty() && cautious.empty()) {
        return {"structures.dominance_none",
                fmt::format("{} dominates no other design: its lead in the mean is not a lead at every level of luck.",
                            best),
                {}};
    }
    std::string text;
    if (!beaten.empty()) {
        text = fmt::format("{} dominates {}: at every level more futures reach it, so that it is the better one for "
                           "whoever prefers more to less.",
                           best, joined(beaten));
    }
    if (!cautious.empty()) {
        text += fmt::format("{}For whoever shuns risk {} dominates {}{}.", text.empty() ? "" : " ", best,
                            joined(cautious), beaten.empty() ? "" : ", too");
    }
    return {"structures.dominance", std::move(text), {}};
}

} // namespace

Figure dominance_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "2.3";
    figure.title = "Stochastic dominance";
    figure.description =
        "A cell for every two designs: whether the design of the row is better than that of the "
        "column at every level of value (first order), or for everybody who shuns risk (second order).";
    figure.drawing = {DrawingKind::heatmap,
                      {{"x", "against"}, {"y", "design"}, {"value", "strength"}, {"text", "reading"}},
                      {{"scale", std::string("diverging")}, {"low", -2.0}, {"high", 2.0}}};
    ReportTable table{"dominance",
                      "Dominance of every two designs",
                      {text_column("design", "Design"), text_column("against", "Against"),
                       number_column("strength", "Strength", 0), text_column("reading", "Reading"),
                       text_column("first_order", "First order"), text_column("second_order", "Second order")},
                      {},
                      {}};
    const int designs = static_cast<int>(source.comparison().alternatives.size());
    for (int design = 0; design < designs; ++design) {
        for (int against = 0; against < designs; ++against) {
            if (design == against) { // an empty cell, so that rows and columns have one order
                table.rows.push_back({source.design(design), source.design(design), {}, {}, {}, {}});
                continue;
            }
            const auto found = find_pair(designs, source.baseline(), design, against);
            if (!found) {
                continue;
            }
            const auto& pair = source.details.pairs.at(static_cast<std::size_t>(found->index));
            const bool is_turned = found->explained == PairSide::against;
            const auto seen = [&](const DominanceTest& test) {
                return is_turned ? reversed(test.standing) : test.standing;
            };
            add_row(source, design, against, seen(pair.first_order), seen(pair.second_order), table);
        }
    }
    FigureVariant variant;
    variant.takeaway = {dominance_sentence(source)};
    variant.tables = {std::move(table)};
    variant.notes = {
        {"structures.dominance_note",
         fmt::format("Two tests of {} each, paired: better where the futures contradict that the other design "
                     "dominates, and do not contradict it of this one. Crossing: both are contradicted. Open: neither. "
                     "A violation by few futures in the far tail cannot be seen.",
                     source.style.percent(dominance_test_level)),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

namespace {

Sentence pairs_sentence(const ReportSource& source)
{
    const auto& pairs = source.details.pairs;
    const auto told_apart = std::count_if(pairs.begin(), pairs.end(), [](const PairResult& pair) {
        return pair.simultaneous.low > 0.0 || pair.simultaneous.high < 0.0;
    });
    const auto all = std::ssize(pairs);
    const std::vector<SentenceValue> values{value_of("told_apart", static_cast<double>(told_apart)),
                                            value_of("pairs", static_cast<double>(all))};
    if (all == 1) {
        return {"structures.pair",
                told_apart == 1 ? "The mean difference of the two designs is told from nothing."
                                : "The mean difference of the two designs is not told from nothing.",
                values};
    }
    if (told_apart == all) {
        return {"structures.pairs_all", fmt::format("All {} differences of two designs are told from nothing.", all),
                values};
    }
    if (told_apart == 0) {
        return {"structures.pairs_none",
                fmt::format("None of the {} differences of two designs is told from nothing.", all), values};
    }
    return {"structures.pairs",
            fmt::format("{} of the {} differences of two designs {} told from nothing.", told_apart, all,
                        told_apart == 1 ? "is" : "are"),
            values};
}

/// The better design first.
void add_pair(const ReportSource& source, const PairResult& pair, ReportTable& table)
{
    const bool is_turned = pair.mean < 0.0;
    const double sign = is_turned ? -1.0 : 1.0;
    const auto end = [&](const Interval& interval, bool low) {
        return cell(sign * (low != is_turned ? interval.low : interval.high));
    };
    const auto& first = source.design(is_turned ? pair.against : pair.alternative);
    const auto& second = source.design(is_turned ? pair.alternative : pair.against);
    table.rows.push_back({fmt::format("{} over {}", first, second), cell(sign * pair.mean),
                          end(pair.simultaneous, true), end(pair.simultaneous, false), end(pair.interval, true),
                          end(pair.interval, false)});
}

} // namespace

Figure pairs_figure(const ReportSource& source)
{
    Figure figure;
    figure.number = "2.5";
    figure.title = "Every two designs";
    figure.description = "The mean difference in net present value of every two designs, the better one first, with an "
                         "interval that holds for all pairs together.";
    figure.drawing = {DrawingKind::intervals,
                      {{"label", "pair"}, {"value", "difference"}, {"low", "low"}, {"high", "high"}},
                      {{"reference", 0.0}}};
    std::vector<double> amounts;
    for (const auto& pair : source.details.pairs) {
        amounts.insert(amounts.end(), {pair.mean, pair.simultaneous.low, pair.simultaneous.high});
    }
    const auto scale = scale_of(source, amounts);
    ReportTable table{"pairs",
                      "Paired differences",
                      {text_column("pair", "Designs"), money_column("difference", "Mean difference", scale),
                       money_column("low", "95 % of all together, from", scale), money_column("high", "to", scale),
                       money_column("low_alone", "95 % alone, from", scale), money_column("high_alone", "to", scale)},
                      {},
                      {}};
    auto pairs = source.details.pairs;
    std::stable_sort(pairs.begin(), pairs.end(), [](const PairResult& one, const PairResult& other) {
        return std::abs(one.mean) > std::abs(other.mean);
    });
    for (const auto& pair : pairs) {
        add_pair(source, pair, table);
    }
    FigureVariant variant;
    variant.takeaway = {pairs_sentence(source)};
    variant.tables = {std::move(table)};
    variant.notes = {
        {"structures.pairs_note",
         fmt::format("Paired: each future is compared with itself under the other design. Intervals are of "
                     "the mean (precision), together ({}) and alone ({}).",
                     name(source.details.pairs.front().simultaneous.kind),
                     name(source.details.pairs.front().interval.kind)),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace kamsim::sections
