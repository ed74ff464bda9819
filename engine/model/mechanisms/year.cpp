#include <limits>

#include "model/mechanisms/mechanisms.hpp"
#include "model/ranking.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

int stride_of(const AlternativeState& state)
{
    return state.accounts.size() > 1
               ? static_cast<int>(column(state.accounts[1].alive) - column(state.accounts[0].alive))
               : 0;
}

/// Gross, net and logo retention of the accounts that were (key) or were not (others) key a year ago (eq. 78).
struct Retention {
    Lane start{0.0};
    Lane kept{0.0};
    Lane now{0.0};
    Lane accounts{0.0};
    Lane alive{0.0};

    void add(const AccountState& state, Lane member, int pack)
    {
        start += member * state.cohort_revenue[pack];
        kept += member * min(state.revenue[pack], state.cohort_revenue[pack]);
        now += member * state.revenue[pack];
        accounts += member;
        alive += member * state.alive[pack];
    }

    void write(Frame& frame, Measure gross, Measure net, Measure logo, int pack) const
    {
        const Lane undefined(std::numeric_limits<double>::quiet_NaN());
        frame[gross][pack] = select(start > Lane(0.0), kept / start, undefined);
        frame[net][pack] = select(start > Lane(0.0), now / start, undefined);
        frame[logo][pack] = select(accounts > Lane(0.0), alive / accounts, undefined);
    }
};

void measure_retention(const AlternativeState& state, Frame& frame, int pack)
{
    Retention key;
    Retention others;
    for (const AccountState& account : state.accounts) {
        const Lane cohort = account.cohort_key[pack];
        key.add(account, indicator(cohort > Lane(0.5)), pack);
        others.add(account, indicator(cohort == Lane(0.0)), pack);
    }
    key.write(frame, Measure::key_gross_revenue_retention, Measure::key_net_revenue_retention, Measure::key_logo_retention,
              pack);
    others.write(frame, Measure::other_gross_revenue_retention, Measure::other_net_revenue_retention,
                 Measure::other_logo_retention, pack);
}

void measure_service_moves(const Setting& setting, AlternativeState& state, Frame& frame, int pack)
{
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const AccountState& account = state.accounts[a];
        const Mask both = is_set(account.alive[pack]) & (account.service[pack] >= Lane(0.0));
        const Lane tier = service_tier(account.live[pack], setting.experiment.accounts[a].cells);
        frame[Measure::tier_upgrades][pack] += indicator(both & (tier > account.service[pack]));
        frame[Measure::tier_downgrades][pack] += indicator(both & (tier < account.service[pack]));
    }
}

/// Moves between ABC tiers; `score` holds the tiers of a year ago.
void measure_tiers(const AlternativeState& state, Frame& frame, int pack)
{
    for (const AccountState& account : state.accounts) {
        const Lane before = account.score[pack];
        const Lane now = account.tier[pack];
        const Mask both = (before >= Lane(0.0)) & (now >= Lane(0.0));
        frame[Measure::abc_a_accounts][pack] += indicator(now == Lane(0.0));
        frame[Measure::abc_b_accounts][pack] += indicator(now == Lane(1.0));
        frame[Measure::abc_c_accounts][pack] += indicator(now == Lane(2.0));
        frame[Measure::abc_upward_moves][pack] += indicator(both & (now < before));
        frame[Measure::abc_downward_moves][pack] += indicator(both & (now > before));
    }
}

/// Cumulative profit per account, best first, in kEUR of the year (whale curve), and its peak relative to its end.
void rank_by_profit(const Setting& setting, AlternativeState& state, Frame& frame, Row whale, Scratch& scratch)
{
    const AccountState& first = state.accounts.front();
    const int count = static_cast<int>(state.accounts.size());
    const int stride = stride_of(state);
    for (int lane = 0; lane < setting.packs * lane_width; ++lane) {
        const double* profit = column(first.year_profit) + lane;
        const int ranked = order_by_value(profit, column(first.year_active) + lane, count, stride, scratch.ranking, scratch.order);
        cumulative_curve(profit, scratch.order, ranked, stride, 1.0, curve_points, column(whale) + lane, setting.packs * lane_width);
        double sum = 0.0;
        double peak = 0.0;
        for (int rank = 0; rank < ranked; ++rank) {
            sum += profit[scratch.order[rank] * stride];
            peak = sum > peak ? sum : peak;
        }
        column(frame[Measure::whale_peak])[lane] = sum > 0.0 ? peak / sum : std::numeric_limits<double>::quiet_NaN();
    }
}

} // namespace

void rank_by_revenue(AlternativeState& state, int packs, Row pareto, Scratch& scratch)
{
    const AccountState& first = state.accounts.front();
    const int count = static_cast<int>(state.accounts.size());
    const int stride = stride_of(state);
    const int lanes = packs * lane_width;
    for (int lane = 0; lane < lanes; ++lane) {
        const double* revenue = column(first.revenue) + lane;
        const int ranked = order_by_value(revenue, column(first.alive) + lane, count, stride, scratch.ranking, scratch.order);
        abc_tiers(revenue, scratch.order, ranked, count, stride, column(first.tier) + lane);
        double total = 0.0;
        for (int rank = 0; rank < ranked; ++rank) {
            total += revenue[scratch.order[rank] * stride];
        }
        cumulative_curve(revenue, scratch.order, ranked, stride, total, curve_points, column(pareto) + lane, lanes);
    }
}

void begin_year(const Setting& setting, AlternativeState& state)
{
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        AccountState& account = state.accounts[a];
        const double cells = setting.experiment.accounts[a].cells;
        for (int i = 0; i < setting.packs; ++i) {
            const Mask alive = is_set(account.alive[i]);
            account.cohort_key[i] = select(alive, account.key[i], Lane(-1.0));
            account.cohort_revenue[i] = account.revenue[i];
            account.service[i] = select(alive, service_tier(account.live[i], cells), Lane(-1.0));
            for (const Row row : {account.year_margin, account.year_cost_to_serve, account.year_programme_cost,
                                  account.year_profit, account.year_active}) {
                row[i] = Lane(0.0);
            }
        }
    }
    for (ManagerState& manager : state.managers) {
        for (int i = 0; i < setting.packs; ++i) {
            manager.exits[i] = Lane(0.0);
        }
    }
}

void measure_year(const Setting& setting, AlternativeState& state, Frame& frame, Row pareto, Row whale, Scratch& scratch)
{
    for (int i = 0; i < setting.packs; ++i) {
        measure_retention(state, frame, i);
        measure_service_moves(setting, state, frame, i);
        for (AccountState& account : state.accounts) {
            account.score[i] = account.tier[i];
        }
    }
    rank_by_revenue(state, setting.packs, pareto, scratch);
    rank_by_profit(setting, state, frame, whale, scratch);
    constexpr int top_fifth = curve_points / 5 - 1;
    for (int i = 0; i < setting.packs; ++i) {
        measure_tiers(state, frame, i);
        frame[Measure::top_fifth_revenue_share][i] = pareto[top_fifth * setting.packs + i];
    }
}

void show_account(const AccountState& state, double cells, Row rows, int packs)
{
    const auto row = [rows, packs](AccountMeasure measure) { return rows + static_cast<int>(measure) * packs; };
    for (int i = 0; i < packs; ++i) {
        const Lane alive = state.alive[i];
        const Lane service = service_tier(state.live[i], cells);
        row(AccountMeasure::alive)[i] = alive;
        row(AccountMeasure::key)[i] = state.key[i];
        row(AccountMeasure::revenue)[i] = state.revenue[i];
        row(AccountMeasure::cells_live)[i] = state.live[i];
        row(AccountMeasure::endangerment)[i] = alive * state.seen[i];
        row(AccountMeasure::relationship)[i] = alive * state.relationship[i];
        row(AccountMeasure::satisfaction)[i] = alive * state.satisfaction[i];
        row(AccountMeasure::margin)[i] = state.year_margin[i];
        row(AccountMeasure::cost_to_serve)[i] = state.year_cost_to_serve[i];
        row(AccountMeasure::programme_cost)[i] = state.year_programme_cost[i];
        row(AccountMeasure::tier_a)[i] = indicator(state.tier[i] == Lane(0.0));
        row(AccountMeasure::tier_b)[i] = indicator(state.tier[i] == Lane(1.0));
        row(AccountMeasure::tier_c)[i] = indicator(state.tier[i] == Lane(2.0));
        row(AccountMeasure::service_basic)[i] = alive * indicator(service == Lane(0.0));
        row(AccountMeasure::service_standard)[i] = alive * indicator(service == Lane(1.0));
        row(AccountMeasure::service_premium)[i] = alive * indicator(service == Lane(2.0));
    }
}

void count_for_manager(const AccountState& account, std::vector<ManagerState>& managers, int packs)
{
    for (int lane = 0; lane < packs * lane_width; ++lane) {
        const double manager = column(account.manager)[lane];
        if (manager >= 0.0) {
            column(managers[static_cast<std::size_t>(manager)].accounts)[lane] += 1.0;
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
