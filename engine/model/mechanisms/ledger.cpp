#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Rates and shares that are the same for all accounts of a replication.
struct Prices {
    Lane portfolio_revenue; ///< kEUR a year
    Lane share_of_one;      ///< share of portfolio revenue of 1 kEUR; 0 without revenue
    Lane key_concession;    ///< share of a key account's revenue
    Lane key_cost_to_serve; ///< change of a key account's cost to serve, as a share of it
    Lane people;            ///< kEUR in the period, shared out by attention
    Lane money;             ///< likewise, by the shares of money
    Lane fixed;             ///< kEUR in the period for each key account
};

Lane investment(const Setting& setting, const ProgrammeState& programme, int pack)
{
    const Mask invests = is_set(programme.on[pack]) & (programme.key_count[pack] > Lane(0.5));
    return select(invests, Lane(setting.plan.investment), Lane(0.0));
}

Lane fixed_cost(const Setting& setting, const ProgrammeState& programme, int pack)
{
    return programme.on[pack] * Lane(setting.structure.fixed_cost + setting.plan.lever_cost);
}

Prices prices_of(const Setting& setting, const AlternativeState& state, int pack)
{
    const LedgerParameters& p = setting.parameters.ledger;
    const StructureParameters& s = setting.structure;
    const ProgrammeState& programme = state.programme;
    const Lane dt(setting.timing.dt);
    const double by_revenue = 1.0 - 2.0 * setting.lever(Lever::metrics);
    const double rise = setting.plan.recently_set_up ? s.cost_to_serve_rise : 0.0;
    Prices prices{};
    prices.portfolio_revenue = Lane(0.0);
    for (const AccountState& account : state.accounts) {
        prices.portfolio_revenue += account.revenue[pack];
    }
    prices.share_of_one = select(prices.portfolio_revenue > Lane(0.0), Lane(1.0) / prices.portfolio_revenue, Lane(0.0));
    prices.key_concession = Lane(s.concession + (by_revenue > 0.0 ? p.revenue_pay_discount * by_revenue : 0.0))
                            - Lane(s.recovery) * programme.maturity[pack];
    prices.key_cost_to_serve =
        Lane(s.cost_to_serve_change) * programme.maturity[pack] + Lane(rise) * programme.on[pack];
    const Lane people = yearly_people_cost(setting, programme, pack);
    const Lane money = investment(setting, programme, pack);
    // Where money is shared as the hours are, both go by one share, and results keep their bits.
    const bool is_apart = setting.alternative.has_own_attention;
    prices.people = dt * (is_apart ? people : people + money);
    prices.money = is_apart ? dt * money : Lane(0.0);
    const Lane count = programme.key_count[pack];
    prices.fixed = select(count > Lane(0.5), dt * fixed_cost(setting, programme, pack) / count, Lane(0.0));
    return prices;
}

/// Margin lines of one account (eq. 58-60).
void book_margin(const Setting& setting, const ResolvedAccount& account, const AccountState& state,
                 ProgrammeState& programme, Frame& frame, Lane margin, int pack)
{
    const double discount = setting.plan.discount_flow;
    const Mask original = state.base[pack] > Lane(0.0);
    const Lane kept = select(original, margin * (state.base[pack] / state.live[pack]), Lane(0.0));
    book(programme, frame, LedgerLine::retained, pack, kept, discount);
    book(programme, frame, LedgerLine::expansion, pack, select(original, margin - kept, Lane(0.0)), discount);
    if (account.alive < 0.5 || any(!original)) {
        book(programme, frame, LedgerLine::acquisition, pack, select(original, Lane(0.0), margin), discount);
    }
}

void book_account(const Setting& setting, const ResolvedAccount& account, const Prices& prices,
                  ProgrammeState& programme, AccountState& state, Frame& frame, int pack)
{
    const LedgerParameters& p = setting.parameters.ledger;
    const double discount = setting.plan.discount_flow;
    const Lane key = state.key[pack];
    const Lane revenue = state.revenue[pack] * Lane(setting.timing.dt);
    const Lane margin = revenue * Lane(account.margin);
    book_margin(setting, account, state, programme, frame, margin, pack);

    const Lane share = state.revenue[pack] * prices.share_of_one;
    const Lane pressure = Lane(p.concentration_discount) * positive_part(share - Lane(p.concentration_threshold));
    const Lane concession = -(revenue * (key * prices.key_concession + pressure)); // eq. 61
    book(programme, frame, LedgerLine::concession, pack, concession, discount);
    const Lane cost_to_serve = -(revenue * key * Lane(account.cost_to_serve) * prices.key_cost_to_serve); // eq. 62
    book(programme, frame, LedgerLine::cost_to_serve, pack, cost_to_serve, discount);
    book(programme, frame, LedgerLine::commission, pack, -state.commission[pack], discount);

    const Lane programme_cost = prices.people * state.attention[pack] + prices.money * state.money_part[pack]
                                + prices.fixed * state.cost_key[pack] + state.spent[pack] + state.commission[pack];
    const Lane profit = margin + concession + cost_to_serve - programme_cost;
    state.value[pack] += profit * Lane(discount);
    state.year_margin[pack] += margin + revenue * Lane(account.cost_to_serve) + concession;
    state.year_cost_to_serve[pack] += revenue * Lane(account.cost_to_serve) - cost_to_serve;
    state.year_programme_cost[pack] += programme_cost;
    state.year_profit[pack] += profit;
    state.year_active[pack] =
        max(state.year_active[pack], indicator((revenue > Lane(0.0)) | (programme_cost > Lane(0.0))));
    frame[Measure::margin][pack] += margin;
}

} // namespace

Lane yearly_people_cost(const Setting& setting, const ProgrammeState& programme, int pack)
{
    const StructureParameters& s = setting.structure;
    const double managers = setting.plan.managers * s.manager_cost
                            * (1.0 + setting.parameters.ledger.training_pay * setting.lever(Lever::training));
    return programme.on[pack] * (Lane(managers) + programme.key_count[pack] * Lane(s.team_fte * s.fte_cost));
}

void book_accounts(const Setting& setting, AlternativeState& state, Frame& frame)
{
    for (int i = 0; i < packs; ++i) {
        const Prices prices = prices_of(setting, state, i);
        for (std::size_t a = 0; a < state.accounts.size(); ++a) {
            book_account(setting, setting.experiment.accounts[a], prices, state.programme, state.accounts[a], frame, i);
        }
        frame[Measure::revenue][i] = prices.portfolio_revenue;
    }
}

void book_programme(const Setting& setting, ProgrammeState& programme, Frame& frame)
{
    const Lane dt(setting.timing.dt);
    const double discount = setting.plan.discount_flow;
    for (int i = 0; i < packs; ++i) {
        const Lane hired = programme.exits[i] * Lane(setting.parameters.managers.replacement_cost)
                           + programme.newcomers[i] * Lane(setting.alternative.newcomer_cost);
        book(programme, frame, LedgerLine::people, i, -(dt * yearly_people_cost(setting, programme, i) + hired),
             discount);
        book(programme, frame, LedgerLine::fixed, i, -(dt * fixed_cost(setting, programme, i)), discount);
        book(programme, frame, LedgerLine::investment, i, -(dt * investment(setting, programme, i)), discount);
        book(programme, frame, LedgerLine::stranded, i, -(dt * programme.stranded[i]), discount);
    }
}

void book_residual(const Setting& setting, AlternativeState& state, Row& residual)
{
    const ResolvedView& experiment = setting.experiment;
    const RetentionParameters& p = setting.parameters.retention;
    for (int i = 0; i < packs; ++i) {
        Lane sum(0.0);
        for (std::size_t a = 0; a < state.accounts.size(); ++a) {
            const ResolvedAccount& account = experiment.accounts[a];
            const AccountState& at = state.accounts[a];
            const Temper& temper = setting.climate.tempers[a];
            const Lane log_odds = leaving_log_odds(setting, account, state.programme, temper, at, i);
            const Lane between = Lane(1.0 - 1.0 / account.term_periods) * poaching_rate(p, account, temper, at, i);
            const Lane stays = exp(-(softplus(log_odds) / Lane(__builtin_sqrt(account.term))) - between);
            sum += Lane(account.margin) * at.revenue[i] * stays
                   / (Lane(1.0 + setting.timing.discount_rate) - stays); // eq. 69
        }
        residual[i] = sum * Lane(experiment.discount_horizon);
        if (experiment.include_residual) {
            state.programme.ledger[static_cast<int>(LedgerLine::residual)][i] = residual[i];
        }
    }
}

} // namespace kamsim::KAMSIM_KERNEL
