#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/statistics/distributions.hpp"
#include "report/sections/knowledge_words.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

constexpr std::size_t most_rows = 40;
constexpr std::string_view catalogue_currency = "kEUR";
constexpr int families = built_in_structure_count;

/// One number that was assumed.
struct Assumed {
    InputWords words;
    double value = 0.0;
    double low = 0.0; ///< range of the evidence; NaN: none
    double high = 0.0;
    bool is_default = true;
    bool is_converted = false; ///< money in another currency than the catalogue's: its range and default do not compare
    double swing = std::nan(""); ///< of the answer over its range, kEUR; NaN: not looked at
    double worth = std::nan(""); ///< of knowing it, kEUR; NaN: not estimated

    [[nodiscard]] bool is_outside() const { return value < low || value > high; }
};

std::vector<bool> structures_in_use(const Experiment& experiment)
{
    std::vector<bool> used(experiment.structures.size(), false);
    used[static_cast<std::size_t>(experiment.today.structure)] = true;
    for (const auto& alternative : experiment.alternatives) {
        for (const auto& step : alternative.plan) {
            used[static_cast<std::size_t>(step.structure)] = true;
        }
    }
    used.front() = false; // no programme has no numbers of its own
    return used;
}

std::optional<std::size_t> built_in_of(const std::string& structure)
{
    for (int candidate = 0; candidate < families; ++candidate) {
        if (name(static_cast<BuiltInStructure>(candidate)) == structure) {
            return static_cast<std::size_t>(candidate);
        }
    }
    return std::nullopt;
}

/// The catalogue's parameters as they were simulated: of the model, and of the structures that stand today or in a
/// design.
std::vector<Assumed> assumed_numbers(const Experiment& experiment)
{
    std::vector<Assumed> all;
    const Uncertainty none; // values are told as they are, not as factors
    for (const auto& entry : model_catalogue()) {
        const double value = entry.value_in(experiment.parameters);
        all.push_back({words_of_input(none, entry.path), value, entry.low, entry.high, value == entry.default_value});
    }
    const auto used = structures_in_use(experiment);
    for (std::size_t k = 0; k < experiment.structures.size(); ++k) {
        const auto& structure = experiment.structures[k];
        const auto built_in = built_in_of(structure.name);
        for (const auto& entry : structure_catalogue()) {
            if (!used[k]) {
                continue;
            }
            const double value = structure.parameters.*entry.member;
            const auto catalogued = [&](const BuiltInValues& values) {
                return built_in ? values.at(*built_in) : std::nan("");
            };
            all.push_back({words_of_input(none, fmt::format("structures.{}.{}", structure.name, entry.name)), value,
                           catalogued(entry.low), catalogued(entry.high), value == catalogued(entry.defaults)});
        }
    }
    if (experiment.currency != catalogue_currency) {
        for (auto& one : all) {
            if (one.words.unit == Unit::money || one.words.unit == Unit::money_per_year) {
                one.is_converted = true;
                one.is_default = true;
                one.low = one.high = std::nan("");
            }
        }
    }
    return all;
}

void add_influence(const ReportSource& source, std::vector<Assumed>& all)
{
    std::map<std::string, double> swings;
    std::map<std::string, double> worths;
    if (const auto& found = source.studies.knowledge.sensitivity) {
        for (const auto& one : found->of_evidence) {
            swings[one.input] = std::fabs(one.bar.swing);
        }
        if (found->basis == KnowledgeBasis::evidence) { // the same ranges, more futures
            for (const auto& one : found->inputs) {
                swings[one.input] = std::fabs(one.bar.swing);
            }
        }
    }
    if (const auto& certificate = source.studies.answer.certificate) {
        for (const auto& row : certificate->information.inputs) {
            worths[row.group.name] = row.value.mean;
        }
    }
    for (auto& one : all) {
        if (const auto swing = swings.find(one.words.path); swing != swings.end()) {
            one.swing = swing->second;
        }
        if (const auto worth = worths.find(one.words.path); worth != worths.end()) {
            one.worth = worth->second;
        }
    }
}

double order_key(double number)
{
    return std::isnan(number) ? -1.0 : number;
}

/// The most influential first; then those that the scenario changed; then as in the catalogue.
void sort_by_influence(std::vector<Assumed>& all)
{
    std::stable_sort(all.begin(), all.end(), [](const Assumed& one, const Assumed& other) {
        return std::tuple(order_key(one.swing), order_key(one.worth), !one.is_default)
               > std::tuple(order_key(other.swing), order_key(other.worth), !other.is_default);
    });
}

/// The first ones, and all that the scenario changed.
std::vector<const Assumed*> shown(const std::vector<Assumed>& all)
{
    std::vector<const Assumed*> rows;
    for (const auto& one : all) {
        if (rows.size() < most_rows || !one.is_default) {
            rows.push_back(&one);
        }
        if (rows.size() >= 2 * most_rows) {
            break;
        }
    }
    return rows;
}

std::string range_text(const Assumed& one, const NumberStyle& style)
{
    return fmt::format("{} to {}", value_text(one.words, one.low, style), value_text(one.words, one.high, style));
}

std::string set_by(const Assumed& one)
{
    return one.is_converted ? "default, converted, or scenario" : one.is_default ? "default" : "scenario";
}

/// How far they move the answer is told where it is known.
ReportTable assumption_table(const ReportSource& source, const std::vector<const Assumed*>& rows)
{
    const auto& style = source.style;
    const bool is_ranked = !std::isnan(rows.front()->swing);
    double largest = 0.0;
    for (const auto* one : rows) {
        largest = std::max({largest, order_key(one->swing), order_key(one->worth)});
    }
    const auto scale = style.money_scale(largest);
    ReportTable table{"assumptions",
                      "Numbers that were assumed",
                      {text_column("input", "Assumption"), text_column("value", "Value"), text_column("range", "Range"),
                       text_column("meaning", "Meaning"), text_column("grade", "Evidence"),
                       text_column("source", "Source"), text_column("set_by", "Set by")},
                      {},
                      {}};
    if (is_ranked) {
        table.columns.push_back(money_column("swing", "Moves the answer by", scale));
        table.columns.push_back(money_column("worth", "Worth of knowing", scale));
    }
    for (const auto* one : rows) {
        table.rows.push_back({one->words.label, value_text(one->words, one->value, style),
                              std::isnan(one->low) ? TableCell() : TableCell(range_text(*one, style)),
                              one->words.meaning, std::string(name(*one->words.grade)), one->words.source,
                              set_by(*one)});
        if (is_ranked) {
            table.rows.back().push_back(cell(one->swing));
            table.rows.back().push_back(cell(one->worth));
        }
    }
    return table;
}

Sentence influence_sentence(const ReportSource& source, const std::vector<Assumed>& all)
{
    const auto& first = all.front();
    if (std::isnan(first.swing)) {
        return {"assumptions.not_ranked",
                "How much each of them matters is simulated anew for a report; without that, those that the scenario "
                "changed come first.",
                {}};
    }
    if (first.swing == 0.0) {
        return {"assumptions.none_matters", "None of them moves the answer over its range.", {{"swing", 0.0}}};
    }
    const auto& uncertain = source.experiment().uncertainty.inputs;
    const bool is_left_out =
        !uncertain.empty() && std::none_of(uncertain.begin(), uncertain.end(), [&](const UncertainInput& input) {
            return input.name == first.words.path;
        });
    return {"assumptions.most_influential",
            fmt::format("The answer hangs most on {}: over its range it moves by {}. Its evidence is graded {}.{}",
                        first.words.label, source.style.money(first.swing), name(*first.words.grade),
                        is_left_out ? " The scenario does not hold it for uncertain." : ""),
            {{"swing", cell(first.swing)}}};
}

Sentence changed_sentence(const ReportSource& source, const std::vector<Assumed>& all)
{
    const auto changed = std::count_if(all.begin(), all.end(), [](const Assumed& one) { return !one.is_default; });
    const auto outside = std::count_if(all.begin(), all.end(), [](const Assumed& one) { return one.is_outside(); });
    const std::vector<SentenceValue> values{{"parameters", static_cast<std::int64_t>(all.size())},
                                            {"changed", static_cast<std::int64_t>(changed)},
                                            {"outside", static_cast<std::int64_t>(outside)}};
    auto text = changed == 0 ? fmt::format("All of {} stand at the catalogue's defaults.",
                                           counted(static_cast<double>(all.size()), "parameter", source.style))
                             : fmt::format("Of {}, {} {} not at the catalogue's default.",
                                           counted(static_cast<double>(all.size()), "parameter", source.style), changed,
                                           changed == 1 ? "is" : "are");
    if (outside > 0) {
        text += fmt::format(" {} {} outside of what the evidence supports.", outside, outside == 1 ? "lies" : "lie");
    }
    return {"assumptions.changed", std::move(text), values};
}

Sentence influence_note(const ReportSource& source, const AnswerSensitivity& found)
{
    const bool is_by_scenario = found.basis == KnowledgeBasis::scenario;
    return {
        "assumptions.influence_note",
        fmt::format("Moves the answer by: how far {} differs between the ends of the range, all others as given, in {} "
                    "of each end{}. It ranks; the largest of many are a little too large. Worth of knowing: section "
                    "20.",
                    found.output.against ? fmt::format("the lead of {} over {}", source.design(found.output.of),
                                                       source.design(*found.output.against))
                                         : "the value of " + source.design(found.output.of),
                    counted(static_cast<double>(found.evidence_futures), "future", source.style),
                    is_by_scenario ? "" : fmt::format(" ({} of the strongest)", found.futures)),
        {{"futures", found.evidence_futures}}};
}

Figure assumption_figure(const ReportSource& source, const std::vector<Assumed>& all)
{
    const auto rows = shown(all);
    std::vector<Sentence> notes{
        {"assumptions.note",
         "An assumption such as leaving base (retention) is retention.leaving_base in a scenario. Ranges are what the "
         "evidence supports, about 5 to 95 %. Sources are rows of docs/evidence.md, or judgement.",
         {}}};
    if (source.studies.knowledge.sensitivity) {
        notes.push_back(influence_note(source, *source.studies.knowledge.sensitivity));
    }
    if (rows.size() < all.size()) {
        notes.push_back({"assumptions.others",
                         fmt::format("{} more parameters are not shown; kamsim export writes all of them.",
                                     all.size() - rows.size()),
                         {{"others", static_cast<std::int64_t>(all.size() - rows.size())}}});
    }
    return {
        "21.1",
        "Assumptions by influence",
        "Each parameter with its value, the range of the evidence, how good that evidence is, and how far the answer "
        "moves over the range.",
        {},
        "",
        {{0,
          {influence_sentence(source, all), changed_sentence(source, all)},
          {assumption_table(source, rows)},
          notes}},
        OnSlide::no};
}

Figure grade_figure(const ReportSource& source, const std::vector<Assumed>& all)
{
    constexpr std::array grades{Grade::verified, Grade::abstract_only, Grade::derived, Grade::assumption};
    constexpr std::array meanings{"read in the source", "read in its abstract", "follows from other figures",
                                  "judgement"};
    ReportTable table{"grades",
                      "Parameters by the grade of their evidence",
                      {text_column("grade", "Grade"), text_column("meaning", "Meaning"),
                       number_column("parameters", "Parameters", 0),
                       number_column("changed", "Changed by the scenario", 0)},
                      {},
                      {}};
    std::array<std::int64_t, grades.size()> counts{};
    for (std::size_t k = 0; k < grades.size(); ++k) {
        std::int64_t changed = 0;
        for (const auto& one : all) {
            const bool is_here = one.words.grade == grades[k];
            counts[k] += is_here ? 1 : 0;
            changed += is_here && !one.is_default ? 1 : 0;
        }
        table.rows.push_back({std::string(name(grades[k])), std::string(meanings[k]),
                              cell(static_cast<double>(counts[k])), cell(static_cast<double>(changed))});
    }
    const double share = static_cast<double>(counts.back()) / static_cast<double>(all.size());
    return {
        "21.2",
        "How good the evidence is",
        "A bar for each grade of evidence: how many parameters have it.",
        {DrawingKind::bars, {{"label", "grade"}, {"value", "parameters"}}, {{"horizontal", true}}},
        "",
        {{0,
          {{"assumptions.grades",
            fmt::format("{} of the parameters are judgement, {} were read in a source.", source.style.percent(share),
                        source.style.percent(static_cast<double>(counts.front()) / static_cast<double>(all.size()))),
            {{"share_judged", cell(share)}}}},
          {std::move(table)},
          {}}},
        OnSlide::no};
}

/// What the scenario holds for uncertain, in place of single numbers.
Figure uncertain_figure(const ReportSource& source)
{
    constexpr double low_end = 0.05;
    constexpr double high_end = 0.95;
    const auto& uncertainty = source.experiment().uncertainty;
    ReportTable table{"inputs",
                      "What the scenario holds for uncertain",
                      {text_column("input", "Input"), text_column("low", "5 %"), text_column("high", "95 %"),
                       text_column("scope", "Drawn for"), text_column("meaning", "Meaning"),
                       text_column("path", "Path in a scenario")},
                      {},
                      {}};
    for (const auto& input : uncertainty.inputs) {
        if (table.rows.size() == 2 * most_rows) {
            break;
        }
        const auto words = words_of_input(uncertainty, input.name);
        const TruncatedDistribution cut(input.distribution, input.minimum, input.maximum);
        table.rows.push_back({words.label, value_text(words, cut.quantile(low_end), source.style),
                              value_text(words, cut.quantile(high_end), source.style),
                              std::string(input.scope == UncertainScope::each ? "each account" : "all together"),
                              words.meaning, words.path});
    }
    const auto count = static_cast<double>(uncertainty.inputs.size());
    return {"21.3",
            "What is not known",
            "Every input that the scenario gives as a distribution, with its 5 and 95 % quantile.",
            {},
            "",
            {{0,
              {{"assumptions.uncertain",
                fmt::format("The scenario holds {} for uncertain.", counted(count, "input", source.style)),
                {{"inputs", static_cast<std::int64_t>(uncertainty.inputs.size())}}}},
              {std::move(table)},
              {}}},
            OnSlide::no};
}

TextBlock default_columns(const ReportSource& source)
{
    TextBlock block{"Where data were missing", TextStyle::bullets, {}};
    for (const auto& assumption : source.stored().scenario.assumptions) {
        block.sentences.push_back({"assumptions.default_column", assumption, {}});
    }
    if (block.sentences.empty()) {
        block.sentences.push_back(
            {"assumptions.complete", "Nothing had to stand in for missing columns of the accounts.", {}});
    }
    return block;
}

} // namespace

Section assumptions(const ReportSource& source)
{
    Section section{
        21, "assumptions", "Assumptions", "What was assumed, on what evidence, and how much does it matter?", {}};
    auto all = assumed_numbers(source.experiment());
    add_influence(source, all);
    sort_by_influence(all);
    section.blocks.emplace_back(assumption_figure(source, all));
    section.blocks.emplace_back(grade_figure(source, all));
    if (!source.experiment().uncertainty.inputs.empty()) {
        section.blocks.emplace_back(uncertain_figure(source));
    }
    section.blocks.emplace_back(default_columns(source));
    return section;
}

} // namespace kamsim::sections
