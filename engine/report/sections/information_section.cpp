#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr std::size_t most_rows = 40;

std::string grade_text(const InputWords& words)
{
    return words.grade ? std::string(name(*words.grade)) : "the scenario's";
}

/// Whether knowing is worth something beyond what luck in the estimate may bring.
bool is_worth_something(const InformationValue& value)
{
    return value.mean > 0.0 && value.interval.low > 0.0;
}

Sentence perfect_sentence(const ReportSource& source, const Certificate& certificate)
{
    const auto& perfect = certificate.information.losses.perfect_information;
    const auto& style = source.style;
    const std::vector<SentenceValue> values{
        {"mean", cell(perfect.mean)}, {"low", cell(perfect.interval.low)}, {"high", cell(perfect.interval.high)}};
    if (!(perfect.mean > 0.0)) {
        return {"information.nothing",
                fmt::format("Better data would be worth nothing: {} is the best choice whatever the truth, as far as "
                            "these worlds tell.",
                            source.design(certificate.best_over_worlds)),
                values};
    }
    return {"information.perfect",
            fmt::format("To know everything that is uncertain before the decision would be worth {} at most ({}).",
                        style.money(perfect.mean), money_interval_text(perfect.interval, style)),
            values};
}

Sentence first_sentence(const ReportSource& source, const Certificate& certificate)
{
    const auto& style = source.style;
    const auto& inputs = certificate.information.inputs;
    if (inputs.empty()) {
        return {"information.own_draws",
                "Every uncertain input is drawn for each account apart, so there is no single number to learn.",
                {}};
    }
    const auto& first = inputs.front();
    const auto label = label_of_input(first.group.name);
    const std::vector<SentenceValue> values{{"mean", cell(first.value.mean)},
                                            {"low", cell(first.value.interval.low)},
                                            {"high", cell(first.value.interval.high)}};
    if (!(first.value.mean > 0.0)) {
        return {"information.no_single_input", "No single input is worth knowing: none alone would change the choice.",
                values};
    }
    if (!is_worth_something(first.value)) {
        return {"information.unsure_input",
                fmt::format("{} comes first, but its worth of {} is not told apart from nothing ({}).", label,
                            style.money(first.value.mean), money_interval_text(first.value.interval, style)),
                values};
    }
    return {"information.first",
            fmt::format("Research {} first: to know it exactly is worth {} ({}).", label, style.money(first.value.mean),
                        money_interval_text(first.value.interval, style)),
            values};
}

ReportTable worth_table(const ReportSource& source, const Certificate& certificate)
{
    const auto& information = certificate.information;
    const auto& perfect = information.losses.perfect_information;
    double largest = std::max(perfect.mean, perfect.interval.high);
    for (const auto& row : information.inputs) {
        largest = std::max(largest, row.value.interval.high);
    }
    const auto scale = source.style.money_scale(largest);
    ReportTable table{
        "inputs",
        "What it would be worth at most to know",
        {text_column("input", "What is known"), text_column("path", "Path in a scenario"),
         money_column("worth", "Worth", scale), money_column("low", "From", scale), money_column("high", "To", scale),
         share_column("explains", "Explains of a lead"), text_column("grade", "Evidence"),
         text_column("source", "Source")},
        {{std::string("everything uncertain"), TableCell(), cell(perfect.mean), cell(perfect.interval.low),
          cell(perfect.interval.high), TableCell(), TableCell(), TableCell()}},
        {}};
    const auto uncertainty = uncertainty_of(source.experiment());
    for (std::size_t k = 0; k < std::min(most_rows, information.inputs.size()); ++k) {
        const auto& row = information.inputs[k];
        const auto words = words_of_input(uncertainty, row.group.name);
        table.rows.push_back({words.label, words.path, cell(row.value.mean), cell(row.value.interval.low),
                              cell(row.value.interval.high), cell(row.value.explained), grade_text(words),
                              words.source});
    }
    return table;
}

Sentence worth_note(const ReportSource& source, const Certificate& certificate)
{
    const auto& information = certificate.information;
    const auto& perfect = information.losses.perfect_information;
    auto text = fmt::format(
        "Per decision, over the horizon, net present, from {} of {}. {} Of inputs by regression of the leads on them, "
        "which averages luck out (95 %, {}); of everything, corrected for luck where worlds have several futures "
        "(95 %, {}).",
        counted(static_cast<double>(certificate.worlds), "world", source.style),
        counted(static_cast<double>(certificate.futures_per_world), "future", source.style),
        certificate.basis == KnowledgeBasis::scenario
            ? "What is uncertain is what the scenario says."
            : fmt::format("The scenario names nothing uncertain: the ranges of the evidence stand in, for those {} of "
                          "{} inputs that move the lead most.",
                          certificate.shared_inputs, certificate.candidates),
        name(IntervalKind::posterior_over_worlds), name(perfect.interval.kind));
    if (information.inputs.size() > most_rows) {
        text += fmt::format(" {} more inputs are worth {} or less each.", information.inputs.size() - most_rows,
                            source.style.money(information.inputs[most_rows].value.mean));
    }
    return {"information.note", std::move(text), {{"worlds", certificate.worlds}}};
}

Figure worth_figure(const ReportSource& source, const Certificate& certificate)
{
    return {
        "20.1",
        "What better data would be worth",
        "A bar for each uncertain input, and for all together: the most that knowing it exactly before the decision "
        "is worth, with its interval.",
        {DrawingKind::bars,
         {{"label", "input"}, {"value", "worth"}, {"low", "low"}, {"high", "high"}},
         {{"horizontal", true}}},
        "",
        {{0,
          {perfect_sentence(source, certificate), first_sentence(source, certificate)},
          {worth_table(source, certificate)},
          {worth_note(source, certificate)}}},
        OnSlide::no};
}

Figure loss_figure(const ReportSource& source, const Certificate& certificate)
{
    const auto& losses = certificate.information.losses.alternatives;
    double largest = 0.0;
    for (const auto& loss : losses) {
        largest = std::max({largest, loss.mean, loss.interval.high});
    }
    auto scale = source.style.money_scale(largest);
    ++scale.decimals; // the smallest loss is what matters, and it is small beside the largest
    ReportTable table{"designs",
                      "What choosing without knowing costs",
                      {text_column("design", "Design"), money_column("loss", "Expected loss", scale),
                       money_column("low", "From", scale), money_column("high", "To", scale),
                       share_column("worlds_best", "Worlds in which it is best")},
                      {},
                      {}};
    for (std::size_t k = 0; k < losses.size(); ++k) {
        table.rows.push_back({source.design(static_cast<int>(k)), cell(losses[k].mean), cell(losses[k].interval.low),
                              cell(losses[k].interval.high), cell(certificate.shares_of_worlds_best[k])});
    }
    const auto& own = losses[static_cast<std::size_t>(certificate.recommended)];
    const auto least = static_cast<std::size_t>(certificate.best_over_worlds);
    Sentence takeaway{"information.loss",
                      fmt::format("To choose {} without knowing the world costs {} on average.",
                                  source.design(certificate.recommended), source.style.money(own.mean)),
                      {{"loss", cell(own.mean)}, {"least_loss", cell(losses[least].mean)}}};
    if (certificate.best_over_worlds != certificate.recommended) {
        takeaway.text +=
            fmt::format(" To choose {} would cost {}: over these worlds it has the higher mean.",
                        source.design(certificate.best_over_worlds), source.style.money(losses[least].mean));
    }
    return {"20.2",
            "What not knowing costs",
            "A dot for each design with its interval: how much more the best design of each world is worth on average.",
            {DrawingKind::intervals,
             {{"label", "design"}, {"value", "loss"}, {"low", "low"}, {"high", "high"}, {"series", "design"}},
             {}},
            "",
            {{0,
              {std::move(takeaway)},
              {std::move(table)},
              {{"information.loss_note",
                fmt::format("Expected opportunity loss over {}; 95 %, {}: how well the mean is known.",
                            counted(static_cast<double>(certificate.worlds), "world", source.style),
                            name(own.interval.kind)),
                {}}}}},
            OnSlide::no};
}

} // namespace

Section value_of_knowledge(const ReportSource& source)
{
    Section section{20, "information", "Value of information", "What would better data be worth?", {}};
    const auto& certificate = source.studies.answer.certificate;
    if (source.comparison().alternatives.size() < 2) {
        section.blocks.emplace_back(
            paragraph({"information.one_design",
                       "With one design there is nothing to choose, so no data can change a choice.",
                       {}}));
    } else if (!certificate) {
        section.blocks.emplace_back(
            without_certificate(source, "information.no_study", "What better data would be worth"));
    } else {
        section.blocks.emplace_back(worth_figure(source, *certificate));
        section.blocks.emplace_back(loss_figure(source, *certificate));
    }
    return section;
}

} // namespace kamsim::sections
