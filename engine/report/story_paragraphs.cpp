#include "report/story_paragraphs.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "report/event_words.hpp"
#include "report/text_layout.hpp"

namespace kamsim {

namespace {

bool concerns_status(const Event& event)
{
    switch (event.kind) {
    case EventKind::became_key:
    case EventKind::demoted:
    case EventKind::key_status_ended:
    case EventKind::manager_assigned:
    case EventKind::manager_withdrawn: return true;
    default: return false;
    }
}

/// Told for all accounts together. That a programme ended says that its key accounts are none any more, and who gets
/// which manager is told in the story of an account.
struct StatusChange {
    EventKind kind;
    const char* heading;
};
constexpr std::array<StatusChange, 3> status_changes{{
    {EventKind::became_key, "new key accounts"},
    {EventKind::demoted, "no longer key accounts"},
    {EventKind::manager_withdrawn, "without a manager until the next review"},
}};

/// The events of one period.
using PeriodEvents = std::vector<const Event*>;

void add_status_changes(const Experiment& experiment, int period, const PeriodEvents& events,
                        std::vector<Paragraph>& paragraphs)
{
    for (const StatusChange& change : status_changes) {
        std::string names;
        for (const Event* event : events) {
            if (event->kind == change.kind) {
                names += (names.empty() ? "" : ", ") + account_name(experiment, event->account);
            }
        }
        if (!names.empty()) {
            paragraphs.push_back({period, -1, 0.0, false, fmt::format("{}: {}", change.heading, names)});
        }
    }
}

bool is_bad(EventKind kind)
{
    return kind == EventKind::lost || kind == EventKind::programme_abandoned;
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

void add_programme_events(const Experiment& experiment, const AlternativeReplay& one, const PeriodEvents& events,
                          const std::function<bool(EventKind)>& belongs, std::vector<Paragraph>& paragraphs)
{
    for (const Event* event : events) {
        if (event->account < 0 && belongs(event->kind)) {
            paragraphs.push_back({event->period, -1, 0.0, is_bad(event->kind), event_words(experiment, one, *event)});
        }
    }
}

/// One paragraph for each account, in the order of the portfolio.
void add_account_events(const Experiment& experiment, const AlternativeReplay& one, const PeriodEvents& events,
                        const std::function<bool(const Event&)>& is_told, std::vector<Paragraph>& paragraphs)
{
    std::map<int, Paragraph> by_account;
    for (const Event* event : events) {
        if (event->account < 0 || !is_told(*event)) {
            continue;
        }
        Paragraph& paragraph = by_account[event->account];
        paragraph.period = event->period;
        paragraph.account = event->account;
        paragraph.stake = std::max(paragraph.stake, revenue_at_stake(one, *event));
        paragraph.is_bad = paragraph.is_bad || is_bad(event->kind);
        paragraph.text += (paragraph.text.empty() ? "" : "; ") + event_words(experiment, one, *event);
    }
    for (auto& [account, paragraph] : by_account) {
        paragraph.text = fmt::format("{}: {}", account_words(experiment, account), paragraph.text);
        paragraphs.push_back(std::move(paragraph));
    }
}

std::vector<PeriodEvents> by_period(const AlternativeReplay& one)
{
    std::vector<PeriodEvents> periods(static_cast<std::size_t>(one.periods));
    for (const Event& event : one.events) {
        periods[static_cast<std::size_t>(event.period)].push_back(&event);
    }
    return periods;
}

} // namespace

std::vector<Paragraph> story_paragraphs(const Experiment& experiment, const AlternativeReplay& one)
{
    std::vector<Paragraph> paragraphs;
    const auto periods = by_period(one);
    for (std::size_t period = 0; period < periods.size(); ++period) {
        const PeriodEvents& events = periods[period];
        const auto opens = [](EventKind kind) { return kind < EventKind::programme_rebuilt; };
        add_programme_events(experiment, one, events, opens, paragraphs);
        add_status_changes(experiment, static_cast<int>(period), events, paragraphs);
        add_account_events(
            experiment, one, events, [](const Event& event) { return !concerns_status(event); }, paragraphs);
        add_programme_events(
            experiment, one, events, [&](EventKind kind) { return !opens(kind); }, paragraphs);
    }
    return paragraphs;
}

std::vector<Paragraph> account_paragraphs(const Experiment& experiment, const AlternativeReplay& one, int account)
{
    std::vector<Paragraph> paragraphs;
    for (const PeriodEvents& events : by_period(one)) {
        add_account_events(
            experiment, one, events, [&](const Event& event) { return event.account == account; }, paragraphs);
    }
    return paragraphs;
}

std::size_t keep_most_telling(std::vector<Paragraph>& paragraphs, std::size_t most)
{
    std::vector<double> stakes;
    for (const Paragraph& paragraph : paragraphs) {
        if (paragraph.account >= 0) {
            stakes.push_back(paragraph.stake);
        }
    }
    if (stakes.size() <= most) {
        return 0;
    }
    const std::size_t left_out = stakes.size() - most;
    std::sort(stakes.begin(), stakes.end(), std::greater<>());
    const double least = most > 0 ? stakes[most - 1] : stakes.front();
    // Of equals at the limit the earlier ones are told.
    auto equals =
        static_cast<std::size_t>(std::count(stakes.begin(), stakes.begin() + static_cast<std::ptrdiff_t>(most), least));
    std::erase_if(paragraphs, [&](const Paragraph& paragraph) {
        if (paragraph.account < 0 || paragraph.stake > least) {
            return false;
        }
        if (paragraph.stake == least && equals > 0) {
            --equals;
            return false;
        }
        return true;
    });
    return left_out;
}

std::string paragraph_lines(const Experiment& experiment, const Paragraph& paragraph, Colour colour)
{
    constexpr std::size_t indent = 6;
    const auto when = "  " + left_aligned(period_of_year(experiment, paragraph.period), indent - 2);
    auto lines = when + wrapped(capitalised(paragraph.text), terminal_width, std::string(indent, ' ')).substr(indent);
    if (!paragraph.is_bad || colour == Colour::plain) {
        return lines;
    }
    lines.pop_back();
    return emphasised(lines, Emphasis::bad, colour) + "\n";
}

} // namespace kamsim
