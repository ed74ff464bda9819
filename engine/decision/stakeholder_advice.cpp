#include "kamsim/decision/stakeholder_advice.hpp"

#include <algorithm>

#include "kamsim/model/stakeholder_map.hpp"
#include "lanes/scalar_math.hpp"

namespace kamsim {

namespace {

/// Eq. 42 for a customer of the first day: no frailty, no programme, no early work on a tender.
double log_odds_of_leaving(const RetentionParameters& retention, const Account& account, double relationship)
{
    return retention.leaving_base - retention.satisfaction * (account.satisfaction - 0.5)
           - retention.high_satisfaction * std::max(0.0, account.satisfaction - 0.8)
           - retention.relationship * (relationship - 0.4) + retention.competition * (account.competition - 0.5)
           + (account.tender ? retention.tender : 0.0);
}

PersonToWin person_to_win(const Account& account, double influence_scale)
{
    const auto map = solve_stakeholder_map(account.stakeholders, influence_scale);
    PersonToWin first;
    first.support = map.support;
    if (map.first_to_win < 0 || !(map.people[static_cast<std::size_t>(map.first_to_win)].expected_gain > 0.0)) {
        return first;
    }
    first.person = map.first_to_win;
    first.support_change = map.people[static_cast<std::size_t>(map.first_to_win)].support_if_won;
    first.relationship_change =
        std::clamp(account.relationship + 0.5 * first.support_change, 0.0, 1.0) - account.relationship;
    return first;
}

StakeholderAdvice advise(const Experiment& experiment, int account_index)
{
    const auto& account = experiment.accounts[static_cast<std::size_t>(account_index)];
    StakeholderAdvice advice;
    advice.account = account_index;
    advice.account_name = account.name.empty() ? account.id : account.name;
    advice.first = person_to_win(account, 1.0);
    if (advice.first.person) {
        const auto& person = account.stakeholders[static_cast<std::size_t>(*advice.first.person)];
        advice.first_name = person.person;
        advice.first_role = person.role;
        advice.access = person.access;
    }
    if (account.status == AccountStatus::customer) {
        advice.yearly_renewal = yearly_renewal_chance(experiment, account, account.relationship);
        advice.yearly_renewal_if_won =
            yearly_renewal_chance(experiment, account, account.relationship + advice.first.relationship_change);
    }
    std::transform(influence_scales.begin(), influence_scales.end(), advice.by_influence_scale.begin(),
                   [&account](double scale) { return person_to_win(account, scale); });
    advice.holds_for_all_scales =
        std::all_of(advice.by_influence_scale.begin(), advice.by_influence_scale.end(),
                    [&advice](const PersonToWin& other) { return other.person == advice.first.person; });
    return advice;
}

} // namespace

double yearly_renewal_chance(const Experiment& experiment, const Account& account, double relationship)
{
    const int periods = std::max(1, rounded_periods(account.contract_term, experiment.periods_per_year));
    const double term = static_cast<double>(periods) / experiment.periods_per_year;
    const double log_odds = log_odds_of_leaving(experiment.parameters.retention, account, relationship);
    // 1 - σ(λ) = exp(-softplus(λ)). A contract of `term` years is kept with that to the power √term,
    // a year of it with the term-th root.
    return scalar::exp(-scalar::softplus(log_odds) / scalar::sqrt(term));
}

std::vector<StakeholderAdvice> advise_on_stakeholders(const Experiment& experiment)
{
    std::vector<StakeholderAdvice> advice;
    for (std::size_t account = 0; account < experiment.accounts.size(); ++account) {
        if (!experiment.accounts[account].stakeholders.empty()) {
            advice.push_back(advise(experiment, static_cast<int>(account)));
        }
    }
    return advice;
}

} // namespace kamsim
