#include <limits>

#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

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
    key.write(frame, Measure::key_gross_revenue_retention, Measure::key_net_revenue_retention,
              Measure::key_logo_retention, pack);
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
void rank_by_profit(const AlternativeState& state, Frame& frame, Row* whale, LaneRanking& ranking)
{
    ranking.sort(state.accounts, &AccountState::year_profit, &AccountState::year_active);
    ranking.curve(curve_points, whale);
    for (int i = 0; i < packs; ++i) {
        Lane peak(0.0);
        for (std::size_t rank = 1; rank <= state.accounts.size(); ++rank) {
            peak = max(peak, ranking.sum_before(rank)[i]);
        }
        const Lane total = ranking.total()[i];
        frame[Measure::whale_peak][i] =
            select(total > Lane(0.0), peak / total, Lane(std::numeric_limits<double>::quiet_NaN()));
    }
}

} // namespace

void rank_by_revenue(AlternativeState& state, Row* pareto, LaneRanking& ranking)
{
    ranking.sort(state.accounts, &AccountState::revenue, &AccountState::alive);
    ranking.curve(curve_points, pareto);
    for (int i = 0; i < packs; ++i) {
        const Lane total = max(ranking.total()[i], Lane(1e-300));
        for (int point = 0; point < curve_points; ++point) {
            pareto[point][i] = pareto[point][i] / total;
        }
    }
    for (int lane = 0; lane < replications_per_block; ++lane) {
        const double total = column(ranking.total())[lane];
        const double ranked = column(ranking.ranked())[lane];
        for (std::size_t rank = 0; rank < state.accounts.size(); ++rank) {
            const double before = column(ranking.sum_before(rank))[lane];
            const double tier = before < 0.80 * total ? 0.0 : before < 0.95 * total ? 1.0 : 2.0;
            const auto account = static_cast<std::size_t>(ranking.account(rank, lane));
            column(state.accounts[account].tier)[lane] = static_cast<double>(rank) < ranked ? tier : -1.0;
        }
    }
}

void begin_year(const Setting& setting, AlternativeState& state)
{
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        AccountState& account = state.accounts[a];
        const double cells = setting.experiment.accounts[a].cells;
        for (int i = 0; i < packs; ++i) {
            const Mask alive = is_set(account.alive[i]);
            account.cohort_key[i] = select(alive, account.key[i], Lane(-1.0));
            account.cohort_revenue[i] = account.revenue[i];
            account.service[i] = select(alive, service_tier(account.live[i], cells), Lane(-1.0));
            for (Row* row : {&account.year_margin, &account.year_cost_to_serve, &account.year_programme_cost,
                             &account.year_profit, &account.year_active}) {
                (*row)[i] = Lane(0.0);
            }
        }
    }
    for (ManagerState& manager : state.managers) {
        for (int i = 0; i < packs; ++i) {
            manager.exits[i] = Lane(0.0);
        }
    }
}

void measure_year(const Setting& setting, AlternativeState& state, Frame& frame, Row* pareto, Row* whale,
                  LaneRanking& ranking)
{
    for (int i = 0; i < packs; ++i) {
        measure_retention(state, frame, i);
        measure_service_moves(setting, state, frame, i);
        for (AccountState& account : state.accounts) {
            account.score[i] = account.tier[i];
        }
    }
    rank_by_revenue(state, pareto, ranking);
    rank_by_profit(state, frame, whale, ranking);
    constexpr int top_fifth = curve_points / 5 - 1;
    for (int i = 0; i < packs; ++i) {
        measure_tiers(state, frame, i);
        frame[Measure::top_fifth_revenue_share][i] = pareto[top_fifth][i];
    }
}

void show_account(const AccountState& state, double cells, Row* rows)
{
    const auto row = [rows](AccountMeasure measure) -> Row& { return rows[static_cast<int>(measure)]; };
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

void count_for_manager(const AccountState& account, std::vector<ManagerState>& managers)
{
    for (int lane = 0; lane < replications_per_block; ++lane) {
        const double manager = column(account.manager)[lane];
        if (manager >= 0.0) {
            column(managers[static_cast<std::size_t>(manager)].accounts)[lane] += 1.0;
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
