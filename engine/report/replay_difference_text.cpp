#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "kamsim/decision/replay_difference.hpp"
#include "kamsim/report/replay_text.hpp"
#include "report/event_words.hpp"
#include "report/story_paragraphs.hpp"
#include "report/text_layout.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

namespace {

constexpr std::size_t name_width = 19;
constexpr std::size_t money_width = 12;

/// Two replays with what every table of them needs.
struct Pair {
    const Experiment& experiment;
    const AlternativeReplay& first;
    const AlternativeReplay& second;
    MoneyUnit unit;

    [[nodiscard]] std::string name(const AlternativeReplay& one) const
    {
        return shown(experiment.alternatives[static_cast<std::size_t>(one.alternative)].name);
    }
};

std::string row(const Pair& pair, std::string_view label, double first, double second)
{
    return left_aligned(clipped(label, name_width - 1), name_width) + right_aligned(pair.unit.text(first), money_width)
           + right_aligned(pair.unit.text(second), money_width)
           + right_aligned(pair.unit.text(first - second), money_width);
}

std::string heading(const Pair& pair, std::string_view label)
{
    return left_aligned(label, name_width) + right_aligned(clipped(pair.name(pair.first), money_width - 1), money_width)
           + right_aligned(clipped(pair.name(pair.second), money_width - 1), money_width)
           + right_aligned("difference", money_width);
}

std::string ledgers(const Pair& pair)
{
    std::string text = heading(pair, fmt::format("Ledger, {}", pair.unit.name)) + "\n";
    for (const auto& declaration : ledger_lines) {
        const auto line = static_cast<std::size_t>(declaration.line);
        if (pair.first.ledger[line] != 0.0 || pair.second.ledger[line] != 0.0) {
            text += row(pair, fmt::format("  {}", declaration.name), pair.first.ledger[line], pair.second.ledger[line])
                    + "\n";
        }
    }
    return text + row(pair, "value", pair.first.value, pair.second.value) + "\n";
}

/// When the account left for good, or came: "lost y3 Q2", "won y1 Q4", "kept", "-" where it never was a customer.
std::string fate(const Experiment& experiment, const AlternativeReplay& one, int account)
{
    const Event* last = nullptr;
    for (const Event& event : one.events) {
        const bool decides =
            event.kind == EventKind::lost || event.kind == EventKind::won || event.kind == EventKind::won_back;
        last = decides && event.account == account ? &event : last;
    }
    if (last == nullptr) {
        return one.path(PathQuantity::alive, account, 0) > 0.5 ? "kept" : "-";
    }
    const auto word = last->kind == EventKind::lost ? "lost" : last->kind == EventKind::won ? "won" : "back";
    return fmt::format("{} y{} {}", word, last->period / experiment.periods_per_year + 1,
                       period_of_year(experiment, last->period));
}

/// The id comes first, since a long name is cut off.
std::string account_label(const Experiment& experiment, int account)
{
    const auto id = shown(experiment.accounts[static_cast<std::size_t>(account)].id);
    const auto name = account_name(experiment, account);
    return name == id ? id : fmt::format("{} {}", id, name);
}

std::string accounts(const Pair& pair, const ReplayDifference& difference, const StoryLength& length)
{
    std::string text = heading(pair, fmt::format("Accounts, {}", pair.unit.name)) + "  fate in each\n";
    AccountInBoth others;
    std::size_t told = 0;
    std::size_t grouped_together = 0;
    for (const AccountInBoth& one : difference.accounts) {
        if (told < length.accounts) {
            ++told;
            const auto in_first = fate(pair.experiment, pair.first, one.account);
            const auto in_second = fate(pair.experiment, pair.second, one.account);
            text += row(pair, "  " + account_label(pair.experiment, one.account), one.first, one.second) + "  "
                    + (in_first == in_second ? in_first : fmt::format("{} | {}", in_first, in_second)) + "\n";
        } else {
            ++grouped_together;
            others.first += one.first;
            others.second += one.second;
        }
    }
    if (grouped_together > 0) {
        text += row(pair, fmt::format("  {} others", grouped_together), others.first, others.second) + "\n";
    }
    text += row(pair, "  not shared out", difference.unshared_first, difference.unshared_second) + "\n";
    return text + row(pair, "value", pair.first.value, pair.second.value) + "\n"
           + wrapped("An account bears its share of the programme's cost; setup, rebuilding, replacements and the "
                     "stranded cost of lost accounts are not shared out.",
                     terminal_width);
}

std::vector<Paragraph> paragraphs_of(const Experiment& experiment, const AlternativeReplay& one, int period)
{
    auto paragraphs = story_paragraphs(experiment, one);
    std::erase_if(paragraphs, [&](const Paragraph& paragraph) { return paragraph.period != period; });
    return paragraphs;
}

/// Drops what reads the same in both.
void drop_same(std::vector<Paragraph>& first, std::vector<Paragraph>& second)
{
    const auto is_in = [](const std::vector<Paragraph>& all) {
        return [&all](const Paragraph& one) {
            return std::any_of(all.begin(), all.end(), [&](const Paragraph& other) { return one.text == other.text; });
        };
    };
    const auto all_of_first = first;
    std::erase_if(first, is_in(second));
    std::erase_if(second, is_in(all_of_first));
}

std::string parting(const Pair& pair, const ReplayDifference& difference)
{
    if (!difference.parts_in) {
        return "The same happens in both.\n";
    }
    auto of_first = paragraphs_of(pair.experiment, pair.first, *difference.parts_in);
    auto of_second = paragraphs_of(pair.experiment, pair.second, *difference.parts_in);
    drop_same(of_first, of_second);
    std::string text = fmt::format("They part in {}.\n", period_words(pair.experiment, *difference.parts_in));
    if (of_first.empty() && of_second.empty()) {
        return text + "  The same happens there, to accounts that stand a little otherwise.\n";
    }
    constexpr std::size_t told_at_parting = 3;
    for (auto& [one, paragraphs] : {std::pair(&pair.first, &of_first), std::pair(&pair.second, &of_second)}) {
        keep_most_telling(*paragraphs, told_at_parting);
        text += fmt::format("  {}:{}\n", pair.name(*one), paragraphs->empty() ? " nothing else" : "");
        for (const Paragraph& paragraph : *paragraphs) {
            text += paragraph_lines(pair.experiment, paragraph, Colour::plain);
        }
    }
    return text;
}

/// The first customer that one keeps or wins and the other does not.
std::string first_fate(const Pair& pair, const ReplayDifference& difference)
{
    if (!difference.first_fate) {
        return "No customer is lost or won in one alone.\n";
    }
    const Event& event = *difference.first_fate;
    const AlternativeReplay& one = difference.first_fate_is_of_first ? pair.first : pair.second;
    return wrapped(fmt::format("The first customer with another fate: in {}, under {} alone, {} {}.",
                               period_words(pair.experiment, event.period), pair.name(one),
                               account_words(pair.experiment, event.account), event_words(pair.experiment, one, event)),
                   terminal_width);
}

bool is_worth_telling(const Event& event)
{
    switch (event.kind) {
    case EventKind::became_key:
    case EventKind::manager_assigned:
    case EventKind::manager_withdrawn:
    case EventKind::key_status_ended:
    case EventKind::renewed:
    case EventKind::endangered:
    case EventKind::out_of_danger: return false;
    default: return true;
    }
}

/// What happens in one of the two alone.
std::string alone(const Pair& pair, const AlternativeReplay& one, const std::vector<std::size_t>& events,
                  const StoryLength& length, Colour colour)
{
    AlternativeReplay some = one;
    some.events.clear();
    for (const std::size_t k : events) {
        if (is_worth_telling(one.events[k])) {
            some.events.push_back(one.events[k]);
        }
    }
    auto paragraphs = story_paragraphs(pair.experiment, some);
    const auto left_out = keep_most_telling(paragraphs, length.accounts);
    std::string text = emphasised(fmt::format("Only under {}", pair.name(one)), Emphasis::strong, colour)
                       + (paragraphs.empty() ? ": nothing\n" : "\n");
    int year = -1;
    for (const Paragraph& paragraph : paragraphs) {
        if (year < paragraph.period / pair.experiment.periods_per_year) {
            year = paragraph.period / pair.experiment.periods_per_year;
            text += fmt::format("Year {}\n", year + 1);
        }
        text += paragraph_lines(pair.experiment, paragraph, colour);
    }
    return left_out == 0 ? text : text + fmt::format("  and {} smaller moments (--all tells them)\n", left_out);
}

} // namespace

std::string replay_difference_text(const Experiment& experiment, const AlternativeReplay& first,
                                   const AlternativeReplay& second, const StoryLength& length, Colour colour)
{
    const auto difference = compare_replays(first, second);
    const Pair pair{experiment, first, second,
                    money_unit(experiment.currency, std::max(std::fabs(first.value), std::fabs(second.value)))};
    std::string text =
        emphasised(fmt::format("{} against {}, on the same luck: {} {}", pair.name(first), pair.name(second),
                               pair.unit.text(first.value - second.value), pair.unit.name),
                   Emphasis::strong, colour)
        + "\n\n";
    text += parting(pair, difference) + first_fate(pair, difference) + "\n" + ledgers(pair) + "\n"
            + accounts(pair, difference, length) + "\n";
    return text + alone(pair, first, difference.of_first, length, colour) + "\n"
           + alone(pair, second, difference.of_second, length, colour);
}

} // namespace kamsim
