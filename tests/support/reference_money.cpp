#include <algorithm>
#include <cmath>

#include "support/reference_future.hpp"

namespace kamsim::reference {

// ---- 4.10 and 6: ledger ----

void Future::book(LedgerLine line, double amount, When when)
{
    const double middle = experiment_.booking == Booking::start ? 0.0 : experiment_.booking == Booking::end ? 1.0 : 0.5;
    const double part = when == When::start ? 0.0 : when == When::end ? 1.0 : middle;
    const double discounted = amount * std::pow(1.0 + experiment_.discount_rate, -(period_ + part) * dt_);
    undiscounted_.at(static_cast<std::size_t>(line)) += amount;
    outcome_.ledger.at(static_cast<std::size_t>(line)) += discounted;
    cumulative_value_ += discounted;
}

void Future::book_period()
{
    const StructureParameters& s = structure().parameters;
    const LedgerParameters& p = parameters_.ledger;
    const double total = total_revenue();
    const bool recent_setup = on_ && (period_ - setup_period_) < 2 * experiment_.periods_per_year;
    for (const AccountState& account : accounts_) {
        if (!account.alive) {
            continue;
        }
        const double flow = dt_ * revenue(account);
        const double base_share = account.base / account.live;
        const double key = account.key ? 1.0 : 0.0;
        if (account.never_left) {
            book(LedgerLine::retained, flow * account.unit_margin * base_share);
            book(LedgerLine::expansion, flow * account.unit_margin * (1.0 - base_share));
        } else {
            book(LedgerLine::acquisition, flow * account.unit_margin);
        }
        const double granted = s.concession + p.revenue_pay_discount * positive_part(1.0 - 2.0 * lever(Lever::metrics))
                               - s.recovery * maturity_;
        const double share = total > 0.0 ? revenue(account) / total : 0.0;
        const double pressure = p.concentration_discount * positive_part(share - p.concentration_threshold);
        book(LedgerLine::concession, -flow * (key * granted + pressure));
        book(LedgerLine::cost_to_serve,
             -flow * key * account.input->cost_to_serve
                 * (s.cost_to_serve_change * maturity_ + s.cost_to_serve_rise * (recent_setup ? 1.0 : 0.0)));
    }
    if (on_) {
        book(LedgerLine::people, -dt_ * people_cost());
        book(LedgerLine::fixed, -dt_ * fixed_cost());
        book(LedgerLine::investment, key_after_review_ > 0 ? -dt_ * investment_budget() : 0.0);
    }
    stranded_ = stranded_ * std::exp(-p.stranded_decay * dt_) + new_stranded_;
    book(LedgerLine::stranded, -dt_ * stranded_);
}

/// A year's fixed cost of the structure and its levers.
double Future::fixed_cost() const
{
    const ProgrammeParameters& p = parameters_.programme;
    const std::array<double, lever_count> costs{p.cost_organisation, p.cost_sponsorship, p.cost_champion,
                                                p.cost_selection,    p.cost_training,    p.cost_metrics,
                                                p.cost_review};
    double levers = 0.0;
    for (std::size_t j = 0; j < costs.size(); ++j) {
        levers += costs.at(j) * alternative_.levers.at(j) * alternative_.levers.at(j);
    }
    return structure().parameters.fixed_cost + structure().parameters.lever_scale * levers;
}

/// Worth of what is left at the horizon, each account kept with its yearly chance of staying.
double Future::residual() const
{
    const double rate = experiment_.discount_rate;
    double sum = 0.0;
    for (const AccountState& account : accounts_) {
        if (!account.alive) {
            continue;
        }
        const double leaving = logistic(leaving_log_odds(account));
        const double kept = std::pow(1.0 - leaving, 1.0 / std::sqrt(account.term * dt_))
                            * std::exp(-poaching_rate(account) * (1.0 - 1.0 / account.term));
        sum += account.unit_margin * revenue(account) * kept / (1.0 + rate - kept);
    }
    return sum * std::pow(1.0 + rate, -experiment_.periods * dt_);
}

} // namespace kamsim::reference
