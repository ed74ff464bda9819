#include <algorithm>
#include <cmath>

#include "support/reference_future.hpp"

namespace kamsim::reference {

// ---- 4.1 Structure ----

void Future::switch_structure()
{
    age_lost_at_switch_ = 0.0;
    const int planned = planned_structure();
    if (planned != structure_) {
        change_structure(planned);
    }
    const StructureParameters& s = structure().parameters;
    maturity_ = on_ ? s.maturity_ceiling * (0.5 + 0.5 * mean_lever())
                          * logistic((age_ - s.maturity_midpoint) / s.maturity_scale)
                    : 0.0;
}

int Future::planned_structure() const
{
    int planned = experiment_.today.structure;
    for (const PlannedStructure& step : alternative_.plan) {
        if (round_half_up(step.year * experiment_.periods_per_year) <= period_) {
            planned = step.structure;
        }
    }
    return planned;
}

void Future::change_structure(int next)
{
    const bool starts = !structure().is_programme && !ever_abandoned_;
    const double age_before = age_;
    const bool was_on = on_;
    age_ *= parameters_.programme.carry;
    const double old_manager_cost = structure().parameters.manager_cost;
    const std::size_t old_managers = managers_.size();
    structure_ = next;
    if (!structure().is_programme) {
        end_programme();
        age_ = 0.0;
    } else if (starts) {
        on_ = true;
        age_ = 0.0;
        programme_start_ = period_ * dt_;
    }
    if (was_on) {
        age_lost_at_switch_ = age_before - age_;
    }
    const std::size_t wanted = on_ ? wanted_managers() : 0;
    if (wanted < old_managers) {
        const double dismissed = static_cast<double>(old_managers - wanted);
        book(LedgerLine::transition, -parameters_.ledger.severance * old_manager_cost * dismissed, When::start);
    }
    staff(wanted);
    for (AccountState& account : accounts_) {
        account.manager = -1;
    }
    if (on_) {
        book(LedgerLine::transition, -structure().parameters.setup, When::start);
        setup_period_ = period_;
    }
}

void Future::staff(std::size_t wanted)
{
    while (managers_.size() > wanted) {
        managers_.pop_back();
    }
    while (managers_.size() < wanted) {
        const double noise = luck_.normal(managers_.size(), once, manager_skill);
        const double skill = newcomer_skill_shift() + parameters_.managers.skill_sd * noise;
        managers_.push_back({parameters_.managers.newcomer_proficiency, skill});
        pay_star_loss();
    }
}

void Future::end_programme()
{
    on_ = false;
    pool_ = 0.0;
    for (AccountState& account : accounts_) {
        lose_key_status(account);
    }
}

void Future::lose_key_status(AccountState& account)
{
    if (!account.key) {
        return;
    }
    account.key = false;
    account.manager = -1;
    if (account.alive) {
        account.relationship = clamp_unit(account.relationship - parameters_.review.demotion);
        account.satisfaction = clamp_unit(account.satisfaction - parameters_.review.demotion);
    }
}

std::size_t Future::wanted_managers() const
{
    return static_cast<std::size_t>(std::ceil(alternative_.key_accounts / structure().parameters.load));
}

double Future::newcomer_skill_shift() const
{
    switch (alternative_.hiring) {
    case HiringPolicy::external: return 0.0;
    case HiringPolicy::best_seller: return parameters_.managers.best_seller_skill;
    case HiringPolicy::specialist: return parameters_.managers.specialist_skill;
    case HiringPolicy::project_manager: return parameters_.managers.project_manager_skill;
    }
    return 0.0;
}

void Future::pay_star_loss()
{
    if (alternative_.hiring == HiringPolicy::best_seller) {
        book(LedgerLine::people, -parameters_.managers.star_loss);
    }
}

void Future::see_first_day()
{
    for (AccountState& account : accounts_) {
        account.seen = logistic(leaving_log_odds(account));
    }
}

// ---- 4.3 Effort ----

void Future::share_effort()
{
    const StructureParameters& s = structure().parameters;
    const EffortParameters& p = parameters_.effort;
    std::vector<AccountState*> keys;
    double weights = 0.0;
    double money_weights = 0.0;
    const auto own = [&](const AccountState& account) {
        return alternative_.account_attention.empty()
                   ? AccountAttention{}
                   : alternative_.account_attention.at(static_cast<std::size_t>(&account - accounts_.data()));
    };
    for (AccountState& account : accounts_) {
        account.attention = 0.0;
        account.effort = p.base_effort;
        account.money = 0.0;
        account.key_in_period = account.key;
        if (account.key) {
            keys.push_back(&account);
            account.attention = attention_weight(account) * own(account).hours_weight;
            account.money_share = attention_weight(account) * own(account).money_weight;
            weights += account.attention;
            money_weights += account.money_share;
        }
    }
    key_after_review_ = static_cast<int>(keys.size());
    const double manager_hours =
        static_cast<double>(managers_.size()) * 150.0 * s.manager_time * p.manager_face_share * (1.0 - s.overhead);
    hours_ = on_ ? manager_hours + key_after_review_ * s.team_fte * 150.0 * p.team_face_share : 0.0;
    for (AccountState* account : keys) {
        const double equal_share = 1.0 / static_cast<double>(keys.size());
        account->attention = weights > 0.0 ? account->attention / weights : equal_share;
        account->money_share = money_weights > 0.0 ? account->money_share / money_weights : equal_share;
        const double hours = std::max(0.0, hours_ * account->attention + own(*account).extra_hours);
        const double invested = std::max(0.0, investment_budget() * account->money_share + own(*account).extra_money);
        const double working_hours = hours * effectiveness(account->manager);
        const double half_saturation = p.half_saturation_hours * account->input->cells / 12.0;
        account->effort =
            p.base_effort + (1.0 - p.base_effort) * (1.0 - std::pow(2.0, -working_hours / half_saturation));
        account->money = 1.0 - std::exp(-invested / (p.money_scale * potential(*account)));
    }
}

double Future::attention_weight(const AccountState& account) const
{
    const double room = positive_part(1.0 - account.live / account.input->cells);
    switch (alternative_.attention) {
    case AttentionPolicy::equal: return 1.0;
    case AttentionPolicy::revenue: return std::sqrt(revenue(account));
    case AttentionPolicy::abc: return account.tier == Tier::a ? 4.0 : account.tier == Tier::b ? 2.0 : 1.0;
    case AttentionPolicy::at_risk:
        return std::sqrt(revenue(account)) * positive_part(1.6 - account.relationship - account.satisfaction);
    case AttentionPolicy::growth: return std::sqrt(potential(account) * room);
    case AttentionPolicy::lifetime_value: {
        const double kept = 1.0 - account.seen / std::max(account.term * dt_, 1.0);
        return std::sqrt(positive_part(account.unit_margin) * revenue(account) * kept
                         / (1.0 + experiment_.discount_rate - kept));
    }
    }
    return 1.0;
}

// ---- 4.5 Managers ----

void Future::advance_managers()
{
    exits_ = 0;
    const StructureParameters& s = structure().parameters;
    const ManagerParameters& p = parameters_.managers;
    const double training = lever(Lever::training);
    const auto now = static_cast<std::uint32_t>(period_);
    const double exit_probability = event_probability(s.manager_exit * (1.3 - 0.6 * training));
    for (std::size_t number = 0; number < managers_.size(); ++number) {
        ManagerState& manager = managers_[number];
        if (luck_.uniform(number, now, manager_exit) >= exit_probability) {
            manager.proficiency = revert(manager.proficiency, 0.7 + 0.3 * training, std::log(2.0) / p.ramp, 0.0);
            continue;
        }
        ++exits_;
        for (AccountState& account : accounts_) {
            if (account.key && account.manager == static_cast<int>(number)) {
                account.relationship *= 1.0 - s.exit_loss;
            }
        }
        manager.proficiency = p.newcomer_proficiency;
        manager.skill = newcomer_skill_shift() + p.skill_sd * luck_.normal(number, now, manager_new_skill);
        book(LedgerLine::people, -p.replacement_cost);
        pay_star_loss();
    }
}

// ---- 4.11 Programme life ----

double Future::people_cost() const
{
    const StructureParameters& s = structure().parameters;
    const double managers = static_cast<double>(managers_.size()) * s.manager_cost
                            * (1.0 + parameters_.ledger.training_pay * lever(Lever::training));
    return managers + key_after_review_ * s.team_fte * s.fte_cost;
}

void Future::live_programme()
{
    rebuilt_ = false;
    abandoned_ = false;
    if (!on_) {
        return;
    }
    const ProgrammeParameters& p = parameters_.programme;
    const StructureParameters& s = structure().parameters;
    const std::array<double, lever_count> speeds{p.speed_organisation, p.speed_sponsorship, p.speed_champion,
                                                 p.speed_selection,    p.speed_training,    p.speed_metrics,
                                                 p.speed_review};
    double keys = 0.0;
    double experts = 0.0;
    for (const AccountState& account : accounts_) {
        keys += account.key ? 1.0 : 0.0;
        experts += account.key && account.input->expert ? 1.0 : 0.0;
    }
    double speed = 1.0 + p.expert_speed * (keys > 0.0 ? experts / keys : 0.0);
    for (std::size_t j = 0; j < speeds.size(); ++j) {
        speed *= 1.0 + 2.0 * speeds.at(j) * (alternative_.levers.at(j) - 0.5);
    }
    age_ += dt_ * speed;

    const auto now = static_cast<std::uint32_t>(period_);
    const double rate = s.rebuild_rate * (1.6 - 1.2 * mean_lever()) * (1.5 - lever(Lever::sponsorship));
    if (luck_.uniform(0, now, programme_rebuild) >= event_probability(rate)) {
        return;
    }
    if (luck_.uniform(0, now, programme_abandon) < p.abandon * (1.5 - lever(Lever::champion))) {
        abandoned_ = true;
        ever_abandoned_ = true;
        book(LedgerLine::transition, -parameters_.ledger.severance * people_cost(), When::end);
        end_programme();
        managers_.clear();
    } else {
        rebuilt_ = true;
        book(LedgerLine::transition, -s.rebuild_cost * s.setup, When::end);
        age_ *= s.rebuild_retained;
    }
}

} // namespace kamsim::reference
