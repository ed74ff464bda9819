#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

constexpr double working_hours_a_month = 150.0;
constexpr double ln2 = 0.6931471805599453;

/// Sums of weights over the key accounts.
struct WeightSums {
    Lane hours = Lane(0.0);
    Lane money = Lane(0.0);
};

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

/// Adds what a key account gets in this period to what it got before (eq. 118).
void count_given(const Setting& setting, Lane hours, Lane money, AccountState& state, int pack)
{
    const Lane key = state.key[pack];
    const Lane years(setting.timing.dt * setting.plan.discount_flow);
    state.given[static_cast<int>(AccountEffort::key_years)][pack] += key * years;
    state.given[static_cast<int>(AccountEffort::hours)][pack] += key * hours * Lane(12.0) * years;
    state.given[static_cast<int>(AccountEffort::money)][pack] += key * money * years;
}

void give_effort(const Setting& setting, const ResolvedAccount& account, const AccountAttention& own,
                 const std::vector<ManagerState>& managers, const Row& wallet, Lane pooled, AccountState& state,
                 int pack)
{
    const EffortParameters& p = setting.parameters.effort;
    const Lane effectiveness = of_manager(managers, &ManagerState::effectiveness, state.manager[pack],
                                          setting.parameters.managers.newcomer_proficiency, pack);
    const Lane hours = positive_part(pooled * state.attention[pack] + Lane(own.extra_hours)); // eq. 117
    const Lane spent =
        positive_part(Lane(setting.plan.investment) * state.money_part[pack] + Lane(own.extra_money)); // likewise
    const Lane effective_hours = hours * effectiveness;
    const Lane doublings = effective_hours / Lane(p.half_saturation_hours * account.cells / 12.0);
    const Mask key = is_set(state.key[pack]);
    const Lane effort = Lane(p.base_effort) + Lane(1.0 - p.base_effort) * (Lane(1.0) - exp(-doublings * Lane(ln2)));
    state.effort[pack] = select(key, effort, Lane(p.base_effort)); // eq. 21
    const Lane saturation = Lane(p.money_scale * account.depth) * wallet[pack];
    const Lane money = Lane(1.0) - exp(-(spent / saturation));
    state.money[pack] = select(key, money, Lane(0.0)); // eq. 22
    count_given(setting, hours, spent, state, pack);
}

/// Weights of the key accounts for hours and for money, not yet normalised (eq. 20, 115).
/// @return their sums
WeightSums weigh_accounts(const Setting& setting, const Weather& weather, AlternativeState& state, int pack)
{
    WeightSums sums;
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        AccountState& account = state.accounts[a];
        account.attention[pack] = Lane(0.0);
        account.money_part[pack] = Lane(0.0);
        if (any(is_set(account.key[pack]))) {
            const AccountAttention& own = setting.alternative.account_attention[a];
            const Lane weight = account.key[pack]
                                * attention_weight(setting, setting.experiment.accounts[a], account,
                                                   weather.accounts[a].wallet_before, pack);
            account.attention[pack] = weight * Lane(own.hours_weight);
            account.money_part[pack] = weight * Lane(own.money_weight);
            sums.hours += account.attention[pack];
            sums.money += account.money_part[pack];
        }
    }
    return sums;
}

/// Share of a weight in their sum; equal shares of the key accounts where all are 0.
Lane share_of(Lane weight, Lane sum, const AccountState& account, Lane count, int pack)
{
    const Lane share = select(sum > Lane(0.0), weight / sum, account.key[pack] / count);
    return select(is_set(account.key[pack]), share, Lane(0.0));
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
        const WeightSums sums = weigh_accounts(setting, weather, state, i);
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
            account.attention[i] = share_of(account.attention[i], sums.hours, account, count, i);
            account.money_part[i] = share_of(account.money_part[i], sums.money, account, count, i);
            give_effort(setting, setting.experiment.accounts[a], setting.alternative.account_attention[a],
                        state.managers, weather.accounts[a].wallet_before, hours, account, i);
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
