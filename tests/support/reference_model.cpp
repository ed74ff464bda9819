#include "support/reference_model.hpp"

#include <algorithm>
#include <cmath>

#include "kamsim/random/draws.hpp"
#include "support/reference_future.hpp"

namespace kamsim {

ReferenceOutcome simulate_reference(const Experiment& experiment, int alternative, std::uint32_t replication)
{
    return reference::Future(experiment, alternative, replication).run();
}

} // namespace kamsim

namespace kamsim::reference {

double logistic(double x)
{
    return 1.0 / (1.0 + std::exp(-x));
}

double clamp_unit(double x)
{
    return std::clamp(x, 0.0, 1.0);
}

double positive_part(double x)
{
    return std::max(x, 0.0);
}

int round_half_up(double x)
{
    return static_cast<int>(std::floor(x + 0.5));
}

Future::Future(const Experiment& experiment, int alternative, std::uint32_t replication)
    : experiment_(experiment), alternative_(experiment.alternatives.at(static_cast<std::size_t>(alternative))),
      parameters_(experiment.parameters), luck_(experiment.seed, replication), dt_(1.0 / experiment.periods_per_year)
{
    for (const Account& account : experiment.accounts) {
        set_up_account(account);
        market_[account.segment] = 0.0;
    }
    set_up_programme();
}

void Future::set_up_account(const Account& account)
{
    const bool customer = account.status == AccountStatus::customer;
    AccountState state;
    state.input = &account;
    state.entity = entity_number(account.id);
    state.unit_margin = account.gross_margin - account.cost_to_serve;
    state.depth = customer ? account.revenue * account.cells / (account.wallet * account.live_cells) : 0.5;
    state.gain = gain_of_contacts(account.stakeholders, alternative_.contact_focus);
    state.term = std::max(1, round_half_up(account.contract_term * experiment_.periods_per_year));
    state.relationship_at_start = customer ? account.relationship : parameters_.development.relationship_mean;
    state.satisfaction_at_start = customer ? account.satisfaction : parameters_.development.satisfaction_mean;
    state.frailty = parameters_.retention.frailty_sd * luck_.normal(state.entity, once, frailty);
    state.bias = luck_.normal(state.entity, once, observation_bias);
    state.alive = customer;
    state.never_left = customer;
    state.was_customer = customer;
    state.renewed = customer;
    state.clock = std::max(1, round_half_up(account.next_renewal * experiment_.periods_per_year));
    state.demand = std::log(account.wallet);
    state.live = customer ? account.live_cells : 0.0;
    state.base = state.live;
    state.relationship = account.relationship;
    state.satisfaction = account.satisfaction;
    accounts_.push_back(state);
}

void Future::set_up_programme()
{
    structure_ = experiment_.today.structure;
    on_ = structure().is_programme;
    reference_ = parameters_.acquisition.initial_reference;
    cash_ = experiment_.firm.cash_buffer;
    if (!on_) {
        return;
    }
    age_ = experiment_.today.programme_age;
    programme_start_ = -experiment_.today.programme_age;
    for (AccountState& account : accounts_) {
        account.key = account.alive && account.input->key_now;
    }
    const Today& today = experiment_.today;
    for (std::size_t number = 0; number < wanted_managers(); ++number) {
        double proficiency = today.manager_proficiency.value_or(parameters_.managers.standing_proficiency);
        if (number < today.managers.size() && today.managers[number].proficiency) {
            proficiency = *today.managers[number].proficiency;
        }
        const double skill = parameters_.managers.skill_sd * luck_.normal(number, once, manager_skill);
        managers_.push_back({proficiency, skill});
    }
    for (AccountState& account : accounts_) {
        if (account.key && account.input->manager_now < static_cast<int>(managers_.size())) {
            account.manager = account.input->manager_now;
            account.last_manager = account.manager;
        }
    }
}

ReferenceOutcome Future::run()
{
    for (period_ = 0; period_ < experiment_.periods; ++period_) {
        advance_period();
    }
    finish();
    return outcome_;
}

void Future::advance_period()
{
    undiscounted_.fill(0.0);
    switch_structure();
    if (period_ == 0) {
        see_first_day();
    }
    review();
    if (period_ % experiment_.periods_per_year == 0) {
        for (AccountState& account : accounts_) {
            account.key_at_review = account.key;
            account.revenue_at_review = revenue(account);
        }
    }
    share_effort();
    for (AccountState& account : accounts_) {
        develop(account);
    }
    advance_managers();
    advance_markets();
    for (AccountState& account : accounts_) {
        expand(account);
    }
    retain();
    acquire();
    ReferencePeriod period;
    period.measures.fill(std::nan(""));
    book_period();
    live_programme();
    measure_money(period);
    measure_accounts(period);
    measure_health(period);
    measure_growth(period);
    measure_service(period);
    measure_retention(period);
    measure_programme(period);
    outcome_.periods.push_back(period);
}

void Future::finish()
{
    outcome_.residual = residual();
    if (experiment_.include_residual) {
        outcome_.ledger[static_cast<std::size_t>(LedgerLine::residual)] = outcome_.residual;
    }
    for (const double line : outcome_.ledger) {
        outcome_.value += line;
    }
    for (const AccountState& account : accounts_) {
        outcome_.accounts.push_back({account.alive, account.key, account.clock, account.live, account.base,
                                     account.relationship, account.satisfaction, account.losses, account.last_manager,
                                     account.loss_period, account.loss_reason});
    }
}

double Future::revenue(const AccountState& account) const
{
    return account.alive ? std::exp(account.demand) * account.live / account.input->cells * account.depth : 0.0;
}

double Future::total_revenue() const
{
    double sum = 0.0;
    for (const AccountState& account : accounts_) {
        sum += revenue(account);
    }
    return sum;
}

double Future::potential(const AccountState& account) const
{
    return std::exp(account.demand) * account.depth;
}

double Future::role(const AccountState& account, int number) const
{
    if (!account.key) {
        return 0.0;
    }
    const StructureParameters& s = structure().parameters;
    const std::array<double, role_count> roles{s.role_technical_expert, s.role_relationship_lead,
                                               s.role_collaborator,     s.role_project_manager,
                                               s.role_innovator,        s.role_results_driver};
    return roles.at(static_cast<std::size_t>(number - 1)) * (0.6 + 0.4 * maturity_);
}

double Future::lever(Lever lever) const
{
    return alternative_.levers.at(static_cast<std::size_t>(lever));
}

double Future::mean_lever() const
{
    double sum = 0.0;
    for (const double value : alternative_.levers) {
        sum += value;
    }
    return sum / lever_count;
}

const Structure& Future::structure() const
{
    return experiment_.structures.at(static_cast<std::size_t>(structure_));
}

double Future::event_probability(double yearly_rate) const
{
    return 1.0 - std::exp(-yearly_rate * dt_);
}

double Future::revert(double value, double level, double rate, double noise) const
{
    if (rate == 0.0) {
        return value + noise * std::sqrt(dt_);
    }
    const double kept = std::exp(-rate * dt_);
    return level + (value - level) * kept + noise * std::sqrt((1.0 - kept * kept) / (2.0 * rate));
}

double Future::first_year_revenue_share(double share) const
{
    double sum = 0.0;
    for (const Account& account : experiment_.accounts) {
        sum += account.status == AccountStatus::customer ? account.revenue : 0.0;
    }
    return share * sum;
}

double Future::investment_budget() const
{
    return alternative_.investment_budget.value_or(first_year_revenue_share(structure().parameters.investment_share));
}

double Future::rescue_budget() const
{
    return alternative_.rescue_budget.value_or(first_year_revenue_share(structure().parameters.rescue_share));
}

} // namespace kamsim::reference
