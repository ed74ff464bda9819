#include "kamsim/simulation/events.hpp"

namespace kamsim {

namespace {

constexpr std::array<EventKindDeclaration, event_kind_count> event_kinds{{
    {EventKind::programme_started, "programme_started", "the programme starts, and its structure is set up"},
    {EventKind::structure_switched, "structure_switched", "another structure is set up"},
    {EventKind::programme_ended, "programme_ended", "the programme ends as planned"},
    {EventKind::became_key, "became_key", "chosen as a key account at the review"},
    {EventKind::demoted, "demoted", "no longer a key account after the review"},
    {EventKind::manager_assigned, "manager_assigned", "a key account gets a manager, or another one"},
    {EventKind::manager_withdrawn, "manager_withdrawn", "a key account waits for a manager after a switch"},
    {EventKind::manager_left, "manager_left", "a manager leaves and is replaced"},
    {EventKind::service_failed, "service_failed", "service fails the customer, once or several times"},
    {EventKind::champion_left, "champion_left", "the champion at the customer leaves"},
    {EventKind::lost_its_manager, "lost_its_manager", "the manager of the account leaves"},
    {EventKind::cells_won, "cells_won", "the customer buys another offer or in another division"},
    {EventKind::cells_lost, "cells_lost", "the customer takes single cells away"},
    {EventKind::endangered, "endangered", "endangerment as seen rises above the threshold"},
    {EventKind::out_of_danger, "out_of_danger", "endangerment as seen is below the threshold again"},
    {EventKind::rescue_paid, "rescue_paid", "money is spent to keep an endangered customer"},
    {EventKind::rescued, "rescued", "renews, and without the rescue would have left"},
    {EventKind::rescue_not_needed, "rescue_not_needed", "renews, and would have done so without the rescue"},
    {EventKind::rescue_in_vain, "rescue_in_vain", "leaves in spite of the rescue"},
    {EventKind::renewed, "renewed", "the contract is renewed"},
    {EventKind::lost, "lost", "the customer leaves"},
    {EventKind::won, "won", "a prospect becomes a customer"},
    {EventKind::won_back, "won_back", "a former customer comes back"},
    {EventKind::programme_rebuilt, "programme_rebuilt", "the programme is rebuilt"},
    {EventKind::programme_abandoned, "programme_abandoned", "the programme is abandoned"},
    {EventKind::key_status_ended, "key_status_ended", "no longer a key account, since the programme has ended"},
    {EventKind::programme_survived, "programme_survived", "the programme stands at the horizon"},
}};

} // namespace

const std::array<EventKindDeclaration, event_kind_count>& event_catalogue()
{
    return event_kinds;
}

} // namespace kamsim
