#include "model/mechanisms/mechanisms.hpp"
#include "model/ranking.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Who is to be rescued now, by policy (eq. 44).
Mask targets(const Setting& setting, AccountState& state, int pack)
{
    const Mask due = is_set(state.alive[pack]) & (state.clock[pack] < Lane(0.5));
    switch (setting.alternative.rescue) {
    case RescuePolicy::none: break;
    case RescuePolicy::reactive:
    case RescuePolicy::value_at_risk: return due & is_set(state.flagged[pack]);
    case RescuePolicy::proactive: {
        const Mask soon = is_set(state.alive[pack]) & (state.clock[pack] < Lane(1.5));
        const Mask chosen = soon & is_set(state.key[pack]) & !is_set(state.targeted[pack]);
        state.targeted[pack] = select(chosen, Lane(1.0), state.targeted[pack]);
        return chosen;
    }
    }
    return due & !due;
}

/// Sets what each target could use; returns the sum.
Lane set_needs(const Setting& setting, AlternativeState& state, int pack)
{
    const Mask on = is_set(state.programme.on[pack]);
    const Lane price(2.0 * setting.parameters.retention.rescue_cost);
    Lane sum(0.0);
    for (AccountState& account : state.accounts) {
        const Mask target = on & targets(setting, account, pack);
        account.need[pack] = Lane(0.0);
        account.spent[pack] = Lane(0.0);
        if (any(target)) {
            account.need[pack] = select(target, price * account.revenue[pack], Lane(0.0));
            account.score[pack] = account.seen[pack] * account.revenue[pack];
            sum += account.need[pack];
        }
    }
    return sum;
}

void pay_by_priority(AlternativeState& state, Mask short_of_money, int pack, int* order)
{
    AccountState& first = state.accounts.front();
    const int count = static_cast<int>(state.accounts.size());
    const Lane is_short = indicator(short_of_money);
    for (int lane = 0; lane < lane_width; ++lane) {
        if (is_short.value[lane] > 0.5) {
            const int at = pack * lane_width + lane;
            state.programme.pool[pack].value[lane] =
                fund_in_order(column(first.score) + at, column(first.need) + at, count, account_stride,
                              state.programme.pool[pack].value[lane], column(first.spent) + at, order);
        }
    }
}

} // namespace

void fund_rescues(const Setting& setting, AlternativeState& state, Frame& frame, int* order)
{
    ProgrammeState& programme = state.programme;
    for (int i = 0; i < packs; ++i) {
        programme.pool[i] += programme.on[i] * Lane(setting.plan.rescue * setting.timing.dt);
        const Lane needed = set_needs(setting, state, i);
        const Mask short_of_money = needed > programme.pool[i];
        Lane part = select(short_of_money, programme.pool[i] / needed, Lane(1.0));
        const Lane pool_before = programme.pool[i];
        if (setting.alternative.rescue == RescuePolicy::value_at_risk && any(short_of_money)) {
            pay_by_priority(state, short_of_money, i, order);
            part = select(short_of_money, Lane(0.0), part);
        }
        Lane spent(0.0);
        for (AccountState& account : state.accounts) {
            if (any(account.need[i] > Lane(0.0))) {
                account.spent[i] += account.need[i] * part;
                spent += account.spent[i];
            }
        }
        programme.pool[i] = positive_part(pool_before - spent);
        book(programme, frame, LedgerLine::rescue, i, -spent, setting.plan.discount_flow);
    }
}

} // namespace kamsim::KAMSIM_KERNEL
