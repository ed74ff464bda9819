#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// The account plan grows with effort and decays by itself (eq. 23).
void advance_plan(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
                  AccountState& state, int pack)
{
    if (!any(is_set(state.key[pack]) | (state.plan[pack] > Lane(0.0)))) {
        return; // no plan, and nobody works on one
    }
    const DevelopmentParameters& p = setting.parameters.development;
    const Lane role = Lane(setting.structure.role_results_driver) * programme.coverage[pack] * state.key[pack];
    const double practice = p.plan_rate * (0.4 + 0.6 * setting.lever(Lever::review)) * (1.0 + 0.3 * account.partner);
    const Lane growth = Lane(practice) * state.key[pack] * state.effort[pack] * (Lane(0.5) + Lane(0.5) * role);
    const Lane rate = growth + Lane(p.plan_decay);
    const Lane target = select(rate > Lane(0.0), growth / rate, Lane(0.0));
    state.plan[pack] = revert(state.plan[pack], target, exp(-rate * Lane(setting.timing.dt)));
}

/// How far service is ahead of, or behind, rising expectations (eq. 26).
void advance_edge(const Setting& setting, const ProgrammeState& programme, AccountState& state, int pack)
{
    const DevelopmentParameters& p = setting.parameters.development;
    const double practice = p.edge_gain * (0.4 + 0.6 * setting.lever(Lever::review));
    const Lane gain = Lane(practice) * state.plan[pack] * programme.maturity[pack];
    const Lane moved = state.edge[pack] + Lane(setting.timing.dt) * (gain - Lane(p.expectation_rise));
    const Lane limited = min(max(moved, Lane(-p.edge_limit)), Lane(p.edge_limit));
    const Lane faded = state.edge[pack] * Lane(setting.timing.edge.keep);
    state.edge[pack] = select(is_set(state.key[pack]), limited, faded);
}

Lane service_failures(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
                      const AccountWeather& weather, const AccountState& state, int pack)
{
    const double rate = setting.timing.dt * setting.parameters.development.failure_rate * (0.5 + account.demanding);
    const Lane prevented = Lane(0.5 * setting.structure.authority) * programme.maturity[pack] * state.key[pack];
    return poisson(state.alive[pack] * Lane(rate) * (Lane(1.0) - prevented), weather.failure[pack]); // eq. 24
}

void advance_satisfaction(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
                          const AccountWeather& weather, Lane damage, AccountState& state, int pack)
{
    const DevelopmentParameters& p = setting.parameters.development;
    const double own = p.satisfaction_base + p.satisfaction_own * (account.own_satisfaction - p.satisfaction_mean)
                       - p.satisfaction_demanding * (account.demanding - 0.5);
    const Lane role = Lane(setting.structure.role_project_manager) * programme.coverage[pack] * state.key[pack];
    const Lane target = Lane(own) + state.edge[pack]
                        + Lane(p.satisfaction_effort) * state.effort[pack] * (Lane(0.5) + Lane(0.5) * role)
                        + Lane(p.satisfaction_maturity) * programme.maturity[pack] * state.key[pack]; // eq. 27
    const Lane drawn = revert(state.satisfaction[pack], target, Lane(setting.timing.satisfaction.keep))
                       + Lane(setting.timing.satisfaction.noise) * weather.satisfaction[pack];
    state.satisfaction[pack] = unit_clamp(drawn - Lane(p.failure_satisfaction) * damage); // eq. 28
    note(state.notes, [&](auto& notes) {
        notes[AccountNote::failure_satisfaction][pack] = unit_clamp(drawn) - state.satisfaction[pack];
    });
}

void advance_relationship(const Setting& setting, const ResolvedAccount& account, double contact_gain,
                          const ProgrammeState& programme, const AccountWeather& weather, Lane damage,
                          AccountState& state, int pack)
{
    const DevelopmentParameters& p = setting.parameters.development;
    const StructureParameters& s = setting.structure;
    const double own = p.relationship_base + p.relationship_own * (account.own_relationship - p.relationship_mean)
                       - p.relationship_competition * (account.competition - 0.5)
                       + p.relationship_partner * account.partner;
    const double sponsored = p.relationship_maturity * (0.5 + setting.lever(Lever::sponsorship));
    const double unmeasured = p.relationship_no_metrics * (1.0 - setting.lever(Lever::metrics));
    const Lane key = state.key[pack];
    const Lane role = Lane(s.role_relationship_lead) * programme.coverage[pack] * key;
    const Lane target =
        Lane(own) + Lane(p.relationship_effort * contact_gain) * state.effort[pack] * (Lane(0.5) + Lane(0.5) * role)
        + Lane(sponsored) * programme.maturity[pack] * key + Lane(p.relationship_plan) * state.plan[pack]
        + Lane(p.relationship_money) * state.money[pack] - Lane(unmeasured) * key; // eq. 30
    const Lane exit = indicator(weather.champion_exit[pack] < Lane(setting.timing.champion_exit));
    const Lane champion = exit * Lane(p.champion_loss) * (Lane(1.0) - Lane(s.contact) * key); // eq. 29
    const Lane drawn = revert(state.relationship[pack], target, Lane(setting.timing.relationship.keep))
                       + Lane(setting.timing.relationship.noise) * weather.relationship[pack];
    const Lane failed = drawn - Lane(p.failure_relationship) * damage;
    state.relationship[pack] = unit_clamp(failed - champion); // eq. 31
    note(state.notes, [&](auto& notes) {
        notes[AccountNote::failure_relationship][pack] = unit_clamp(drawn) - unit_clamp(failed);
        notes[AccountNote::champion_exit][pack] = exit * state.alive[pack];
        notes[AccountNote::champion_relationship][pack] = unit_clamp(failed) - state.relationship[pack];
    });
}

} // namespace

void develop(const Setting& setting, const ResolvedAccount& account, double contact_gain,
             const ProgrammeState& programme, const AccountWeather& weather, AccountState& state)
{
    const double recovery = setting.parameters.development.failure_recovery * setting.structure.authority;
    for (int i = 0; i < packs; ++i) {
        advance_plan(setting, account, programme, state, i);
        const Lane failures = service_failures(setting, account, programme, weather, state, i);
        note(state.notes, [&](auto& notes) { notes[AccountNote::failures][i] = failures; });
        const Lane damage = failures * (Lane(1.0) - Lane(recovery) * state.key[i]); // eq. 25
        advance_edge(setting, programme, state, i);
        advance_satisfaction(setting, account, programme, weather, damage, state, i);
        advance_relationship(setting, account, contact_gain, programme, weather, damage, state, i);
    }
}

} // namespace kamsim::KAMSIM_KERNEL
