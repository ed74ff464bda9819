#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

constexpr double working_hours_a_month = 150.0;
constexpr double ln2 = 0.6931471805599453;

/// Weight of an account before normalisation (eq. 20).
Lane attention_weight(const Setting& setting, const ResolvedAccount& account, const AccountState& state,
                      const Row& wallet, int pack)
{
    switch (setting.alternative.attention) {
    case AttentionPolicy::equal: return Lane(1.0);
    case AttentionPolicy::revenue: return sqrt(state.revenue[pack]);
    case AttentionPolicy::abc: {
        const Lane tier = state.tier[pack];
        return select(tier == Lane(0.0), Lane(4.0), select(tier == Lane(1.0), Lane(2.0), Lane(1.0)));
    }
    case AttentionPolicy::at_risk:
        return sqrt(state.revenue[pack])
               * positive_part(Lane(1.6) - state.relationship[pack] - state.satisfaction[pack]);
    case AttentionPolicy::growth:
        return sqrt(
            positive_part(wallet[pack] * Lane(account.depth) * (Lane(1.0) - state.live[pack] / Lane(account.cells))));
    case AttentionPolicy::lifetime_value: {
        const Lane stays = Lane(1.0) - state.seen[pack] / Lane(account.term < 1.0 ? 1.0 : account.term);
        const double margin = account.margin > 0.0 ? account.margin : 0.0;
        return sqrt(Lane(margin) * state.revenue[pack] * stays / (Lane(1.0 + setting.timing.discount_rate) - stays));
    }
    }
    return Lane(1.0);
}

/// Hours of all managers and teams together, a month (eq. 19).
Lane pooled_hours(const Setting& setting, const ProgrammeState& programme, int pack)
{
    const StructureParameters& s = setting.structure;
    const EffortParameters& p = setting.parameters.effort;
    const double managers =
        setting.plan.managers * working_hours_a_month * s.manager_time * p.manager_face_share * (1.0 - s.overhead);
    const double team = s.team_fte * working_hours_a_month * p.team_face_share;
    return programme.on[pack] * (Lane(managers) + programme.key_count[pack] * Lane(team));
}

void give_effort(const Setting& setting, const ResolvedAccount& account, const std::vector<ManagerState>& managers,
                 const Row& wallet, Lane hours, AccountState& state, int pack)
{
    const EffortParameters& p = setting.parameters.effort;
    const Lane effectiveness = of_manager(managers, &ManagerState::effectiveness, state.manager[pack],
                                          setting.parameters.managers.newcomer_proficiency, pack);
    const Lane effective_hours = hours * state.attention[pack] * effectiveness;
    const Lane doublings = effective_hours / Lane(p.half_saturation_hours * account.cells / 12.0);
    const Mask key = is_set(state.key[pack]);
    const Lane effort = Lane(p.base_effort) + Lane(1.0 - p.base_effort) * (Lane(1.0) - exp(-doublings * Lane(ln2)));
    state.effort[pack] = select(key, effort, Lane(p.base_effort)); // eq. 21
    const Lane saturation = Lane(p.money_scale * account.depth) * wallet[pack];
    const Lane money = Lane(1.0) - exp(-(Lane(setting.plan.investment) * state.attention[pack] / saturation));
    state.money[pack] = select(key, money, Lane(0.0)); // eq. 22
}

} // namespace

void share_effort(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame)
{
    const double half_variance = 0.5 * setting.parameters.managers.skill_sd * setting.parameters.managers.skill_sd;
    const Lane base_effort(setting.parameters.effort.base_effort);
    for (int i = 0; i < packs; ++i) {
        for (int k = 0; k < setting.plan.managers; ++k) {
            ManagerState& manager = state.managers[static_cast<std::size_t>(k)];
            manager.effectiveness[i] = manager.proficiency[i] * exp(manager.skill[i] - Lane(half_variance)); // eq. 18
        }
        Lane sum(0.0);
        for (std::size_t a = 0; a < state.accounts.size(); ++a) {
            AccountState& account = state.accounts[a];
            account.attention[i] = Lane(0.0);
            if (any(is_set(account.key[i]))) {
                account.attention[i] = account.key[i]
                                       * attention_weight(setting, setting.experiment.accounts[a], account,
                                                          weather.accounts[a].wallet_before, i);
                sum += account.attention[i];
            }
        }
        const Lane hours = pooled_hours(setting, state.programme, i);
        frame[Measure::hours_given][i] = hours;
        const Lane count = state.programme.key_count[i];
        for (std::size_t a = 0; a < state.accounts.size(); ++a) {
            AccountState& account = state.accounts[a];
            if (!any(is_set(account.key[i]))) {
                account.effort[i] = base_effort;
                account.money[i] = Lane(0.0);
                continue;
            }
            const Lane share = select(sum > Lane(0.0), account.attention[i] / sum, account.key[i] / count);
            account.attention[i] = select(is_set(account.key[i]), share, Lane(0.0));
            give_effort(setting, setting.experiment.accounts[a], state.managers, weather.accounts[a].wallet_before,
                        hours, account, i);
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
