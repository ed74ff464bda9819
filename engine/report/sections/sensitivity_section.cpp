#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

std::string output_words(const ReportSource& source, const StudyOutput& output)
{
    return output.against
               ? fmt::format("the lead of {} over {}", source.design(output.of), source.design(*output.against))
               : fmt::format("the value of {}", source.design(output.of));
}

std::string basis_words(KnowledgeBasis basis)
{
    return basis == KnowledgeBasis::scenario
               ? "Ranges are those of the scenario"
               : "The scenario names nothing uncertain, so ranges are those of the evidence";
}

bool turns_the_answer(const AnswerSensitivity& found, const TornadoBar& bar)
{
    return found.output.against && std::min(bar.low, bar.high) < 0.0 && found.given >= 0.0;
}

ReportTable tornado_table(const ReportSource& source, const AnswerSensitivity& found)
{
    double largest = std::fabs(found.given);
    for (const auto& one : found.inputs) {
        largest = std::max({largest, std::fabs(one.bar.low), std::fabs(one.bar.high)});
    }
    const auto scale = source.style.money_scale(largest);
    const std::string output = found.output.against ? "Lead" : "Value";
    ReportTable table{"inputs",
                      "What each input's range does to " + output_words(source, found.output),
                      {text_column("input", "Input"), text_column("path", "Path in a scenario"),
                       text_column("meaning", "Meaning"), text_column("low_text", "Low end"),
                       text_column("high_text", "High end"), money_column("low", output + " at the low end", scale),
                       money_column("high", output + " at the high end", scale), money_column("swing", "Swing", scale),
                       money_column("swing_low", "Swing from", scale), money_column("swing_high", "Swing to", scale)},
                      {},
                      {}};
    const auto uncertainty = uncertainty_of(source.experiment());
    for (const auto& [path, bar] : found.inputs) {
        const auto words = words_of_input(uncertainty, path);
        table.rows.push_back({words.label, path, words.meaning, value_text(words, bar.low_value, source.style),
                              value_text(words, bar.high_value, source.style), cell(bar.low), cell(bar.high),
                              cell(bar.swing), cell(bar.interval.low), cell(bar.interval.high)});
    }
    return table;
}

Sentence strongest_sentence(const ReportSource& source, const AnswerSensitivity& found)
{
    const auto& style = source.style;
    const auto& first = found.inputs.front();
    const auto words = words_of_input(uncertainty_of(source.experiment()), first.input);
    if (first.bar.swing == 0.0) {
        return {"sensitivity.nothing_moves",
                fmt::format("No input moves {} between the ends of its range.", output_words(source, found.output)),
                {{"swing", 0.0}}};
    }
    return {"sensitivity.strongest",
            fmt::format("{} moves {} most: {} at {}, {} at {}, {} as given.", words.label,
                        output_words(source, found.output), style.money(first.bar.low),
                        value_text(words, first.bar.low_value, style), style.money(first.bar.high),
                        value_text(words, first.bar.high_value, style), style.money(found.given)),
            {{"low", cell(first.bar.low)}, {"high", cell(first.bar.high)}, {"given", cell(found.given)}}};
}

Sentence turning_sentence(const ReportSource& source, const AnswerSensitivity& found)
{
    std::vector<std::string> turning;
    for (const auto& one : found.inputs) {
        if (turns_the_answer(found, one.bar)) {
            turning.push_back(label_of_input(one.input));
        }
    }
    const std::vector<SentenceValue> values{{"inputs", static_cast<std::int64_t>(found.inputs.size())},
                                            {"turning", static_cast<std::int64_t>(turning.size())}};
    const auto rival = source.design(*found.output.against);
    if (found.given < 0.0) {
        return {"sensitivity.reversed",
                fmt::format("As everything is given {} leads here; {} is recommended for its mean over what is "
                            "uncertain.",
                            rival, source.design(found.output.of)),
                values};
    }
    if (turning.empty()) {
        return {"sensitivity.none_turns",
                fmt::format("None of the inputs, moved alone to an end of its range, puts {} ahead.", rival), values};
    }
    return {"sensitivity.turning",
            fmt::format("Moved alone to an end of its range, {} puts {} ahead.",
                        turning.size() == 1 ? turning.front() : "any one of " + listed(turning), rival),
            values};
}

/// Whether the run itself leaves open which of the two is worth more.
bool lead_is_open(const ReportSource& source, const StudyOutput& output)
{
    const auto& leads = source.comparison().verdict.leads;
    return std::any_of(leads.begin(), leads.end(), [&](const Lead& lead) {
        return output.against && lead.rival == *output.against && lead.standing != Lead::Standing::settled;
    });
}

std::string screening_words(const ReportSource& source, const AnswerSensitivity& found)
{
    const auto all = counted(static_cast<double>(found.screened.size()), "input", source.style);
    return found.inputs.size() == found.screened.size()
               ? fmt::format("{} in all", all)
               : fmt::format("the {} strongest of {}, chosen by a look at {} of each", found.inputs.size(), all,
                             counted(static_cast<double>(found.screening_futures), "future", source.style));
}

Sentence tornado_note(const ReportSource& source, const AnswerSensitivity& found)
{
    return {
        "sensitivity.tornado_note",
        fmt::format("{}. One input at a time at its 5 and 95 % quantile, all others as given, {} of each on the same "
                    "luck; {}. The swing's interval (95 %, {}) tells how well the mean is known.",
                    basis_words(found.basis), counted(static_cast<double>(found.futures), "future", source.style),
                    screening_words(source, found), name(found.inputs.front().bar.interval.kind)),
        {{"futures", found.futures}, {"screened", static_cast<std::int64_t>(found.screened.size())}}};
}

Figure tornado_figure(const ReportSource& source, const AnswerSensitivity& found)
{
    FigureVariant variant{0, {strongest_sentence(source, found)}, {tornado_table(source, found)}, {}};
    if (found.output.against) {
        variant.takeaway.push_back(turning_sentence(source, found));
    }
    if (lead_is_open(source, found.output)) {
        variant.takeaway.push_back({"sensitivity.open_lead",
                                    "The run itself does not settle this lead, so small moves of an input may turn it.",
                                    {}});
    }
    variant.notes.push_back(tornado_note(source, found));
    return {
        "18.1",
        "What moves the answer",
        "A bar for each input from " + output_words(source, found.output)
            + " at the low end of its range to that at the high end; the strongest first.",
        {DrawingKind::tornado,
         {{"label", "input"}, {"low", "low"}, {"high", "high"}, {"low_text", "low_text"}, {"high_text", "high_text"}},
         {{"base", cell(found.given)}}},
        "",
        {std::move(variant)},
        OnSlide::yes};
}

/// A crossing with the words around it.
struct ToldCrossing {
    const InputWords& words;
    const InputBreakEven& input;
    const Crossing& crossing;
};

std::string observable_text(const ImpliedObservable& seen, double value, const NumberStyle& style)
{
    if (seen.observable == Observable::programme_cost) {
        return style.money(value);
    }
    return declaration_of(seen.observable).is_share ? style.percent(value, 1) : style.plain(value);
}

std::string bound_text(const ToldCrossing& told, double bound, const char* otherwise, const NumberStyle& style)
{
    return std::isnan(bound) ? std::string(otherwise) : value_text(told.words, bound, style);
}

/// " (given 8 %)"; empty where the number itself says how far it is from what is given.
std::string given_words(const ToldCrossing& told, const NumberStyle& style)
{
    const bool is_number = told.words.application == UncertainApplication::value && !std::isnan(told.input.given);
    return is_number ? fmt::format(" (given {})", value_text(told.words, told.input.given, style)) : "";
}

Sentence crossing_words(const ReportSource& source, const BreakEvens& found, const ToldCrossing& told)
{
    const auto& style = source.style;
    const auto& crossing = told.crossing;
    auto text = fmt::format("{} leads while {} stays {} {}{}; then {} leads. Not settled from {} to {}.",
                            source.design(found.leader), told.words.label, crossing.leads_below ? "under" : "over",
                            value_text(told.words, crossing.value, style), given_words(told, style),
                            source.design(crossing.takes_over), bound_text(told, crossing.low, "the low end", style),
                            bound_text(told, crossing.high, "the high end", style));
    std::vector<SentenceValue> values{{"crossing", cell(crossing.value)},
                                      {"low", cell(crossing.low)},
                                      {"high", cell(crossing.high)},
                                      {"given", cell(told.input.given)}};
    if (!crossing.observables.empty()) {
        const auto& seen = crossing.observables.front();
        text +=
            fmt::format(" To be seen: {} under {} stays {} {} (as given {}).", declaration_of(seen.observable).name,
                        source.design(crossing.observed), seen.at_given < seen.at_crossing ? "under" : "over",
                        observable_text(seen, seen.at_crossing, style), observable_text(seen, seen.at_given, style));
        values.push_back({"observed_at_crossing", cell(seen.at_crossing)});
        values.push_back({"observed_as_given", cell(seen.at_given)});
    }
    return {"break_even.crossing", std::move(text), std::move(values)};
}

ReportTable break_even_table(const ReportSource& source, const Certificate& certificate)
{
    const auto& style = source.style;
    ReportTable table{"break_evens",
                      "Where another design takes over",
                      {text_column("input", "Input"), text_column("given", "Given"),
                       text_column("from", "Searched from"), text_column("to", "Searched to"),
                       text_column("crossing", "Crossing"), text_column("unsettled_from", "Not settled from"),
                       text_column("unsettled_to", "Not settled to"), text_column("takes_over", "Takes over"),
                       text_column("seen", "To be seen as")},
                      {},
                      {}};
    const auto uncertainty = uncertainty_of(source.experiment());
    for (const auto& assumption : certificate.assumptions) {
        const auto words = words_of_input(uncertainty, assumption.input);
        const auto& input = certificate.break_evens.inputs[assumption.searched];
        const bool is_number = words.application == UncertainApplication::value;
        const std::vector<TableCell> begin{words.label,
                                           is_number ? value_text(words, input.given, style) : std::string("as given"),
                                           value_text(words, input.from, style), value_text(words, input.to, style)};
        for (const auto& crossing : input.crossings) {
            const ToldCrossing told{words, input, crossing};
            auto row = begin;
            row.insert(row.end(),
                       {value_text(words, crossing.value, style), bound_text(told, crossing.low, "the low end", style),
                        bound_text(told, crossing.high, "the high end", style), source.design(crossing.takes_over),
                        TableCell()});
            if (!crossing.observables.empty()) {
                const auto& seen = crossing.observables.front();
                row.back() = fmt::format("{} of {}, as given {}", declaration_of(seen.observable).name,
                                         observable_text(seen, seen.at_crossing, style),
                                         observable_text(seen, seen.at_given, style));
            }
            table.rows.push_back(std::move(row));
        }
        if (input.crossings.empty()) {
            auto row = begin;
            row.insert(row.end(), {std::string("nowhere"), TableCell(), TableCell(), TableCell(), TableCell()});
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

std::vector<Sentence> break_even_takeaway(const ReportSource& source, const Certificate& certificate)
{
    const auto& found = certificate.break_evens;
    const auto uncertainty = uncertainty_of(source.experiment());
    std::vector<Sentence> sentences;
    std::vector<std::string> steadfast;
    if (found.leader != certificate.recommended) {
        sentences.push_back({"break_even.reversed",
                             fmt::format("As everything is given {} leads, not {}, which is recommended for its mean "
                                         "over what is uncertain.",
                                         source.design(found.leader), source.design(certificate.recommended)),
                             {{"lead", cell(found.lead)}}});
    }
    for (const auto& assumption : certificate.assumptions) {
        const auto& input = found.inputs[assumption.searched];
        const auto words = words_of_input(uncertainty, assumption.input);
        if (input.crossings.empty()) {
            steadfast.push_back(words.label);
            continue;
        }
        for (const auto& crossing : input.crossings) {
            sentences.push_back(crossing_words(source, found, {words, input, crossing}));
        }
    }
    if (!steadfast.empty()) {
        sentences.push_back({"break_even.steadfast",
                             fmt::format("Alone, nowhere between {} 5 and 95 % quantile: {}.",
                                         steadfast.size() == 1 ? "its" : "their", listed(steadfast)),
                             {{"steadfast", static_cast<std::int64_t>(steadfast.size())}}});
    }
    return sentences;
}

Figure break_even_figure(const ReportSource& source, const Certificate& certificate)
{
    const auto& found = certificate.break_evens;
    const Sentence note{"break_even.note",
                        fmt::format("The inputs that carry the decision (table 20.1), one at a time with all others as "
                                    "given, {} at each value on the same luck. A crossing is where the mean lead of {} "
                                    "over the best other design is 0. It is not settled where the 95 % interval of the "
                                    "lead ({}) holds 0.",
                                    counted(static_cast<double>(found.futures), "future", source.style),
                                    source.design(found.leader), name(found.lead_interval.kind)),
                        {{"futures", found.futures}}};
    return {"18.2",
            "Where the answer changes",
            "For each input that carries the decision: the value at which another design takes over, how well that is "
            "known, and what would be seen then.",
            {},
            "",
            {{0, break_even_takeaway(source, certificate), {break_even_table(source, certificate)}, {note}}},
            OnSlide::no};
}

} // namespace

Section sensitivity_and_break_even(const ReportSource& source)
{
    Section section{
        18, "sensitivity", "Sensitivity and break-even", "What moves the answer, and where does it change?", {}};
    const auto& sensitivity = source.studies.knowledge.sensitivity;
    const auto& certificate = source.studies.answer.certificate;
    if (sensitivity && !sensitivity->inputs.empty()) {
        section.blocks.emplace_back(tornado_figure(source, *sensitivity));
    } else {
        section.blocks.emplace_back(not_simulated("sensitivity.no_study", "How far each input moves the answer"));
    }
    if (source.comparison().alternatives.size() < 2) {
        section.blocks.emplace_back(
            paragraph({"break_even.one_design", "With one design there is no other that could take over.", {}}));
    } else if (!certificate) {
        section.blocks.emplace_back(
            without_certificate(source, "break_even.no_study", "Where another design takes over"));
    } else if (certificate->assumptions.empty()) {
        section.blocks.emplace_back(paragraph(
            {"break_even.nothing", "No input is uncertain for all accounts together, so none was searched.", {}}));
    } else {
        section.blocks.emplace_back(break_even_figure(source, *certificate));
    }
    return section;
}

} // namespace kamsim::sections
