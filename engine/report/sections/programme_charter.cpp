// Section 17: the programme on one page, and the chance that it keeps what it promises.

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "report/sections/answer_words.hpp"
#include "report/sections/charter_targets.hpp"
#include "report/sections/design_structures.hpp"
#include "report/sections/sections.hpp"

namespace kamsim::sections {

namespace {

using namespace answer;

/// The recommended design or, where that has no programme, the best one that has; empty where none has.
std::optional<int> chartered_design(const ReportSource& source)
{
    std::optional<int> found;
    for (int design = 0; design < source.outcome().alternatives; ++design) {
        const bool is_better = !found || result_of(source, design).value.mean > result_of(source, *found).value.mean;
        if (!is_without_programme(source.experiment(), design) && (is_better || design == source.best())) {
            found = design;
        }
        if (found == source.best()) {
            break;
        }
    }
    return found;
}

std::string words_of(SelectionPolicy policy)
{
    switch (policy) {
    case SelectionPolicy::score_matrix: return "by growth and harmony (scoring matrix)";
    case SelectionPolicy::revenue: return "by revenue";
    case SelectionPolicy::potential: return "by what they could still buy";
    case SelectionPolicy::eight_factor: return "by eight factors";
    case SelectionPolicy::manual: return "by hand: the accounts flagged as key today";
    }
    return "";
}

std::string words_of(AttentionPolicy policy)
{
    switch (policy) {
    case AttentionPolicy::revenue: return "by the root of revenue";
    case AttentionPolicy::equal: return "equally";
    case AttentionPolicy::abc: return "by tier: A four, B two, C one part";
    case AttentionPolicy::at_risk: return "by revenue and by how endangered an account is";
    case AttentionPolicy::growth: return "by room to grow";
    case AttentionPolicy::lifetime_value: return "by expected lifetime value";
    }
    return "";
}

std::string words_of(RescuePolicy policy)
{
    switch (policy) {
    case RescuePolicy::reactive: return "endangered accounts whose renewal is due";
    case RescuePolicy::none: return "nobody is rescued";
    case RescuePolicy::value_at_risk: return "endangered accounts whose renewal is due, the most value at stake first";
    case RescuePolicy::proactive: return "key accounts before their renewal, once";
    }
    return "";
}

std::string words_of(HiringPolicy policy)
{
    switch (policy) {
    case HiringPolicy::external: return "from outside";
    case HiringPolicy::best_seller: return "the best sellers of the house";
    case HiringPolicy::specialist: return "specialists";
    case HiringPolicy::project_manager: return "project managers";
    }
    return "";
}

std::string words_of(ContactFocus focus)
{
    switch (focus) {
    case ContactFocus::uniform: return "everybody alike";
    case ContactFocus::most_powerful: return "the most powerful first";
    case ContactFocus::highest_leverage: return "first who moves the decision most";
    case ContactFocus::power_times_doubt: return "first who has power and is in doubt";
    }
    return "";
}

/// "early_stage from the first day, then matrix from year 2"
std::string plan_words(const ReportSource& source, const std::vector<StructureStep>& steps)
{
    std::string text;
    for (const auto& step : steps) {
        const auto& structure = source.experiment().structures.at(static_cast<std::size_t>(step.structure));
        text +=
            fmt::format("{}{} {}", text.empty() ? "" : ", then ", structure.name,
                        step.year <= 0.0 ? "from the first day" : "from year " + source.style.plain(step.year) + " on");
    }
    return text;
}

/// A budget that the scenario gives, or the share of revenue of each structure.
std::string budget_words(const ReportSource& source, const std::vector<StructureStep>& steps,
                         const std::optional<double>& given, double StructureParameters::*share)
{
    if (given) {
        return source.style.money(*given) + " a year";
    }
    std::vector<std::string> amounts;
    const double revenue = first_year_revenue(source.experiment());
    for (const auto& step : steps) {
        const auto& structure = source.experiment().structures.at(static_cast<std::size_t>(step.structure));
        if (structure.is_programme) {
            amounts.push_back(fmt::format("{} a year under {} ({} of the revenue of the first day)",
                                          source.style.money(structure.parameters.*share * revenue), structure.name,
                                          source.style.percent(structure.parameters.*share, 2)));
        }
    }
    return joined(amounts);
}

std::string lever_words(const ReportSource& source, const Alternative& alternative)
{
    static constexpr std::array<const char*, lever_count> names{"organisation", "sponsorship", "champion", "selection",
                                                                "training",     "metrics",     "review"};
    std::vector<std::string> levers;
    for (std::size_t lever = 0; lever < alternative.levers.size(); ++lever) {
        levers.push_back(fmt::format("{} {}", names.at(lever), source.style.percent(alternative.levers.at(lever))));
    }
    return joined(levers);
}

std::string people_words(const ReportSource& source, const std::vector<StructureStep>& steps,
                         const Alternative& alternative)
{
    std::vector<std::string> parts;
    for (const auto& step : steps) {
        const auto& structure = source.experiment().structures.at(static_cast<std::size_t>(step.structure));
        if (structure.is_programme) {
            parts.push_back(fmt::format("{} key accounts to a manager and {} other people to a key account under {}",
                                        source.style.plain(structure.parameters.load),
                                        source.style.plain(structure.parameters.team_fte), structure.name));
        }
    }
    return fmt::format("{}; managers come {}; the six roles are in section 16", joined(parts),
                       words_of(alternative.hiring));
}

std::string purpose_words(const ReportSource& source, int design)
{
    const auto& row = result_of(source, design);
    if (design == source.baseline()) {
        return fmt::format("Keep and grow the accounts that matter most. Expected net present value over {}: {}.",
                           source.style.years(source.comparison().years), source.style.money(row.value.mean));
    }
    return fmt::format("Keep and grow the accounts that matter most. Expected over {}: {} against {} ({}).",
                       source.style.years(source.comparison().years), source.style.money_change(row.difference.mean),
                       source.design(source.baseline()), mean_words(source.style, row.difference.interval));
}

std::string selection_words(const ReportSource& source, const Alternative& alternative)
{
    const auto& accounts = source.experiment().accounts;
    const auto today = std::count_if(accounts.begin(), accounts.end(), [](const Account& one) { return one.key_now; });
    return fmt::format("up to {} of {} accounts, chosen {}; {} are key accounts today",
                       source.style.count(alternative.key_accounts),
                       source.style.count(static_cast<double>(accounts.size())), words_of(alternative.selection),
                       source.style.count(static_cast<double>(today)));
}

ReportTable charter_table(const ReportSource& source, int design)
{
    const auto& alternative = source.experiment().alternatives.at(static_cast<std::size_t>(design));
    const auto steps = structures_of(source.experiment(), design);
    ReportTable table{"charter", "Charter", {text_column("item", "Item"), text_column("holds", "What holds")}, {}, {}};
    const auto say = [&](const char* item, std::string text) {
        table.rows.push_back({std::string(item), std::move(text)});
    };
    say("Purpose", purpose_words(source, design));
    say("Organisation", plan_words(source, steps));
    say("Key accounts", selection_words(source, alternative));
    say("Attention",
        fmt::format("hours and investment are shared {}; managers are assigned {}", words_of(alternative.attention),
                    alternative.assignment == AssignmentPolicy::balanced ? "by even load" : "by skill"));
    say("Contacts", fmt::format("where the people are known: {}", words_of(alternative.contact_focus)));
    say("Rescue", words_of(alternative.rescue));
    say("People", people_words(source, steps, alternative));
    say("Investment budget",
        budget_words(source, steps, alternative.investment_budget, &StructureParameters::investment_share));
    say("Rescue budget", budget_words(source, steps, alternative.rescue_budget, &StructureParameters::rescue_share));
    say("Seven steps", lever_words(source, alternative) + " (0 %: not done, 100 %: done fully)");
    say("Review", "key accounts are chosen anew at the start of every year");
    return table;
}

Figure charter_figure(const ReportSource& source, int design)
{
    Figure figure;
    figure.number = "17.1";
    figure.title = "Charter of " + source.design(design);
    figure.description = "One row for each article of the charter.";
    FigureVariant variant;
    const double spending = result_of(source, design).programme_spending;
    variant.takeaway = {
        {"charter.cost",
         fmt::format("The programme of {} costs {} on average over {}, discounted.", source.design(design),
                     source.style.money(spending), source.style.years(source.comparison().years)),
         {value_of("spending", spending)}}};
    variant.tables = {charter_table(source, design)};
    figure.variants = {std::move(variant)};
    return figure;
}

std::string chance_words(const ReportSource& source, const CharterTarget& target)
{
    const auto& style = source.style;
    if (target.chance) {
        return style.percent(*target.chance);
    }
    if (target.low <= 0.0) {
        return target.high >= 1.0 ? "not known" : "at most " + style.percent(target.high);
    }
    return target.high >= 1.0 ? "at least " + style.percent(target.low) : style.percent_range(target.low, target.high);
}

/// The target that is most at risk, of those whose chance is known.
Sentence target_sentence(const ReportSource& source, const std::vector<CharterTarget>& targets)
{
    const auto risk = [](const CharterTarget& target) { return target.chance.value_or(2.0); };
    const auto least = std::min_element(targets.begin(), targets.end(),
                                        [&](const auto& one, const auto& other) { return risk(one) < risk(other); });
    const auto likely = std::count_if(targets.begin(), targets.end(), [](const CharterTarget& target) {
        return target.chance.value_or(target.low) >= 0.5;
    });
    auto text = fmt::format("{} of {} targets are met in at least half of the futures.", likely, targets.size());
    std::vector<SentenceValue> values{value_of("likely", static_cast<double>(likely)),
                                      value_of("targets", static_cast<double>(targets.size()))};
    if (least != targets.end() && least->chance) {
        text += fmt::format(" The least sure of those that were counted: \"{}\", in {}.", least->text,
                            source.style.percent(*least->chance));
        values.push_back(value_of("least", *least->chance));
    }
    return {"charter.targets", std::move(text), std::move(values)};
}

Figure target_figure(const ReportSource& source, int design)
{
    const auto targets = charter_targets(source, design);
    Figure figure;
    figure.number = "17.2";
    figure.title = "Targets and their chances";
    figure.description =
        "For each target of the charter the share of futures in which it is met, with its interval, or "
        "the bounds that the result gives.";
    figure.drawing = {DrawingKind::intervals,
                      {{"label", "target"}, {"value", "chance"}, {"low", "low"}, {"high", "high"}},
                      {{"reference", 0.5}}};
    figure.slide = OnSlide::yes;
    ReportTable table{"targets",
                      "Chance of each target",
                      {text_column("target", "Target"), share_column("chance", "Chance"), share_column("low", "From"),
                       share_column("high", "to"), text_column("reading", "Reading"),
                       text_column("how", "How it is known")},
                      {},
                      {}};
    for (const auto& target : targets) {
        table.rows.push_back({target.text, target.chance ? cell(*target.chance) : TableCell(), cell(target.low),
                              cell(target.high), chance_words(source, target), target.how});
    }
    FigureVariant variant;
    variant.takeaway = {target_sentence(source, targets)};
    variant.tables = {std::move(table)};
    variant.notes = {
        {"charter.note",
         fmt::format("Chances are shares of simulated futures, which differ by {}; nothing is taken from "
                     "an assumed distribution. Thresholds of retention and maturity are this report's, not "
                     "the scenario's.",
                     spread_words(source)),
         {}}};
    figure.variants = {std::move(variant)};
    return figure;
}

} // namespace

Section programme_charter(const ReportSource& source)
{
    Section section{
        17, "charter", "Programme charter", "What does the programme promise, and with what chance is it kept?", {}};
    const auto design = chartered_design(source);
    if (!design) {
        section.blocks.emplace_back(
            paragraph({{"charter.none",
                        "No design has a programme, so that there is nothing to promise. A design with a "
                        "structure other than none brings this section.",
                        {}}}));
        return section;
    }
    if (*design != source.best()) {
        section.blocks.emplace_back(paragraph(
            {{"charter.not_recommended",
              fmt::format("The design with the highest mean, {}, has no programme. This is the charter of {}, the best "
                          "one that has; it is not recommended.",
                          source.design(source.best()), source.design(*design)),
              {value_of("design", source.design(*design))}}}));
    }
    section.blocks.emplace_back(charter_figure(source, *design));
    section.blocks.emplace_back(target_figure(source, *design));
    return section;
}

} // namespace kamsim::sections
