#include "report/event_words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kamsim/decision/money_text.hpp"
#include "scenario/diagnostics.hpp"

namespace kamsim {

namespace {

std::string times(double count)
{
    if (count < 1.5) {
        return "once";
    }
    return count < 2.5 ? "twice" : grouped(count, 0) + " times";
}

std::string cells(double count)
{
    const bool is_whole = count == std::floor(count);
    return fmt::format("{} {}", grouped(count, is_whole ? 0 : 1), count == 1.0 ? "cell" : "cells");
}

/// " (relationship -0.13, satisfaction -0.02)"; what rounds to nothing is left out.
std::string changes(const Event& event)
{
    std::string words;
    for (const auto& [name, change] :
         {std::pair("relationship", event.relationship), std::pair("satisfaction", event.satisfaction)}) {
        if (std::fabs(change) >= 0.005) {
            words += fmt::format("{}{} {:+.2f}", words.empty() ? "" : ", ", name, change);
        }
    }
    return words.empty() ? words : fmt::format(" ({})", words);
}

std::string loss_words(const Event& event)
{
    const auto because = [&] {
        switch (event.reason) {
        case LossReason::satisfaction: return ": satisfaction was low";
        case LossReason::relationship: return ": the relationship was weak";
        case LossReason::competition: return ": competition was strong";
        case LossReason::market: return ": its market was weak";
        case LossReason::first_year: return ": it had not renewed before";
        case LossReason::tender: return ": in a tender";
        case LossReason::poaching: return ", poached between renewals";
        case LossReason::chance: break;
        }
        return ": nothing stood out against us";
    };
    return fmt::format("{} a year, with a chance of {}{}", money_text(event.revenue), percent_text(event.chance),
                       because());
}

std::string structure_name(const Experiment& experiment, const Event& event)
{
    return shown(experiment.structures[static_cast<std::size_t>(event.structure)].name);
}

std::string cost_words(const Event& event)
{
    return event.money > 0.0 ? " at a cost of " + money_text(event.money) : std::string();
}

std::string setback_words(const Event& event)
{
    return event.programme_age < -0.05 ? fmt::format("; it falls back by {} years", grouped(-event.programme_age, 1))
                                       : std::string();
}

std::string programme_words(const Experiment& experiment, const Event& event)
{
    switch (event.kind) {
    case EventKind::programme_started:
        return fmt::format("the programme starts: structure {}{}", structure_name(experiment, event),
                           cost_words(event));
    case EventKind::structure_switched:
        return fmt::format("the structure becomes {}{}{}", structure_name(experiment, event), cost_words(event),
                           setback_words(event));
    case EventKind::programme_ended:
        return fmt::format("the programme ends as planned{}; key accounts are ordinary customers again",
                           cost_words(event));
    case EventKind::programme_rebuilt: return "the programme is rebuilt" + cost_words(event) + setback_words(event);
    case EventKind::programme_abandoned:
        return fmt::format("the programme is abandoned{}; key accounts are ordinary customers again",
                           cost_words(event));
    default: return fmt::format("the programme stands at the horizon, {} years old", grouped(event.programme_age, 1));
    }
}

std::string standing_words(const Experiment& experiment, const AlternativeReplay& replay, const Event& event)
{
    switch (event.kind) {
    case EventKind::became_key: return "becomes a key account";
    case EventKind::demoted: return "is no longer a key account" + changes(event);
    case EventKind::key_status_ended: return "is an ordinary customer again" + changes(event);
    case EventKind::manager_assigned: return "gets " + manager_words(experiment, replay, event.manager, event.period);
    default: return "waits for a manager until the next review";
    }
}

/// What the customer decides, and what was done about it.
std::string decision_words(const Event& event)
{
    switch (event.kind) {
    case EventKind::endangered: return fmt::format("is seen in danger ({})", percent_text(event.chance));
    case EventKind::out_of_danger: return fmt::format("is seen out of danger ({})", percent_text(event.chance));
    case EventKind::rescue_paid: return money_text(event.money) + " goes into keeping it";
    case EventKind::rescued:
        return fmt::format("the rescue keeps it: without, it would have left (chance {})",
                           percent_text(event.chance_without_rescue));
    case EventKind::rescue_not_needed: return "it would have stayed without the rescue";
    case EventKind::rescue_in_vain: return "the rescue is in vain";
    case EventKind::renewed: return fmt::format("renews (chance of leaving {})", percent_text(event.chance));
    case EventKind::lost: return "is lost: " + loss_words(event);
    case EventKind::won: return fmt::format("becomes a customer ({} a year)", money_text(event.revenue));
    default: return fmt::format("comes back ({} a year)", money_text(event.revenue));
    }
}

} // namespace

std::string period_of_year(const Experiment& experiment, int period)
{
    const int number = period % experiment.periods_per_year + 1;
    switch (experiment.periods_per_year) {
    case 1: return "";
    case 4: return fmt::format("Q{}", number);
    case 12: return fmt::format("M{}", number);
    default: return fmt::format("P{}", number);
    }
}

std::string period_words(const Experiment& experiment, int period)
{
    const auto within = period_of_year(experiment, period);
    return fmt::format("year {}{}{}", period / experiment.periods_per_year + 1, within.empty() ? "" : ", ", within);
}

std::string account_name(const Experiment& experiment, int account)
{
    const Account& one = experiment.accounts[static_cast<std::size_t>(account)];
    return shown(one.name.empty() ? one.id : one.name);
}

std::string account_words(const Experiment& experiment, int account)
{
    const Account& one = experiment.accounts[static_cast<std::size_t>(account)];
    const auto name = account_name(experiment, account);
    return one.name.empty() || one.name == one.id ? name : fmt::format("{} ({})", name, shown(one.id));
}

std::string manager_words(const Experiment& experiment, const AlternativeReplay& replay, int manager, int period)
{
    const auto at = static_cast<std::size_t>(manager);
    const auto& standing = experiment.today.managers;
    // Of managers who leave in the period itself, the name is told once more.
    const bool has_left = std::any_of(replay.events.begin(), replay.events.end(), [&](const Event& event) {
        return event.kind == EventKind::manager_left && event.manager == manager && event.period < period;
    });
    return at < standing.size() && !has_left ? shown(standing[at].name) : fmt::format("manager {}", manager + 1);
}

std::string event_words(const Experiment& experiment, const AlternativeReplay& replay, const Event& event)
{
    switch (event.kind) {
    case EventKind::programme_started:
    case EventKind::structure_switched:
    case EventKind::programme_ended:
    case EventKind::programme_rebuilt:
    case EventKind::programme_abandoned:
    case EventKind::programme_survived: return programme_words(experiment, event);
    case EventKind::became_key:
    case EventKind::demoted:
    case EventKind::key_status_ended:
    case EventKind::manager_assigned:
    case EventKind::manager_withdrawn: return standing_words(experiment, replay, event);
    case EventKind::manager_left:
        return fmt::format("{} leaves; a successor comes{}",
                           manager_words(experiment, replay, event.manager, event.period), cost_words(event));
    case EventKind::service_failed: return "service fails it " + times(event.count) + changes(event);
    case EventKind::champion_left: return "our champion there leaves" + changes(event);
    case EventKind::lost_its_manager: return "loses its manager" + changes(event);
    case EventKind::cells_won: return fmt::format("buys in {} more", cells(event.count));
    case EventKind::cells_lost: return fmt::format("takes {} away", cells(event.count));
    default: return decision_words(event);
    }
}

double revenue_at_stake(const AlternativeReplay& replay, const Event& event)
{
    switch (event.kind) {
    case EventKind::lost:
    case EventKind::rescued:
    case EventKind::rescue_in_vain:
    case EventKind::won:
    case EventKind::won_back: return event.revenue;
    case EventKind::cells_won:
    case EventKind::cells_lost: {
        const double live = replay.path(PathQuantity::cells_live, event.account, event.period);
        return event.revenue * std::min(1.0, event.count / std::max(1.0, live));
    }
    case EventKind::endangered:
    case EventKind::renewed: return event.revenue * event.chance;
    case EventKind::rescue_paid: return event.money;
    default: return -event.revenue * (event.relationship + event.satisfaction);
    }
}

} // namespace kamsim
