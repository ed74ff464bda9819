#include <algorithm>
#include <cmath>

#include "support/reference_future.hpp"

namespace kamsim::reference {

// ---- 4.8 Retention ----

void Future::retain()
{
    if (on_) {
        pool_ += rescue_budget() * dt_;
    }
    for (AccountState& account : accounts_) {
        look(account);
    }
    rescue();
    lost_ = 0;
    key_lost_ = 0;
    new_stranded_ = 0.0;
    for (AccountState& account : accounts_) {
        if (account.looked_at) {
            leave_or_stay(account);
        }
    }
}

double Future::tender_term(const AccountState& account) const
{
    const double early_work = std::min(1.0, alternative_.tender_lead / 3.0);
    return parameters_.retention.tender * (account.input->tender ? 1.0 : 0.0) * (1.0 - early_work);
}

double Future::leaving_log_odds(const AccountState& account) const
{
    const RetentionParameters& p = parameters_.retention;
    return p.leaving_base + account.frailty - p.satisfaction * (account.satisfaction - 0.5)
           - p.high_satisfaction * positive_part(account.satisfaction - 0.8)
           - p.relationship * (account.relationship - 0.4) + p.competition * (account.input->competition - 0.5)
           - p.sponsorship * lever(Lever::sponsorship) * maturity_ * (account.key ? 1.0 : 0.0)
           + p.first_contract * (account.renewed ? 0.0 : 1.0) + tender_term(account);
}

double Future::poaching_rate(const AccountState& account) const
{
    const RetentionParameters& p = parameters_.retention;
    return p.poaching_rate * 2.0 * account.input->competition
           * std::exp(-p.poaching_relationship * (account.relationship - 0.4) + account.frailty);
}

void Future::look(AccountState& account)
{
    account.looked_at = account.alive;
    account.flagged = false;
    account.renews_now = false;
    if (!account.alive) {
        return;
    }
    const RetentionParameters& p = parameters_.retention;
    const double key = account.key ? 1.0 : 0.0;
    const double noise = luck_.normal(account.entity, static_cast<std::uint32_t>(period_), observation_noise);
    account.log_odds = leaving_log_odds(account);
    account.seen = logistic(account.log_odds
                            + p.observation_sd * (1.0 - p.observation_maturity * maturity_ * key)
                                  * (0.8 * account.bias + 0.6 * noise));
    account.flagged = account.seen > p.endangerment_threshold;
    --account.clock;
    account.renews_now = account.clock == 0;
}

bool Future::is_target(const AccountState& account) const
{
    if (!account.alive || !on_) {
        return false;
    }
    switch (alternative_.rescue) {
    case RescuePolicy::none: return false;
    case RescuePolicy::reactive:
    case RescuePolicy::value_at_risk: return account.flagged && account.renews_now;
    case RescuePolicy::proactive: return account.key && account.clock <= 1 && !account.targeted;
    }
    return false;
}

void Future::rescue()
{
    std::vector<AccountState*> targets;
    double wanted = 0.0;
    const auto usable = [this](const AccountState& account) {
        return 2.0 * parameters_.retention.rescue_cost * revenue(account);
    };
    for (AccountState& account : accounts_) {
        if (is_target(account)) {
            targets.push_back(&account);
            wanted += usable(account);
            account.targeted = true;
        }
    }
    const bool in_order = alternative_.rescue == RescuePolicy::value_at_risk;
    if (in_order) {
        std::stable_sort(targets.begin(), targets.end(), [this](const AccountState* a, const AccountState* b) {
            return a->seen * revenue(*a) > b->seen * revenue(*b);
        });
    }
    const double part = wanted > pool_ ? pool_ / wanted : 1.0;
    double left = pool_;
    for (AccountState* account : targets) {
        const double spent = in_order ? std::min(left, usable(*account)) : part * usable(*account);
        left -= spent;
        if (spent > 0.0) {
            account->save = 1.0 - std::exp(-spent / (0.5 * usable(*account)));
        }
        book(LedgerLine::rescue, -spent);
    }
    pool_ = std::max(0.0, left);
}

void Future::leave_or_stay(AccountState& account)
{
    const RetentionParameters& p = parameters_.retention;
    const double uniform = luck_.uniform(account.entity, static_cast<std::uint32_t>(period_), renewal);
    const bool at_risk = period_ > 0 || experiment_.first_period_at_risk;
    if (!account.renews_now) {
        if (at_risk && uniform < event_probability(poaching_rate(account))) {
            leave(account, LossReason::poaching);
        }
        return;
    }
    const double yearly =
        logistic(account.log_odds - p.save * account.save - p.market * market_.at(account.input->segment));
    const double leaving = 1.0 - std::pow(1.0 - yearly, std::sqrt(account.term * dt_));
    account.clock = account.term;
    account.save = 0.0;
    account.targeted = false;
    if (at_risk && uniform < leaving) {
        leave(account, reason_at_renewal(account));
    } else {
        account.renewed = true;
    }
}

LossReason Future::reason_at_renewal(const AccountState& account) const
{
    const RetentionParameters& p = parameters_.retention;
    const std::array<double, 6> terms{-p.satisfaction * (account.satisfaction - 0.5)
                                          - p.high_satisfaction * positive_part(account.satisfaction - 0.8),
                                      -p.relationship * (account.relationship - 0.5),
                                      p.competition * (account.input->competition - 0.5),
                                      -p.market * market_.at(account.input->segment),
                                      p.first_contract * (account.renewed ? 0.0 : 1.0),
                                      tender_term(account)};
    const auto largest = std::max_element(terms.begin(), terms.end());
    return *largest > 0.0 ? static_cast<LossReason>(largest - terms.begin()) : LossReason::chance;
}

void Future::leave(AccountState& account, LossReason reason)
{
    ++account.losses.at(static_cast<std::size_t>(reason));
    account.loss_period = period_;
    account.loss_reason = static_cast<int>(reason);
    ++lost_;
    if (account.key) {
        ++key_lost_;
        new_stranded_ += structure().parameters.strand * revenue(account);
    }
    account.alive = false;
    account.never_left = false;
    account.key = false;
    account.manager = -1;
    account.live = 0.0;
    account.base = 0.0;
    account.onboarding = 0.0;
    account.plan = 0.0;
    account.edge = 0.0;
    account.save = 0.0;
    account.targeted = false;
}

// ---- 4.9 Acquisition ----

void Future::acquire()
{
    const AcquisitionParameters& p = parameters_.acquisition;
    won_ = 0;
    double logo = 0.0;
    double satisfied_logo = 0.0;
    for (AccountState& account : accounts_) {
        if (!account.looked_at) {
            const double chance = logistic(p.win_base + p.win_reference * 2.0 * (reference_ - 0.5)
                                           + p.win_specialist * structure().parameters.specialist * (on_ ? 1.0 : 0.0)
                                           - p.win_competition * (account.input->competition - 0.5));
            const double rate = p.pursuit_rate * chance * (account.was_customer ? p.win_back : 1.0);
            const double uniform = luck_.uniform(account.entity, static_cast<std::uint32_t>(period_), won_cells);
            if (uniform > std::exp(-rate * dt_)) {
                welcome(account);
            }
        }
        logo += account.input->logo;
        satisfied_logo += account.alive && account.satisfaction > 0.6 ? account.input->logo : 0.0;
    }
    const double target = logo > 0.0 ? satisfied_logo / logo : 0.5;
    reference_ = revert(reference_, target, p.reference_rate, 0.0);
}

void Future::welcome(AccountState& account)
{
    ++won_;
    account.alive = true;
    account.was_customer = true;
    account.renewed = false;
    account.live = 1.0;
    account.base = 0.0;
    account.onboarding = 0.0;
    account.relationship = parameters_.acquisition.initial_relationship;
    account.satisfaction = parameters_.acquisition.initial_satisfaction;
    account.clock = account.term;
}

} // namespace kamsim::reference
