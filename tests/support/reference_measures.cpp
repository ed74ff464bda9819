#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "support/reference_future.hpp"

namespace kamsim::reference {

// ---- 10: measures, with the state after 4.11 ----

void Future::measure_money(ReferencePeriod& period)
{
    const auto line = [this](LedgerLine which) { return undiscounted_.at(static_cast<std::size_t>(which)); };
    double margin = 0.0;
    for (const AccountState& account : accounts_) {
        margin += dt_ * revenue(account) * account.unit_margin;
    }
    period.at(Measure::revenue) = total_revenue();
    period.at(Measure::margin) = margin;
    period.at(Measure::programme_cost) =
        -(line(LedgerLine::people) + line(LedgerLine::fixed) + line(LedgerLine::investment) + line(LedgerLine::rescue)
          + line(LedgerLine::transition));
    period.at(Measure::profit) = std::accumulate(undiscounted_.begin(), undiscounted_.end(), 0.0);
    for (int which = 0; which < static_cast<int>(LedgerLine::residual); ++which) {
        const auto measure = static_cast<Measure>(static_cast<int>(Measure::retained) + which);
        period.at(measure) = line(static_cast<LedgerLine>(which));
    }
    period.at(Measure::cumulative_value) = cumulative_value_;
    cash_ += period.at(Measure::profit) - dt_ * experiment_.firm.yearly_overheads;
    ruined_ = ruined_ || cash_ < 0.0;
    period.at(Measure::cash) = cash_;
    period.at(Measure::ruined) = ruined_ ? 1.0 : 0.0;
}

void Future::measure_accounts(ReferencePeriod& period) const
{
    const double total = total_revenue();
    double keys = 0.0;
    double customers = 0.0;
    double first_day = 0.0;
    double key_revenue = 0.0;
    double largest = 0.0;
    double squares = 0.0;
    for (const AccountState& account : accounts_) {
        customers += account.alive ? 1.0 : 0.0;
        first_day += account.never_left ? 1.0 : 0.0;
        keys += account.key ? 1.0 : 0.0;
        key_revenue += account.key ? revenue(account) : 0.0;
        largest = std::max(largest, revenue(account));
        squares += revenue(account) * revenue(account);
    }
    period.at(Measure::customers) = customers;
    period.at(Measure::customers_of_first_day) = first_day;
    period.at(Measure::key_accounts) = keys;
    period.at(Measure::accounts_lost) = lost_;
    period.at(Measure::key_accounts_lost) = key_lost_;
    period.at(Measure::accounts_won) = won_;
    period.at(Measure::key_share) = key_revenue / total;
    period.at(Measure::largest_share) = largest / total;
    period.at(Measure::herfindahl) = squares / (total * total);
    const auto flag = [total](double revenue, double share) {
        return total > 0.0 ? static_cast<double>(revenue / total > share) : std::nan("");
    };
    period.at(Measure::customer_above_10_percent) = flag(largest, 0.10);
    period.at(Measure::customer_above_20_percent) = flag(largest, 0.20);
    period.at(Measure::customer_above_70_percent) = flag(largest, 0.70);
    period.at(Measure::key_share_above_75_percent) = flag(key_revenue, 0.75);
}

namespace {

/// Weighted mean over the accounts that `weight` does not exclude with 0; NaN over none.
template <class Value, class Weight>
double mean_over(const std::vector<AccountState>& accounts, Value value, Weight weight)
{
    double sum = 0.0;
    double weights = 0.0;
    for (const AccountState& account : accounts) {
        sum += weight(account) * value(account);
        weights += weight(account);
    }
    return weights > 0.0 ? sum / weights : std::nan("");
}

} // namespace

void Future::measure_health(ReferencePeriod& period) const
{
    const auto alive = [](const AccountState& a) { return a.alive ? 1.0 : 0.0; };
    const auto key = [](const AccountState& a) { return a.key ? 1.0 : 0.0; };
    const auto looked_at = [](const AccountState& a) { return a.looked_at ? 1.0 : 0.0; };
    const auto satisfaction = [](const AccountState& a) { return a.satisfaction; };
    const auto relationship = [](const AccountState& a) { return a.relationship; };
    const auto seen = [](const AccountState& a) { return a.seen; };
    period.at(Measure::satisfaction) = mean_over(accounts_, satisfaction, alive);
    period.at(Measure::relationship) = mean_over(accounts_, relationship, alive);
    period.at(Measure::key_satisfaction) = mean_over(accounts_, satisfaction, key);
    period.at(Measure::key_relationship) = mean_over(accounts_, relationship, key);
    period.at(Measure::plan_completeness) = mean_over(
        accounts_, [](const AccountState& a) { return a.plan; }, key);
    period.at(Measure::endangerment_seen) = mean_over(accounts_, seen, looked_at);
    period.at(Measure::endangerment_true) = mean_over(
        accounts_, [](const AccountState& a) { return logistic(a.log_odds); }, looked_at);
    period.at(Measure::accounts_at_risk) = static_cast<double>(
        std::count_if(accounts_.begin(), accounts_.end(), [](const AccountState& a) { return a.flagged; }));
}

void Future::measure_growth(ReferencePeriod& period) const
{
    const auto close_rate = [](const AccountState& a) { return a.close_rate; };
    const auto opportunities = [](const AccountState& a, bool key) {
        return a.key_in_period == key ? a.opportunities : 0.0;
    };
    double ordinary = 0.0;
    double key = 0.0;
    double live = 0.0;
    double onboarding = 0.0;
    double white_space = 0.0;
    for (const AccountState& account : accounts_) {
        ordinary += opportunities(account, false);
        key += opportunities(account, true);
        live += account.live;
        onboarding += account.onboarding;
        white_space += account.alive ? positive_part(account.input->cells - account.live - account.onboarding) : 0.0;
    }
    period.at(Measure::opportunities) = ordinary + key;
    period.at(Measure::key_opportunities) = key;
    // Opportunities for the rounding error of a full account are none.
    const auto rate_of = [&](bool of_key, double all) {
        return all > 1e-9
                   ? mean_over(accounts_, close_rate, [&](const AccountState& a) { return opportunities(a, of_key); })
                   : std::nan("");
    };
    period.at(Measure::other_close_rate) = rate_of(false, ordinary);
    period.at(Measure::key_close_rate) = rate_of(true, key);
    period.at(Measure::cells_live) = live;
    period.at(Measure::cells_onboarding) = onboarding;
    period.at(Measure::white_space_cells) = white_space;
}

/// Service tiers by penetration: basic below one third of the cells, premium from two thirds on.
void Future::measure_service(ReferencePeriod& period) const
{
    std::array<double, 3> count{};
    std::array<double, 3> money{};
    for (const AccountState& account : accounts_) {
        if (account.alive) {
            const double penetration = account.live / account.input->cells;
            const std::size_t tier = penetration < 1.0 / 3.0 ? 0 : penetration < 2.0 / 3.0 ? 1 : 2;
            count.at(tier) += 1.0;
            money.at(tier) += revenue(account);
        }
    }
    period.at(Measure::accounts_basic) = count[0];
    period.at(Measure::accounts_standard) = count[1];
    period.at(Measure::accounts_premium) = count[2];
    period.at(Measure::revenue_basic) = money[0];
    period.at(Measure::revenue_standard) = money[1];
    period.at(Measure::revenue_premium) = money[2];
}

/// What became, by the end of a year, of the accounts as the review at its start left them.
void Future::measure_retention(ReferencePeriod& period) const
{
    if ((period_ + 1) % experiment_.periods_per_year != 0) {
        return;
    }
    const auto then = [](bool key) {
        return [key](const AccountState& a) { return a.key_at_review == key ? a.revenue_at_review : 0.0; };
    };
    const auto gross = [this](const AccountState& a) {
        return a.revenue_at_review > 0.0 ? std::min(1.0, revenue(a) / a.revenue_at_review) : 0.0;
    };
    const auto net = [this](const AccountState& a) {
        return a.revenue_at_review > 0.0 ? revenue(a) / a.revenue_at_review : 0.0;
    };
    const auto logo = [](const AccountState& a) { return a.alive ? 1.0 : 0.0; };
    const auto present = [](bool key) {
        return [key](const AccountState& a) { return a.key_at_review == key && a.revenue_at_review > 0.0 ? 1.0 : 0.0; };
    };
    period.at(Measure::key_gross_revenue_retention) = mean_over(accounts_, gross, then(true));
    period.at(Measure::key_net_revenue_retention) = mean_over(accounts_, net, then(true));
    period.at(Measure::key_logo_retention) = mean_over(accounts_, logo, present(true));
    period.at(Measure::other_gross_revenue_retention) = mean_over(accounts_, gross, then(false));
    period.at(Measure::other_net_revenue_retention) = mean_over(accounts_, net, then(false));
    period.at(Measure::other_logo_retention) = mean_over(accounts_, logo, present(false));
}

void Future::measure_programme(ReferencePeriod& period) const
{
    double wanted = 0.0;
    for (const AccountState& account : accounts_) {
        if (account.key_in_period) {
            wanted += parameters_.effort.half_saturation_hours * account.input->cells / 12.0;
        }
    }
    double proficiency = 0.0;
    for (const ManagerState& manager : managers_) {
        proficiency += manager.proficiency / static_cast<double>(managers_.size());
    }
    // The managers of the period, also where the programme was abandoned at its end.
    period.at(Measure::managers) = static_cast<double>(abandoned_ ? wanted_managers() : managers_.size());
    period.at(Measure::hours_wanted) = wanted;
    period.at(Measure::hours_given) = hours_;
    period.at(Measure::overload) = hours_ > 0.0 ? positive_part(wanted / hours_ - 1.0) : std::nan("");
    period.at(Measure::manager_exits) = exits_;
    period.at(Measure::manager_proficiency) = managers_.empty() ? std::nan("") : proficiency;
    period.at(Measure::maturity) = maturity_;
    period.at(Measure::programme_on) = on_ ? 1.0 : 0.0;
    period.at(Measure::programme_age) = on_ ? age_ : std::nan("");
    period.at(Measure::rebuilt) = rebuilt_ ? 1.0 : 0.0;
    period.at(Measure::abandoned) = abandoned_ ? 1.0 : 0.0;
    period.at(Measure::age_lost_at_switch) = age_lost_at_switch_;
}

} // namespace kamsim::reference
