// Section 1: the answer, how sure it is, and what would change it. Made to fit a first screen.

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/sections/answer_words.hpp"
#include "report/sections/sections.hpp"
#include "report/sections/summary_alerts.hpp"
#include "report/sections/summary_verdict.hpp"
#include "report/verdict_grade.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

/// Of the best design: the mean difference to the baseline or, where that is the best, its lead over the next.
Card size_card(const ReportSource& source)
{
    const auto& style = source.style;
    const auto& best = result_of(source, source.best());
    if (source.comparison().verdict.leads.empty()) {
        return {"Net present value",
                style.money(best.value.mean),
                {"summary.card_value",
                 fmt::format("Mean; {}.", precision_words(style, best.value)),
                 {value_of("value", best.value.mean)}}};
    }
    if (source.best() != source.baseline()) {
        return {"Worth more than " + baseline_words(source),
                style.money_change(best.difference.mean),
                {"summary.card_difference",
                 fmt::format("Mean; {}.", precision_words(style, best.difference)),
                 {value_of("difference", best.difference.mean), value_of("low", best.difference.interval.low),
                  value_of("high", best.difference.interval.high)}}};
    }
    const auto& lead = source.comparison().verdict.leads.front();
    return {"Worth more than " + source.design(lead.rival),
            style.money_change(lead.mean),
            {"summary.card_lead",
             fmt::format("Mean; {}.", mean_words(style, lead.interval)),
             {value_of("lead", lead.mean), value_of("low", lead.interval.low), value_of("high", lead.interval.high)}}};
}

Card chance_card(const ReportSource& source)
{
    const auto& best = result_of(source, source.best());
    const auto interval = interval_of_share(source.outcome(), source.best());
    return {"Best of all designs",
            source.style.percent(best.share_of_futures_best) + " of futures",
            {"summary.card_chance",
             fmt::format("{}; {}.",
                         source.comparison().worlds > 1 ? "Over luck and all worlds"
                                                        : "Luck, which nobody can know beforehand",
                         share_words(source.style, interval)),
             {value_of("share", best.share_of_futures_best), value_of("low", interval.low),
              value_of("high", interval.high)}}};
}

/// For not knowing the world where that was looked at, else for simulating too few futures.
Card loss_card(const ReportSource& source)
{
    const auto& style = source.style;
    const auto best = static_cast<std::size_t>(source.best());
    const double luck = result_of(source, source.best()).expected_loss;
    const auto& certificate = source.studies.answer.certificate;
    const auto* losses = certificate             ? &certificate->information.losses
                         : source.details.losses ? &*source.details.losses
                                                 : nullptr;
    if (losses == nullptr) {
        return {"Expected loss if it is wrong",
                std::isnan(luck) ? "n/a" : style.money(luck),
                {"summary.card_loss_sample",
                 "For simulating too few futures. What not knowing the inputs costs was not looked at.",
                 {value_of("loss", luck)}}};
    }
    const auto& loss = losses->alternatives.at(best);
    const auto basis = certificate && certificate->basis == KnowledgeBasis::evidence
                           ? "inputs, over the ranges of the evidence"
                           : "inputs, over the worlds of the scenario";
    const auto interval =
        is_known(loss.interval)
            ? fmt::format(" ({} interval {}, {})", style.percent(loss.interval.level),
                          style.money_range(loss.interval.low, loss.interval.high), name(loss.interval.kind))
            : std::string();
    return {"Expected loss if it is wrong",
            style.money(loss.mean),
            {"summary.card_loss",
             fmt::format("For not knowing the {}{}. For simulating too few futures: {}.", basis, interval,
                         style.money(luck)),
             {value_of("loss", loss.mean), value_of("loss_sample", luck)}}};
}

CardBlock cards_of(const ReportSource& source)
{
    const auto grade = grade_of(source.comparison());
    const auto designs = source.comparison().alternatives.size();
    CardBlock block;
    if (designs == 1) {
        block.cards = {size_card(source)};
        return block;
    }
    const bool is_told = grade && *grade != VerdictGrade::no_difference;
    block.cards.push_back({is_told ? "Recommended" : "Highest mean",
                           source.design(source.best()),
                           {"summary.card_design",
                            grade ? fmt::format("Of {} designs. Grade: {}.", designs, name(*grade))
                                  : fmt::format("Of {} designs. One future cannot grade them.", designs),
                            {value_of("design", source.design(source.best())),
                             value_of("grade", grade ? std::string(name(*grade)) : std::string())}}});
    block.cards.push_back(size_card(source));
    block.cards.push_back(chance_card(source));
    block.cards.push_back(loss_card(source));
    return block;
}

Sentence luck_sentence(const ReportSource& source)
{
    const auto& best = result_of(source, source.best());
    const auto& details = details_of(source, source.best());
    auto text = fmt::format("Luck, which nobody can know: {} is the best in {} of futures", best.name,
                            source.style.percent(best.share_of_futures_best));
    Sentence sentence{"summary.luck", "", {value_of("share_best", best.share_of_futures_best)}};
    if (details.below_baseline) {
        text += fmt::format(", and worth less than {} in {}", source.design(source.baseline()),
                            source.style.percent(details.below_baseline->share));
        sentence.values.push_back(value_of("below_baseline", details.below_baseline->share));
    }
    sentence.text = text + ".";
    return sentence;
}

Sentence precision_sentence(const ReportSource& source)
{
    const auto& best = result_of(source, source.best());
    if (std::isnan(best.confidence_best) || source.comparison().replications < 2) {
        return {
            "summary.precision_none", "Precision, which more futures raise: one future says nothing of a mean.", {}};
    }
    return {"summary.precision",
            fmt::format("Precision, which more futures raise: {} sure that the mean of {} is the highest, from {}.",
                        source.style.percent(best.confidence_best), best.name, sample_words(source)),
            {value_of("confidence_best", best.confidence_best)}};
}

Sentence knowledge_sentence(const ReportSource& source)
{
    const auto& style = source.style;
    const auto best = static_cast<std::size_t>(source.best());
    const auto& certificate = source.studies.answer.certificate;
    const auto count = [&](std::size_t number) { return style.count(static_cast<double>(number)); };
    if (certificate && certificate->basis == KnowledgeBasis::evidence) {
        return {"summary.knowledge_evidence",
                fmt::format("Knowledge, which better data raise: best in {} of {} worlds. The scenario names nothing "
                            "uncertain, so the ranges of the evidence stand in, for the {} of {} inputs that move the "
                            "lead most.",
                            style.percent(certificate->shares_of_worlds_best.at(best)),
                            style.count(static_cast<double>(certificate->worlds)), count(certificate->shared_inputs),
                            count(certificate->candidates)),
                {value_of("share_of_worlds", certificate->shares_of_worlds_best.at(best))}};
    }
    if (source.comparison().worlds > 1) {
        const double share = result_of(source, source.best()).share_of_worlds_best;
        return {"summary.knowledge",
                fmt::format("Knowledge, which better data raise: best in {} of the {} worlds that the scenario thinks "
                            "possible.",
                            style.percent(share), style.count(static_cast<double>(source.comparison().worlds))),
                {value_of("share_of_worlds", share)}};
    }
    return {"summary.knowledge_unknown",
            "Knowledge, which better data raise: not looked at. The scenario names nothing uncertain, and this report "
            "simulated nothing again; kamsim report without --quick tries the ranges of the evidence.",
            {}};
}

/// "matrix leads while retention.leaving_base stays under -1.9 (given -2.2); then none leads."
Sentence crossing_sentence(const ReportSource& source, const CarryingAssumption& assumption, const Crossing& crossing,
                           int leader)
{
    const auto& style = source.style;
    const auto given =
        std::isnan(assumption.given) ? std::string() : fmt::format(" (given {})", style.plain(assumption.given));
    return {"summary.crossing",
            fmt::format("{} leads while {} stays {} {}{}; then {} leads.", source.design(leader), assumption.input,
                        crossing.leads_below ? "under" : "over", style.plain(crossing.value), given,
                        source.design(crossing.takes_over)),
            {value_of("input", assumption.input), value_of("crossing", crossing.value),
             value_of("given", assumption.given)}};
}

TextBlock what_would_change(const ReportSource& source)
{
    TextBlock block{"What would change it", TextStyle::bullets, {}};
    const auto& certificate = source.studies.answer.certificate;
    if (!certificate) {
        block.style = TextStyle::paragraph;
        block.sentences.push_back(without_studies("summary.change_unknown", "break-even values were not looked for"));
        return block;
    }
    std::vector<std::string> steadfast;
    for (const auto& assumption : certificate->assumptions) {
        const auto& found = certificate->break_evens.inputs;
        if (assumption.searched >= found.size() || found[assumption.searched].crossings.empty()) {
            steadfast.push_back(assumption.input);
            continue;
        }
        for (const auto& crossing : found[assumption.searched].crossings) {
            block.sentences.push_back(crossing_sentence(source, assumption, crossing, certificate->break_evens.leader));
        }
    }
    if (!steadfast.empty()) {
        block.sentences.push_back(
            {"summary.steadfast",
             fmt::format("Nowhere between the 5 and 95 % quantiles of its own range: {}.", joined(steadfast)),
             {}});
    }
    if (block.sentences.empty()) {
        block.sentences.push_back({"summary.change_nothing", "No uncertain input carries the decision.", {}});
    }
    return block;
}

} // namespace

Section executive_summary(const ReportSource& source)
{
    Section section{
        1, "summary", "Executive summary", "Which programme design is best, by how much, and how sure is that?", {}};
    section.blocks.emplace_back(paragraph(verdict_sentences(source)));
    section.blocks.emplace_back(cards_of(source));
    if (auto alerts = alerts_of(source); !alerts.empty()) {
        section.blocks.emplace_back(TextBlock{"Mind", TextStyle::alerts, std::move(alerts)});
    }
    if (source.comparison().alternatives.size() < 2) {
        return section;
    }
    section.blocks.emplace_back(
        TextBlock{"How sure, in three senses",
                  TextStyle::bullets,
                  {luck_sentence(source), precision_sentence(source), knowledge_sentence(source)}});
    section.blocks.emplace_back(what_would_change(source));
    section.blocks.emplace_back(paragraph({{"summary.grade_rule", grade_rule(source.comparison(), source.style), {}}}));
    return section;
}

} // namespace kamsim::sections
