#include "kamsim/decision/replay_difference.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

namespace kamsim {

namespace {

using EventKey = std::tuple<int, EventKind, int, int>;

EventKey key_of(const Event& event)
{
    // An account has one manager or another; which of them is a number of the event.
    return {event.period, event.kind, event.account, event.account < 0 ? event.manager : -1};
}

std::vector<std::size_t> alone_in(const std::vector<Event>& events, const std::vector<Event>& others)
{
    std::set<EventKey> known;
    std::transform(others.begin(), others.end(), std::inserter(known, known.end()), key_of);
    std::vector<std::size_t> alone;
    for (std::size_t k = 0; k < events.size(); ++k) {
        if (known.count(key_of(events[k])) == 0) {
            alone.push_back(k);
        }
    }
    return alone;
}

std::optional<int> first_other_period(const std::vector<Event>& first, const std::vector<Event>& second)
{
    const auto [a, b] = std::mismatch(first.begin(), first.end(), second.begin(), second.end());
    if (a == first.end() && b == second.end()) {
        return std::nullopt;
    }
    if (a == first.end() || b == second.end()) {
        return a == first.end() ? b->period : a->period;
    }
    return std::min(a->period, b->period);
}

/// The first loss or win among some events.
std::optional<Event> first_fate(const std::vector<Event>& events, const std::vector<std::size_t>& some)
{
    const auto found = std::find_if(some.begin(), some.end(), [&](std::size_t k) {
        const EventKind kind = events[k].kind;
        return kind == EventKind::lost || kind == EventKind::won || kind == EventKind::won_back;
    });
    return found == some.end() ? std::nullopt : std::optional(events[*found]);
}

} // namespace

double unshared_value(const AlternativeReplay& one)
{
    return one.value - std::accumulate(one.account_value.begin(), one.account_value.end(), 0.0);
}

ReplayDifference compare_replays(const AlternativeReplay& first, const AlternativeReplay& second)
{
    if (first.accounts != second.accounts || first.periods != second.periods) {
        throw std::invalid_argument("the two replays are not of one experiment");
    }
    ReplayDifference result;
    result.parts_in = first_other_period(first.events, second.events);
    result.of_first = alone_in(first.events, second.events);
    result.of_second = alone_in(second.events, first.events);
    const auto fate_of_first = first_fate(first.events, result.of_first);
    const auto fate_of_second = first_fate(second.events, result.of_second);
    result.first_fate_is_of_first =
        fate_of_first && (!fate_of_second || fate_of_first->period <= fate_of_second->period);
    result.first_fate = result.first_fate_is_of_first ? fate_of_first : fate_of_second;
    for (int account = 0; account < first.accounts; ++account) {
        const auto at = static_cast<std::size_t>(account);
        result.accounts.push_back({account, first.account_value[at], second.account_value[at]});
    }
    std::stable_sort(result.accounts.begin(), result.accounts.end(),
                     [](const AccountInBoth& a, const AccountInBoth& b) {
                         return std::fabs(a.difference()) > std::fabs(b.difference());
                     });
    result.unshared_first = unshared_value(first);
    result.unshared_second = unshared_value(second);
    return result;
}

} // namespace kamsim
