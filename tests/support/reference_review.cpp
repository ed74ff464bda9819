#include <algorithm>
#include <cmath>
#include <numeric>

#include "support/reference_future.hpp"

namespace kamsim::reference {

// ---- 4.2 Review ----

void Future::review()
{
    if (period_ % experiment_.periods_per_year != 0) {
        return;
    }
    sort_tiers();
    if (!on_) {
        return;
    }
    score_accounts();
    std::vector<AccountState*> order;
    for (AccountState& account : accounts_) {
        const bool eligible = alternative_.selection != SelectionPolicy::manual || account.input->key_now;
        if (account.alive && eligible) {
            order.push_back(&account);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const AccountState* a, const AccountState* b) { return a->score > b->score; });
    const int wanted = wanted_key_accounts();
    order.resize(std::min(order.size(), static_cast<std::size_t>(wanted)));
    for (AccountState& account : accounts_) {
        if (std::find(order.begin(), order.end(), &account) == order.end()) {
            lose_key_status(account);
        }
    }
    for (AccountState* account : order) {
        account->key = true;
    }
    assign_managers(order, wanted);
}

/// A to 80 % of cumulative revenue, B to 95 %, C: by the cumulative share before the account.
void Future::sort_tiers()
{
    std::vector<AccountState*> order;
    for (AccountState& account : accounts_) {
        account.tier = Tier::c;
        if (account.alive) {
            order.push_back(&account);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [this](const AccountState* a, const AccountState* b) { return revenue(*a) > revenue(*b); });
    const double total = total_revenue();
    double before = 0.0;
    for (AccountState* account : order) {
        account->tier = before < 0.80 * total ? Tier::a : before < 0.95 * total ? Tier::b : Tier::c;
        before += revenue(*account);
    }
}

int Future::wanted_key_accounts() const
{
    const double years = period_ * dt_ - programme_start_;
    const double creep = parameters_.review.creep * (1.0 - lever(Lever::selection)) * years;
    return alternative_.key_accounts + static_cast<int>(std::floor(creep));
}

void Future::score_accounts()
{
    double potential_sum = 0.0;
    for (const AccountState& account : accounts_) {
        potential_sum += account.alive ? potential(account) : 0.0;
    }
    const double revenue_sum = total_revenue();
    if (alternative_.selection == SelectionPolicy::eight_factor) {
        score_eight_factors();
    }
    const double undisciplined = 1.0 - lever(Lever::selection);
    for (AccountState& account : accounts_) {
        if (alternative_.selection != SelectionPolicy::eight_factor) {
            account.score = plain_score(account, revenue_sum, potential_sum);
        }
        if (alternative_.selection != SelectionPolicy::manual) {
            const double noise = luck_.normal(account.entity, static_cast<std::uint32_t>(period_), review_noise);
            account.score *= (1.0 + parameters_.review.incumbency * (account.key ? 1.0 : 0.0))
                             * std::exp(parameters_.review.noise * undisciplined * noise);
        }
    }
}

double Future::plain_score(const AccountState& account, double revenue_sum, double potential_sum) const
{
    if (!account.alive) {
        return 0.0;
    }
    const double b = revenue_sum > 0.0 ? revenue(account) / revenue_sum : 0.0;
    const double g = potential_sum > 0.0 ? potential(account) / potential_sum : 0.0;
    const double discipline = lever(Lever::selection);
    switch (alternative_.selection) {
    case SelectionPolicy::revenue: return b;
    case SelectionPolicy::potential: return g;
    case SelectionPolicy::score_matrix:
        return (1.0 - discipline) * b + discipline * (0.5 * b + 0.5 * g) * (0.6 + 0.8 * account.input->fit);
    case SelectionPolicy::manual: return account.input->key_now ? 1.0 : 0.0;
    case SelectionPolicy::eight_factor: break;
    }
    return 0.0;
}

void Future::score_eight_factors()
{
    constexpr std::array<double, 8> weights{0.15, 0.20, 0.10, 0.10, 0.10, 0.15, 0.15, 0.05};
    const auto factors = [this](const AccountState& account) {
        return std::array<double, 8>{
            revenue(account),      potential(account) * (1.0 - account.live / account.input->cells),
            1.0 - account.seen,    logistic(close_log_odds_as_ordinary(account)),
            -account.input->cells, account.relationship,
            account.input->fit,    account.input->logo};
    };
    std::array<double, 8> least{};
    std::array<double, 8> greatest{};
    least.fill(HUGE_VAL);
    greatest.fill(-HUGE_VAL);
    for (AccountState& account : accounts_) {
        account.score = 0.0;
        for (std::size_t j = 0; account.alive && j < 8; ++j) {
            least.at(j) = std::min(least.at(j), factors(account).at(j));
            greatest.at(j) = std::max(greatest.at(j), factors(account).at(j));
        }
    }
    for (AccountState& account : accounts_) {
        for (std::size_t j = 0; account.alive && j < 8; ++j) {
            const double range = greatest.at(j) - least.at(j);
            const double scaled = range > 0.0 ? (factors(account).at(j) - least.at(j)) / range : 0.5;
            account.score += weights.at(j) * scaled;
        }
    }
}

void Future::assign_managers(const std::vector<AccountState*>& order, int wanted)
{
    if (managers_.empty()) {
        return;
    }
    std::vector<int> load(managers_.size(), 0);
    for (const AccountState* account : order) {
        if (account->manager >= 0) {
            ++load.at(static_cast<std::size_t>(account->manager));
        }
    }
    for (AccountState* account : order) {
        if (account->manager < 0) {
            account->manager = choose_manager(load, wanted);
            account->last_manager = account->manager;
            ++load.at(static_cast<std::size_t>(account->manager));
        }
    }
}

int Future::choose_manager(const std::vector<int>& load, int wanted) const
{
    const int managers = static_cast<int>(managers_.size());
    const int limit = (wanted + managers - 1) / managers;
    int chosen = -1;
    for (int number = 0; number < managers; ++number) {
        const int accounts = load.at(static_cast<std::size_t>(number));
        if (alternative_.assignment == AssignmentPolicy::balanced) {
            if (chosen < 0 || accounts < load.at(static_cast<std::size_t>(chosen))) {
                chosen = number;
            }
        } else if (accounts < limit && (chosen < 0 || effectiveness(number) > effectiveness(chosen))) {
            chosen = number;
        }
    }
    return chosen;
}

double Future::effectiveness(int manager) const
{
    if (manager < 0) {
        return parameters_.managers.newcomer_proficiency;
    }
    const ManagerState& state = managers_.at(static_cast<std::size_t>(manager));
    const double skill_sd = parameters_.managers.skill_sd;
    return state.proficiency * std::exp(state.skill - 0.5 * skill_sd * skill_sd);
}

} // namespace kamsim::reference
