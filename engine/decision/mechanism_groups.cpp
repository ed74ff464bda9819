#include "kamsim/decision/mechanism_groups.hpp"

namespace kamsim {

namespace {

using P = StructureParameters;
using G = MechanismGroup;

constexpr std::array<GroupedParameter, 35> parameters{{
    {&P::maturity_ceiling, G::maturity},
    {&P::maturity_midpoint, G::maturity},
    {&P::maturity_scale, G::maturity},
    {&P::rebuild_rate, G::maturity},
    {&P::rebuild_retained, G::maturity},
    {&P::manager_cost, G::people},
    {&P::manager_time, G::people},
    {&P::team_fte, G::people},
    {&P::fte_cost, G::people},
    {&P::load, G::people},
    {&P::overhead, G::people},
    {&P::manager_exit, G::people},
    {&P::exit_loss, G::people},
    {&P::authority, G::retention},
    {&P::contact, G::retention},
    {&P::role_relationship_lead, G::retention},
    {&P::role_project_manager, G::retention},
    {&P::rescue_share, G::retention},
    {&P::specialist, G::expansion},
    {&P::latency_local, G::expansion},
    {&P::latency_global, G::expansion},
    {&P::role_technical_expert, G::expansion},
    {&P::role_collaborator, G::expansion},
    {&P::role_innovator, G::expansion},
    {&P::role_results_driver, G::expansion},
    {&P::investment_share, G::expansion},
    {&P::concession, G::price},
    {&P::recovery, G::price},
    {&P::strand, G::service_cost},
    {&P::cost_to_serve_change, G::service_cost},
    {&P::cost_to_serve_rise, G::service_cost},
    {&P::setup, G::fixed_cost},
    {&P::fixed_cost, G::fixed_cost},
    {&P::lever_scale, G::fixed_cost},
    {&P::rebuild_cost, G::fixed_cost},
}};

template <auto member>
constexpr GroupedDecision decision(const char* key, MechanismGroup group, WithoutProgramme without_programme)
{
    return {key, group, without_programme, [](const Alternative& from, Alternative& to) { to.*member = from.*member; },
            [](const Alternative& first, const Alternative& second) { return first.*member == second.*member; }};
}

using W = WithoutProgramme;

constexpr std::array<GroupedDecision, 12> decisions{{
    decision<&Alternative::key_accounts>("key_accounts", G::programme, W::nothing),
    decision<&Alternative::levers>("levers", G::programme, W::nothing),
    decision<&Alternative::selection>("selection", G::programme, W::nothing),
    decision<&Alternative::attention>("attention", G::programme, W::nothing),
    decision<&Alternative::account_attention>("attention_weights", G::programme, W::nothing),
    decision<&Alternative::assignment>("assignment", G::people, W::nothing),
    decision<&Alternative::hiring>("hiring", G::people, W::nothing),
    decision<&Alternative::rescue>("rescue", G::retention, W::nothing),
    decision<&Alternative::rescue_budget>("rescue_budget", G::retention, W::no_budget),
    decision<&Alternative::contact_focus>("contact_focus", G::retention, W::the_same),
    decision<&Alternative::tender_lead>("tender_lead", G::retention, W::the_same),
    decision<&Alternative::investment_budget>("investment_budget", G::expansion, W::no_budget),
}};

} // namespace

std::span<const GroupedParameter> grouped_parameters()
{
    return parameters;
}

std::span<const GroupedDecision> grouped_decisions()
{
    return decisions;
}

} // namespace kamsim
