#pragma once

#include <vector>

#include "kamsim/model/account_measures.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"
#include "model/kernel.hpp"
#include "model/mechanisms/notes.hpp"
#include "model/resolved.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// One account in one alternative (docs/model.md, section 3). Flags are 0 or 1.
struct AccountState {
    Row alive;
    Row live;       ///< cells served
    Row base;       ///< initial cells still live; 0 once a customer of the first day has left
    Row onboarding; ///< cells won, not yet live
    Row relationship;
    Row satisfaction;
    Row plan;
    Row edge;
    Row clock;   ///< periods to renewal
    Row renewed; ///< has renewed once
    Row key;
    Row manager;     ///< number of the account's manager, -1 for none
    Row former;      ///< is or was a customer
    Row seen;        ///< endangerment as last seen, eq. 43
    Row flagged;     ///< seen above the threshold in this period
    Row was_flagged; ///< in the period before
    Row queue;       ///< periods since flagged, 0 where not flagged
    Row save;        ///< eq. 45, remembered until the renewal
    Row targeted;    ///< was a proactive target since the last renewal
    // within a period
    Row revenue;    ///< kEUR a year
    Row attention;  ///< share of the hours, eq. 20
    Row money_part; ///< share of the investment budget, eq. 116
    Row effort;     ///< eq. 21
    Row money;      ///< eq. 22
    Row log_odds;   ///< eq. 42
    Row need;       ///< what a rescue could use, kEUR
    Row spent;      ///< rescue, kEUR
    Row score;      ///< of the review, or the priority of a rescue
    Row cost_key;   ///< key status after the review, for the period's cost shares
    Row commission; ///< of this period's won cells, kEUR
    // since the last review
    Row tier;           ///< ABC: 0, 1, 2; -1 where not alive
    Row service;        ///< service tier at the start of the year: 0, 1, 2; -1 where not alive
    Row cohort_key;     ///< was key after the review
    Row cohort_revenue; ///< kEUR a year after the review
    Row year_margin;
    Row year_cost_to_serve;
    Row year_programme_cost;
    Row year_profit; ///< margin less cost to serve less programme cost
    Row year_active; ///< had revenue or costs in this year
    // since the first day
    Row value; ///< net present, programme cost shared out, kEUR
    Row losses[loss_reason_count];
    Row given[account_effort_count]; ///< discounted, in the order of AccountEffort
    [[no_unique_address]] AccountNotes notes;
    Row last_manager; ///< -1: never had one
    Row loss_period;  ///< of the last loss; -1: never lost
    Row loss_reason;  ///< likewise
};

/// One manager in one alternative.
struct ManagerState {
    Row proficiency;
    Row skill;
    Row effectiveness; ///< eq. 18
    Row accounts;      ///< key accounts held
    Row left;          ///< 1 where the manager left in this period
    Row exits;         ///< in this year
};

/// The programme of one alternative.
struct ProgrammeState {
    Row on;
    Row abandoned;
    Row age;
    Row reference;
    Row stranded;                  ///< cost rate, kEUR a year
    Row pool;                      ///< rescue money at hand
    Row maturity;                  ///< fixed for the period
    Row coverage;                  ///< 0.6 + 0.4 M: what is filled of the structure's roles
    Row key_count;                 ///< key accounts after the review, n_key
    Row hours;                     ///< H
    Row newcomers;                 ///< managers hired in this period
    Row exits;                     ///< managers who left in this period
    Row cash;                      ///< kEUR, with the firm's buffer and overheads
    Row ruined;                    ///< cash was below 0
    Row ledger[ledger_line_count]; ///< net present so far
    [[no_unique_address]] ProgrammeNotes notes;
};

/// Sums over accounts in one period, in the order of `Measure`; turned into means and shares at its end.
struct Frame {
    Row values[measure_count];

    [[nodiscard]] KAMSIM_INLINE Row& operator[](Measure measure) { return values[static_cast<int>(measure)]; }
};

/// Memory for work that sorts; its size follows from the numbers of accounts and managers.
struct Scratch {
    int* order;       ///< [accounts + managers]
    Row alive_before; ///< of one account, at the start of 4.8
};

/// What one account meets in one period, the same for all alternatives.
struct AccountWeather {
    Row relationship; ///< normal
    Row satisfaction; ///< normal
    Row observe;      ///< normal
    Row failure;
    Row won_cells;
    Row lost_cells;
    Row renewal;
    Row champion_exit;
    Row review;        ///< normal; drawn where a review stands
    Row wallet;        ///< kEUR a year, after the period's step
    Row wallet_before; ///< before it
};

/// What is drawn once for an account; both are normal.
struct Temper {
    Row frailty;
    Row observation_bias;
};

/// The luck of one manager in one period.
struct ManagerLuck {
    Row exit;
    Row new_skill; ///< normal
};

/// Everything in one period that no alternative can change: luck, segment markets and customers' wallets.
struct Weather {
    std::vector<AccountWeather> accounts;
    std::vector<ManagerLuck> managers;
    std::vector<Row> market; ///< [segment]
    Row rebuild{};
    Row abandon{};
};

/// What holds for all periods of a replication, and where the wallets stand.
struct Climate {
    std::vector<Temper> tempers;     ///< [account]
    std::vector<Row> manager_skills; ///< [manager], normal, drawn once
    std::vector<Row> market;         ///< [segment], newest
    std::vector<Row> log_wallets;    ///< [account], newest
    std::vector<Row> wallets;        ///< [account], newest
};

/// One alternative's whole state.
struct AlternativeState {
    std::vector<AccountState> accounts;
    std::vector<ManagerState> managers;
    ProgrammeState programme{};
};

/// What every mechanism may read: parameters, the period, the alternative, the structure in force.
struct Setting {
    const ResolvedView& experiment;
    const ModelParameters& parameters;
    const Timing& timing;
    const ResolvedAlternative& alternative;
    const PeriodPlan& plan;
    const StructureParameters& structure;
    const Climate& climate;
    int period;

    [[nodiscard]] double lever(Lever lever) const { return alternative.lever[static_cast<int>(lever)]; }
};

/// Eq. 2 in a form that leaves the value untouched, to the last bit, where the rate is 0 and `keep` therefore 1.
KAMSIM_INLINE Lane revert(Lane value, Lane target, Lane keep)
{
    return value + (target - value) * (Lane(1.0) - keep);
}

/// Count by inverse CDF of one uniform, at most 8 (docs/model.md, section 1). A mean of 0 gives exactly 0.
KAMSIM_INLINE Lane poisson(Lane mean, Lane uniform)
{
    // exp(-m) >= 1 - m: below that nothing happened, and no exponential is needed. The margin covers rounding.
    if (!any(uniform > Lane(1.0 - 1e-12) - mean)) {
        return Lane(0.0);
    }
    Lane term = exp(-mean);
    Lane cumulative = term;
    Lane count(0.0);
    // Two steps without a look: at usual means a branch there would go either way.
    for (int k = 1; k <= 2; ++k) {
        count += indicator(uniform > cumulative);
        term = term * mean * Lane(1.0 / k);
        cumulative += term;
    }
    for (int k = 3; k <= 8; ++k) {
        const Mask above = uniform > cumulative;
        if (!any(above)) {
            break;
        }
        count += indicator(above);
        term = term * mean * Lane(1.0 / k);
        cumulative += term;
    }
    return count;
}

/// Service tier by penetration: 0 below one third of the cells live, 1 below two thirds, 2 above.
KAMSIM_INLINE Lane service_tier(Lane live, double cells)
{
    return indicator(live >= Lane(cells / 3.0)) + indicator(live >= Lane(2.0 * cells / 3.0));
}

} // namespace kamsim::KAMSIM_KERNEL
