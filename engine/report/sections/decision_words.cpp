#include "report/sections/decision_words.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "report/sections/knowledge_words.hpp"

namespace kamsim::sections {

std::string person_text(const Stakeholder& person)
{
    return person.role.empty() ? person.person : fmt::format("{} ({})", person.person, person.role);
}

std::vector<std::size_t> order_of_people(const MappedAccount& mapped)
{
    std::vector<std::size_t> order(mapped.account.stakeholders.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return mapped.map.people[one].expected_gain > mapped.map.people[other].expected_gain;
    });
    return order;
}

const ValueOfWinning* value_of(const ReportSource& source, int account, int person)
{
    const auto& winning = source.studies.knowledge.winning;
    if (!winning) {
        return nullptr;
    }
    const auto found = std::find_if(winning->people.begin(), winning->people.end(), [&](const ValueOfWinning& one) {
        return one.change.account == account && one.change.person == person;
    });
    return found == winning->people.end() ? nullptr : &*found;
}

namespace {

const Stakeholder& first_of(const MappedAccount& mapped)
{
    return mapped.account.stakeholders[static_cast<std::size_t>(*mapped.advice.first.person)];
}

Sentence support_sentence(const MappedAccount& mapped, const NumberStyle& style)
{
    const auto& first = mapped.advice.first;
    const auto& people = mapped.account.stakeholders;
    if (!first.person) {
        const bool all_won =
            std::all_of(people.begin(), people.end(), [](const Stakeholder& one) { return one.attitude >= 1.0; });
        return {"decision.nobody_to_win",
                all_won ? fmt::format("Everybody at {} is on our side already.", account_name(mapped.account))
                        : fmt::format("Nobody is left at {} who could be reached and would move the decision.",
                                      account_name(mapped.account)),
                {{"support", cell(first.support)}}};
    }
    return {
        "decision.first",
        fmt::format("At {} win {} first: support rises from {} to {} on a scale from -1 to 1, and the person can be "
                    "reached to {}.",
                    account_name(mapped.account), person_text(first_of(mapped)), style.number(first.support, 2),
                    style.number(first.support + first.support_change, 2), style.percent(mapped.advice.access)),
        {{"support", cell(first.support)},
         {"support_if_won", cell(first.support + first.support_change)},
         {"access", cell(mapped.advice.access)}}};
}

Sentence renewal_sentence(const MappedAccount& mapped, const NumberStyle& style)
{
    const double now = *mapped.advice.yearly_renewal;
    const double won = *mapped.advice.yearly_renewal_if_won;
    return {"decision.renewal",
            won > now ? fmt::format("With the person won, the chance that the contract lives through a year rises from "
                                    "{} to {} on the first day.",
                                    style.percent(now, 1), style.percent(won, 1))
                      : fmt::format("The chance that the contract lives through a year stays at {}: the relationship "
                                    "is at the end of its scale.",
                                    style.percent(now, 1)),
            {{"yearly_renewal", cell(now)}, {"yearly_renewal_if_won", cell(won)}}};
}

std::string value_words(const ValueOfWinning& value, const NumberStyle& style)
{
    if (value.mean == 0.0 && value.interval.low == 0.0 && value.interval.high == 0.0) {
        return "is worth nothing: no future changes";
    }
    const bool is_open = !(value.interval.low > 0.0) && !(value.interval.high < 0.0); // NaN is open
    const auto interval = std::isnan(value.interval.low) ? std::string("too few futures for an interval")
                                                         : money_interval_text(value.interval, style);
    return fmt::format("{} {} ({}){}", value.mean < 0.0 ? "costs" : "is worth", style.money(std::fabs(value.mean)),
                       interval, is_open ? ", which these futures do not tell apart from nothing" : "");
}

Sentence value_sentence(const ReportSource& source, const MappedAccount& mapped, const ValueOfWinning& value)
{
    return {"decision.value",
            fmt::format("Under {}, winning {} {} over {}.", source.design(source.studies.knowledge.winning->design),
                        first_of(mapped).person, value_words(value, source.style),
                        source.style.years(source.comparison().years)),
            {{"value", cell(value.mean)}, {"low", cell(value.interval.low)}, {"high", cell(value.interval.high)}}};
}

} // namespace

std::vector<Sentence> takeaway_of(const ReportSource& source, const MappedAccount& mapped)
{
    std::vector<Sentence> sentences{support_sentence(mapped, source.style)};
    if (!mapped.advice.first.person) {
        return sentences;
    }
    if (mapped.advice.yearly_renewal) {
        sentences.push_back(renewal_sentence(mapped, source.style));
    }
    if (const auto* value = value_of(source, mapped.advice.account, *mapped.advice.first.person)) {
        sentences.push_back(value_sentence(source, mapped, *value));
    }
    return sentences;
}

Sentence gains_sentence(const MappedAccount& mapped, const NumberStyle& style)
{
    const auto order = order_of_people(mapped);
    const auto gain = [&](std::size_t place) { return mapped.map.people[order[place]].expected_gain; };
    const auto person = [&](std::size_t place) { return person_text(mapped.account.stakeholders[order[place]]); };
    const std::vector<SentenceValue> values{{"first_gain", cell(gain(0))}};
    if (!(gain(0) > 0.0)) {
        return {"decision.gains", "Nobody's winning would raise the support.", values};
    }
    if (order.size() == 1 || !(gain(1) > 0.0)) {
        return {"decision.gains", fmt::format("{} is the only one whose winning would raise the support.", person(0)),
                values};
    }
    if (gain(1) == gain(0)) {
        return {"decision.gains",
                fmt::format("{} and {} promise the same; either can come first.", person(0), person(1)), values};
    }
    return {"decision.gains",
            fmt::format("{} promises {} times as much as {}, who comes next.", person(0),
                        style.plain(gain(0) / gain(1)), person(1)),
            values};
}

Sentence influence_sentence(const MappedAccount& mapped, const NumberStyle& style)
{
    const auto& scales = mapped.advice.by_influence_scale;
    const bool has_lines = std::any_of(mapped.account.stakeholders.begin(), mapped.account.stakeholders.end(),
                                       [](const Stakeholder& one) { return !one.influenced_by.empty(); });
    const std::vector<SentenceValue> values{{"support", cell(mapped.advice.first.support)},
                                            {"support_without_lines", cell(scales.front().support)}};
    if (!has_lines) {
        return {"decision.influence",
                "The map has no lines of influence beside the hierarchy, so their weight changes nothing.", values};
    }
    const auto support =
        fmt::format("Without the lines of influence support is {}, with them {}. ",
                    style.number(scales.front().support, 2), style.number(mapped.advice.first.support, 2));
    if (mapped.advice.holds_for_all_scales) {
        return {"decision.influence",
                support
                    + (mapped.advice.first.person
                           ? "The same person comes first from no weight of these lines to four times what is given."
                           : "Nobody is left to win at any weight."),
                values};
    }
    std::vector<std::string> others;
    for (std::size_t k = 0; k < scales.size(); ++k) {
        if (scales[k].person != mapped.advice.first.person) {
            others.push_back(fmt::format(
                "{} at {} times the weights",
                scales[k].person ? mapped.account.stakeholders[static_cast<std::size_t>(*scales[k].person)].person
                                 : std::string("nobody"),
                style.plain(influence_scales[k])));
        }
    }
    return {"decision.influence", support + "Who comes first depends on how much they weigh: " + listed(others) + ".",
            values};
}

std::vector<Sentence> value_takeaway(const ReportSource& source, const MappedAccount& mapped)
{
    const auto& winning = *source.studies.knowledge.winning;
    const ValueOfWinning* best = nullptr;
    for (const auto& one : winning.people) {
        if (one.change.account == mapped.advice.account && (best == nullptr || one.mean > best->mean)) {
            best = &one;
        }
    }
    if (best == nullptr) {
        return {{"decision.no_value",
                 fmt::format("Nobody at {} was simulated as won: nobody is left whose winning would raise the support, "
                             "or other accounts' people came first.",
                             account_name(mapped.account)),
                 {}}};
    }
    const auto& person = mapped.account.stakeholders[static_cast<std::size_t>(best->change.person)];
    return {{"decision.best_value",
             fmt::format("Of those simulated, winning {} brings most: it {}.", person_text(person),
                         value_words(*best, source.style)),
             {{"value", cell(best->mean)}, {"low", cell(best->interval.low)}, {"high", cell(best->interval.high)}}}};
}

Sentence value_note(const ReportSource& source)
{
    const auto& winning = *source.studies.knowledge.winning;
    const auto& style = source.style;
    return {"decision.value_note",
            fmt::format(
                "{} is simulated twice in {}{}, on the same luck: as people stand, and with the person's own attitude "
                "at 1 from the first day. The value is the mean difference, net present; its interval tells how well "
                "the mean is known, not how futures spread. What winning the person costs is not in it.",
                source.design(winning.design), counted(static_cast<double>(winning.futures), "future", style),
                winning.worlds > 1 ? " of " + counted(static_cast<double>(winning.worlds), "world", style) : ""),
            {{"futures", winning.futures}, {"worlds", winning.worlds}}};
}

} // namespace kamsim::sections
