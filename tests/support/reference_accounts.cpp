#include <algorithm>
#include <cmath>

#include "kamsim/random/draws.hpp"
#include "support/reference_future.hpp"

namespace kamsim::reference {

// ---- 4.4 Development ----

void Future::develop(AccountState& account)
{
    const DevelopmentParameters& p = parameters_.development;
    const StructureParameters& s = structure().parameters;
    const auto now = static_cast<std::uint32_t>(period_);
    const double key = account.key ? 1.0 : 0.0;

    const double build = p.plan_rate * key * account.effort * (0.4 + 0.6 * lever(Lever::review))
                         * (0.5 + 0.5 * role(account, 6)) * (1.0 + 0.3 * (account.input->partner ? 1.0 : 0.0));
    if (build + p.plan_decay > 0.0) {
        account.plan = revert(account.plan, build / (build + p.plan_decay), build + p.plan_decay, 0.0);
    }

    const double failure_mean =
        dt_ * p.failure_rate * (0.5 + account.input->demanding) * (1.0 - 0.5 * s.authority * maturity_ * key);
    const int failures =
        account.alive ? poisson_count(luck_.uniform(account.entity, now, service_failure), failure_mean) : 0;
    const double damage = failures * (1.0 - p.failure_recovery * s.authority * key);

    advance_edge(account);

    account.satisfaction =
        clamp_unit(revert(account.satisfaction, satisfaction_target(account), p.satisfaction_rate,
                          p.satisfaction_noise * luck_.normal(account.entity, now, satisfaction_noise))
                   - p.failure_satisfaction * damage);

    const bool exits = luck_.uniform(account.entity, now, champion_exit) < event_probability(p.champion_exit);
    const double champion_loss = exits ? p.champion_loss * (1.0 - s.contact * key) : 0.0;
    account.relationship =
        clamp_unit(revert(account.relationship, relationship_target(account), p.relationship_rate,
                          p.relationship_noise * luck_.normal(account.entity, now, relationship_noise))
                   - p.failure_relationship * damage - champion_loss);
}

void Future::advance_edge(AccountState& account) const
{
    const DevelopmentParameters& p = parameters_.development;
    if (account.key) {
        const double gain = p.edge_gain * account.plan * maturity_ * (0.4 + 0.6 * lever(Lever::review));
        account.edge = std::clamp(account.edge + dt_ * (gain - p.expectation_rise), -p.edge_limit, p.edge_limit);
    } else {
        account.edge = revert(account.edge, 0.0, p.edge_fade, 0.0);
    }
}

double Future::satisfaction_target(const AccountState& account) const
{
    const DevelopmentParameters& p = parameters_.development;
    const double key = account.key ? 1.0 : 0.0;
    return p.satisfaction_base + p.satisfaction_own * (account.satisfaction_at_start - p.satisfaction_mean)
           + account.edge + p.satisfaction_effort * account.effort * (0.5 + 0.5 * role(account, 4))
           + p.satisfaction_maturity * maturity_ * key - p.satisfaction_demanding * (account.input->demanding - 0.5);
}

double Future::relationship_target(const AccountState& account) const
{
    const DevelopmentParameters& p = parameters_.development;
    const double key = account.key ? 1.0 : 0.0;
    return p.relationship_base + p.relationship_own * (account.relationship_at_start - p.relationship_mean)
           + p.relationship_effort * account.effort * (0.5 + 0.5 * role(account, 2)) * account.gain
           + p.relationship_maturity * maturity_ * key * (0.5 + lever(Lever::sponsorship))
           + p.relationship_plan * account.plan - p.relationship_competition * (account.input->competition - 0.5)
           + p.relationship_money * account.money + p.relationship_partner * (account.input->partner ? 1.0 : 0.0)
           - p.relationship_no_metrics * key * (1.0 - lever(Lever::metrics));
}

// ---- 4.6 Market ----

void Future::advance_markets()
{
    const MarketParameters& p = parameters_.market;
    const auto now = static_cast<std::uint32_t>(period_);
    for (auto& [segment, market] : market_) {
        const double noise = luck_.normal(entity_number(segment), now, segment_market);
        market = revert(market, 0.0, p.reversion, p.volatility * noise);
    }
    for (AccountState& account : accounts_) {
        const double volatility = account.input->volatility;
        const double common = luck_.normal(entity_number(account.input->segment), now, segment_market);
        const double own = luck_.normal(account.entity, now, demand_noise);
        account.demand +=
            dt_ * (account.input->growth - 0.5 * volatility * volatility)
            + volatility * std::sqrt(dt_)
                  * (std::sqrt(p.wallet_correlation) * common + std::sqrt(1.0 - p.wallet_correlation) * own);
    }
}

// ---- 4.7 Expansion ----

double Future::close_log_odds_as_ordinary(const AccountState& account) const
{
    const ExpansionParameters& p = parameters_.expansion;
    return p.close_base + p.close_relationship * (account.relationship - 0.4)
           - p.close_competition * (account.input->competition - 0.5);
}

void Future::expand(AccountState& account)
{
    account.opportunities = 0.0;
    account.close_rate = 0.0;
    if (!account.alive) {
        return;
    }
    const ExpansionParameters& p = parameters_.expansion;
    const StructureParameters& s = structure().parameters;
    const double key = account.key ? 1.0 : 0.0;
    const double global = account.input->global_share;
    const double latency = account.key ? (1.0 - global) * s.latency_local + global * s.latency_global
                                       : (1.0 - global) + global * p.ordinary_global_latency;
    const double free_share =
        positive_part(account.input->cells - account.live - account.onboarding) / account.input->cells;
    const double drive = p.opportunity_base + p.opportunity_plan * account.plan
                         + p.opportunity_innovator_role * role(account, 5) * account.effort
                         + p.opportunity_money * account.money
                         + p.opportunity_metrics * key * (1.0 - lever(Lever::metrics));
    const double boost = 1.0 + p.innovator_boost * (account.input->innovator ? 1.0 : 0.0);
    account.opportunities = dt_ * p.opportunity_rate * free_share * drive * boost / latency;

    const double skill = account.manager >= 0 ? managers_.at(static_cast<std::size_t>(account.manager)).skill : 0.0;
    account.close_rate =
        logistic(close_log_odds_as_ordinary(account) + key * (p.close_specialist * s.specialist + p.close_skill * skill)
                 + p.close_technical_role * role(account, 1));
    win_cells(account);
    lose_cells(account);
}

void Future::win_cells(AccountState& account)
{
    const double uniform = luck_.uniform(account.entity, static_cast<std::uint32_t>(period_), won_cells);
    const double free = positive_part(account.input->cells - account.live - account.onboarding);
    const double won = std::min<double>(poisson_count(uniform, account.opportunities * account.close_rate), free);
    book(LedgerLine::commission, -won * commission(potential(account) / account.input->cells));
    account.onboarding += won;
    const double rate = parameters_.expansion.onboarding_rate * (0.7 + 0.6 * role(account, 4));
    const double going_live = account.onboarding * event_probability(rate);
    account.live += going_live;
    account.onboarding -= going_live;
}

void Future::lose_cells(AccountState& account)
{
    const ExpansionParameters& p = parameters_.expansion;
    const double mean = dt_ * p.cell_loss_rate * account.live
                        * std::exp(-p.cell_loss_satisfaction * (account.satisfaction - 0.5)
                                   - p.cell_loss_relationship * (account.relationship - 0.4));
    const int lost =
        poisson_count(luck_.uniform(account.entity, static_cast<std::uint32_t>(period_), lost_cells), mean);
    const double live = account.live - std::min<double>(lost, positive_part(account.live - 1.0));
    account.base *= live / account.live;
    account.live = live;
}

double Future::commission(double cell_value) const
{
    const LedgerParameters& p = parameters_.ledger;
    const double low = std::min(cell_value, p.commission_tier_1);
    const double middle = std::min(cell_value, p.commission_tier_2) - low;
    return p.commission_low * low + p.commission_middle * middle + p.commission_high * (cell_value - low - middle);
}

} // namespace kamsim::reference
