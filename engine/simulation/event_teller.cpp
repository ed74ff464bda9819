#include "simulation/event_teller.hpp"

#include <algorithm>

namespace kamsim {

namespace {

int number_of(double number)
{
    return static_cast<int>(number);
}

/// Index of the structure that stands in a period.
int structure_of(const Experiment& experiment, const PeriodPlan& plan)
{
    const auto found = std::find_if(experiment.structures.begin(), experiment.structures.end(),
                                    [&](const Structure& one) { return &one.parameters == plan.structure; });
    return static_cast<int>(found - experiment.structures.begin());
}

} // namespace

EventTeller::EventTeller(const Experiment& experiment, const ResolvedView& view, int alternative, int period,
                         const LaneNotes& notes)
    : experiment_(experiment), view_(view), alternative_(view.alternatives[alternative]),
      plan_(alternative_.periods[period]), notes_(notes), period_(period)
{}

Event& EventTeller::add(EventKind kind, int account)
{
    Event event;
    event.period = period_;
    event.kind = kind;
    event.account = account;
    if (account >= 0) {
        event.key = is(account, AccountNote::key_reviewed);
        event.revenue = note(account, AccountNote::revenue);
    }
    return events_.emplace_back(event);
}

std::vector<Event> EventTeller::events()
{
    tell_opening();
    tell_manager_exits();
    for (int account = 0; account < view_.account_count; ++account) {
        for (const AccountEvents tell :
             {&EventTeller::tell_review, &EventTeller::tell_development, &EventTeller::tell_expansion,
              &EventTeller::tell_danger, &EventTeller::tell_decision, &EventTeller::tell_arrival,
              &EventTeller::tell_end_of_status}) {
            (this->*tell)(account);
        }
    }
    tell_ending();
    std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return a.kind < b.kind; });
    return std::move(events_);
}

void EventTeller::tell_opening()
{
    const bool was_on = notes_.is(ProgrammeNote::on_before);
    const bool is_on = notes_.is(ProgrammeNote::on_opened);
    if (!plan_.is_switch || (!was_on && !is_on)) {
        return; // of an abandoned programme, plans change nothing
    }
    Event& event = add(!is_on    ? EventKind::programme_ended
                       : !was_on ? EventKind::programme_started
                                 : EventKind::structure_switched);
    event.structure = structure_of(experiment_, plan_);
    event.money = notes_.programme(ProgrammeNote::switch_cost);
    event.programme_age = -notes_.programme(ProgrammeNote::age_lost_at_switch);
}

void EventTeller::tell_manager_exits()
{
    for (int manager = 0; manager < plan_.managers; ++manager) {
        if (notes_.manager_left(manager)) {
            Event& event = add(EventKind::manager_left);
            event.manager = manager;
            event.money = view_.parameters->managers.replacement_cost + alternative_.newcomer_cost;
        }
    }
}

void EventTeller::tell_review(int account)
{
    const bool was_key = is(account, AccountNote::key_before);
    const bool is_key = is(account, AccountNote::key_reviewed);
    if (was_key && !is_key) {
        const bool at_review = notes_.is(ProgrammeNote::on_opened);
        Event& event = add(at_review ? EventKind::demoted : EventKind::key_status_ended, account);
        event.satisfaction = -note(account, AccountNote::status_satisfaction);
        event.relationship = -note(account, AccountNote::status_relationship);
        event.key = true;
        return;
    }
    if (is_key && !was_key) {
        add(EventKind::became_key, account);
    }
    const int before = number_of(note(account, AccountNote::manager_before));
    const int now = number_of(note(account, AccountNote::manager_reviewed));
    if (is_key && now != before) {
        add(now < 0 ? EventKind::manager_withdrawn : EventKind::manager_assigned, account).manager = now;
    }
}

void EventTeller::tell_development(int account)
{
    if (!is(account, AccountNote::alive_before)) {
        return;
    }
    if (is(account, AccountNote::failures)) {
        Event& event = add(EventKind::service_failed, account);
        event.count = note(account, AccountNote::failures);
        event.satisfaction = -note(account, AccountNote::failure_satisfaction);
        event.relationship = -note(account, AccountNote::failure_relationship);
    }
    if (is(account, AccountNote::champion_exit)) {
        add(EventKind::champion_left, account).relationship = -note(account, AccountNote::champion_relationship);
    }
    if (is(account, AccountNote::manager_exit)) {
        Event& event = add(EventKind::lost_its_manager, account);
        event.manager = number_of(note(account, AccountNote::manager_reviewed));
        event.relationship = -note(account, AccountNote::manager_relationship);
    }
}

void EventTeller::tell_expansion(int account)
{
    if (note(account, AccountNote::cells_won) > 0.0) {
        add(EventKind::cells_won, account).count = note(account, AccountNote::cells_won);
    }
    if (note(account, AccountNote::cells_lost) > 0.0) {
        add(EventKind::cells_lost, account).count = note(account, AccountNote::cells_lost);
    }
}

void EventTeller::tell_danger(int account)
{
    const bool was_flagged = is(account, AccountNote::flagged_before);
    const bool is_flagged = is(account, AccountNote::flagged);
    if (is(account, AccountNote::alive_before) && was_flagged != is_flagged) {
        Event& event = add(is_flagged ? EventKind::endangered : EventKind::out_of_danger, account);
        event.chance = note(account, AccountNote::endangerment_seen);
        event.revenue = note(account, AccountNote::revenue_at_decision);
    }
    if (note(account, AccountNote::rescue_spent) > 0.0) {
        Event& event = add(EventKind::rescue_paid, account);
        event.money = note(account, AccountNote::rescue_spent);
        event.revenue = note(account, AccountNote::revenue_at_decision);
    }
}

void EventTeller::tell_decision(int account)
{
    const bool leaves = is(account, AccountNote::leaves);
    const bool decides = leaves || is(account, AccountNote::due);
    const auto tell = [&](EventKind kind) -> Event& {
        Event& event = add(kind, account);
        event.revenue = note(account, AccountNote::revenue_at_decision);
        event.chance = note(account, AccountNote::chance_of_leaving);
        event.chance_without_rescue = note(account, AccountNote::chance_of_leaving_unsaved);
        return event;
    };
    if (decides && note(account, AccountNote::save) > 0.0) {
        const bool would_leave = is(account, AccountNote::would_leave_unsaved);
        tell(leaves ? EventKind::rescue_in_vain : would_leave ? EventKind::rescued : EventKind::rescue_not_needed);
    }
    if (leaves) {
        Event& event = tell(EventKind::lost);
        event.reason = static_cast<LossReason>(number_of(note(account, AccountNote::reason)));
        event.count = note(account, AccountNote::cells_live_at_decision);
    } else if (decides) {
        tell(EventKind::renewed);
    }
}

void EventTeller::tell_arrival(int account)
{
    if (is(account, AccountNote::won)) {
        add(is(account, AccountNote::won_back) ? EventKind::won_back : EventKind::won, account);
    }
}

void EventTeller::tell_end_of_status(int account)
{
    const bool stayed = is(account, AccountNote::alive) && !is(account, AccountNote::leaves);
    if (is(account, AccountNote::key_reviewed) && !is(account, AccountNote::key) && stayed) {
        Event& event = add(EventKind::key_status_ended, account);
        event.satisfaction = -note(account, AccountNote::status_satisfaction);
        event.relationship = -note(account, AccountNote::status_relationship);
    }
}

void EventTeller::tell_ending()
{
    for (const auto& [flag, kind] : {std::pair(ProgrammeNote::rebuilt, EventKind::programme_rebuilt),
                                     std::pair(ProgrammeNote::abandoned, EventKind::programme_abandoned)}) {
        if (notes_.is(flag)) {
            Event& event = add(kind);
            event.money = notes_.programme(ProgrammeNote::end_cost);
            event.programme_age = -notes_.programme(ProgrammeNote::age_lost_at_rebuild);
        }
    }
    if (period_ + 1 == view_.timing.periods && notes_.is(ProgrammeNote::on)) {
        add(EventKind::programme_survived).programme_age = notes_.programme(ProgrammeNote::age);
    }
}

} // namespace kamsim
