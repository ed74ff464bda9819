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
