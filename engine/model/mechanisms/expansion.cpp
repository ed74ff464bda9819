#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Cells that can still be won.
Lane free_cells(const ResolvedAccount& account, const AccountState& state, int pack)
{
    return positive_part(Lane(account.cells) - state.live[pack] - state.onboarding[pack]);
}

/// Yearly rate of opportunities (eq. 36, 37).
Lane opportunity_rate(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
                      const AccountState& state, int pack)
{
    const ExpansionParameters& p = setting.parameters.expansion;
    const StructureParameters& s = setting.structure;
    const double local = 1.0 - account.global_share;
    const double organised = local * s.latency_local + account.global_share * s.latency_global;
    const double ordinary = local + account.global_share * p.ordinary_global_latency;
    const Lane key = state.key[pack];
    const Lane speed = select(is_set(key), Lane(1.0 / organised), Lane(1.0 / ordinary)); // 1 / latency, eq. 36
    const Lane role = Lane(s.role_innovator) * programme.coverage[pack] * key;
    const double unmeasured = p.opportunity_metrics * (1.0 - setting.lever(Lever::metrics));
    const Lane pull = Lane(p.opportunity_base) + Lane(p.opportunity_plan) * state.plan[pack]
                      + Lane(p.opportunity_innovator_role) * role * state.effort[pack]
                      + Lane(p.opportunity_money) * state.money[pack] + Lane(unmeasured) * key;
    const double openness = p.opportunity_rate * (1.0 + p.innovator_boost * account.innovator) / account.cells;
    return state.alive[pack] * Lane(openness) * free_cells(account, state, pack) * pull * speed;
}

/// Chance of closing an opportunity (eq. 38).
Lane close_rate(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
                const std::vector<ManagerState>& managers, const AccountState& state, int pack)
{
    const ExpansionParameters& p = setting.parameters.expansion;
    const double own = p.close_base - p.close_competition * (account.competition - 0.5);
    Lane log_odds = Lane(own) + Lane(p.close_relationship) * (state.relationship[pack] - Lane(0.4));
    if (any(is_set(state.key[pack]))) {
        const Lane skill = of_manager(managers, &ManagerState::skill, state.manager[pack], 0.0, pack);
        const Lane role = Lane(setting.structure.role_technical_expert) * programme.coverage[pack];
        log_odds += state.key[pack]
                    * (Lane(p.close_specialist * setting.structure.specialist) + Lane(p.close_skill) * skill
                       + Lane(p.close_technical_role) * role);
    }
    return logistic(log_odds);
}

/// Commission on one won cell: a falling share of its yearly value (eq. 66).
Lane commission_of(const LedgerParameters& p, Lane yearly_value)
{
    const Lane low = min(yearly_value, Lane(p.commission_tier_1));
    const Lane middle = positive_part(min(yearly_value, Lane(p.commission_tier_2)) - Lane(p.commission_tier_1));
    const Lane high = positive_part(yearly_value - Lane(p.commission_tier_2));
    return Lane(p.commission_low) * low + Lane(p.commission_middle) * middle + Lane(p.commission_high) * high;
}

/// Won cells wait in onboarding before they go live (eq. 40).
void onboard(const Setting& setting, const ProgrammeState& programme, Lane won, AccountState& state, int pack)
{
    const Lane role = Lane(setting.structure.role_project_manager) * programme.coverage[pack] * state.key[pack];
    const Lane rate = Lane(setting.parameters.expansion.onboarding_rate) * (Lane(0.7) + Lane(0.6) * role);
    const Lane waiting = state.onboarding[pack] + won;
    if (!any(waiting > Lane(0.0))) {
        return;
    }
    const Lane left = waiting * exp(-rate * Lane(setting.timing.dt));
    state.live[pack] += waiting - left;
    state.onboarding[pack] = left;
}

/// A customer can take single cells away; the last one only goes with the customer (eq. 41).
void lose_cells(const Setting& setting, const AccountWeather& weather, AccountState& state, int pack)
{
    const ExpansionParameters& p = setting.parameters.expansion;
    const Lane unease = exp(-(Lane(p.cell_loss_satisfaction) * (state.satisfaction[pack] - Lane(0.5)))
                            - Lane(p.cell_loss_relationship) * (state.relationship[pack] - Lane(0.4)));
    const Lane mean = Lane(setting.timing.dt * p.cell_loss_rate) * state.live[pack] * unease;
    const Lane lost = min(poisson(mean, weather.lost_cells[pack]), positive_part(state.live[pack] - Lane(1.0)));
    if (any(lost > Lane(0.0))) {
        const Lane left = state.live[pack] - lost;
        state.base[pack] = select(lost > Lane(0.0), state.base[pack] * (left / state.live[pack]), state.base[pack]);
        state.live[pack] = left;
        note(state.notes, [&](auto& notes) { notes[AccountNote::cells_lost][pack] = lost; });
    }
}

} // namespace

Lane ordinary_close_rate(const ExpansionParameters& p, const ResolvedAccount& account, const AccountState& state,
                         int pack)
{
    const double own = p.close_base - p.close_competition * (account.competition - 0.5);
    return logistic(Lane(own) + Lane(p.close_relationship) * (state.relationship[pack] - Lane(0.4)));
}

void expand(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
            const std::vector<ManagerState>& managers, const AccountWeather& weather, AccountState& state, Frame& frame)
{
    const Lane dt(setting.timing.dt);
    for (int i = 0; i < packs; ++i) {
        const Lane opportunities = dt * opportunity_rate(setting, account, programme, state, i);
        const Lane wins = opportunities * close_rate(setting, account, programme, managers, state, i);
        const Lane won = min(poisson(wins, weather.won_cells[i]), free_cells(account, state, i)); // eq. 39
        const Lane cell_value = weather.wallet[i] * Lane(account.depth / account.cells);
        state.commission[i] = won * commission_of(setting.parameters.ledger, cell_value);
        note(state.notes, [&](auto& notes) { notes[AccountNote::cells_won][i] = won; });
        onboard(setting, programme, won, state, i);
        lose_cells(setting, weather, state, i);
        state.revenue[i] =
            state.alive[i] * weather.wallet[i] * state.live[i] * Lane(account.depth / account.cells); // eq. 6

        const Lane key = state.key[i];
        frame[Measure::opportunities][i] += opportunities * (Lane(1.0) - key); // key accounts' join at the end
        frame[Measure::key_opportunities][i] += opportunities * key;
        frame[Measure::other_close_rate][i] += wins * (Lane(1.0) - key);
        frame[Measure::key_close_rate][i] += wins * key;
    }
}

} // namespace kamsim::KAMSIM_KERNEL
