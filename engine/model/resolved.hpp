#pragma once

// An experiment turned into the plain numbers that the mechanisms read: no strings, no optionals, no code. This header
// is included by translation units that are compiled once for each instruction set, hence plain structs and pointers
// only.

#include <cstdint>

#include "kamsim/model/alternative.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/parameters.hpp"
#include "kamsim/model/structure.hpp"

namespace kamsim {

/// An account's attributes as the equations use them; flags are 0 or 1.
struct ResolvedAccount {
    std::uint64_t entity;
    int segment;
    int term_periods;
    int first_clock; ///< periods to the first renewal
    double term;     ///< years, term_periods * dt
    double alive;    ///< on the first day
    double log_wallet;
    double depth;
    double cells;
    double live_cells;
    double growth;
    double volatility;
    double margin; ///< gross margin less cost to serve, share of revenue
    double cost_to_serve;
    double relationship;
    double satisfaction;
    double own_relationship; ///< at the start; the mean for prospects
    double own_satisfaction;
    double competition;
    double fit;
    double logo;
    double global_share;
    double demanding;
    double innovator;
    double partner;
    double expert;
    double tender;
    double key_now;
    int manager_now; ///< number of today's manager; -1 for none
};

/// An exact step of a process that reverts to a level: keep the share `keep` of the distance, add `noise` * z (eq. 2,
/// 3).
struct Reversion {
    double keep;
    double noise;
};

/// Constants of the period's length.
struct Timing {
    int periods;
    int periods_per_year;
    double dt;
    double sqrt_dt;
    double discount_rate;
    Reversion satisfaction;
    Reversion relationship;
    Reversion market;
    Reversion edge;
    Reversion proficiency;
    Reversion reference;
    Reversion stranded;
    double champion_exit; ///< probability in a period
};

/// The structure in force in one period of one alternative, with what follows from it.
struct PeriodPlan {
    const StructureParameters* structure;
    double is_programme;
    int managers;
    int managers_before;        ///< in the period before; the difference is hired or dismissed at a switch
    double manager_cost_before; ///< kam_cost of the structure before
    bool is_switch;
    bool starts_programme; ///< a switch from `none`, or the first programme
    bool ends_programme;   ///< a switch to `none`
    bool is_review;        ///< first period of a year
    bool is_year_end;      ///< last period of a year, or of the horizon
    int year;              ///< 0, 1, ...
    int wanted_accounts;   ///< N of eq. 10 at a review
    bool recently_set_up;  ///< less than two years since the last setup
    double investment;     ///< kEUR a year
    double rescue;         ///< kEUR a year
    double lever_cost;     ///< kEUR a year, levers' part of the fixed cost
    double manager_exit;   ///< probability in a period
    double rebuild;        ///< probability in a period
    double discount_start;
    double discount_flow; ///< of what the period brings and costs
    double discount_end;
};

/// One alternative, resolved.
struct ResolvedAlternative {
    double lever[lever_count];
    double mean_lever;
    double programme_speed;     ///< years of age a year, before expert customers
    double abandon_probability; ///< given a rebuild event
    double newcomer_skill;      ///< mean skill of newcomers by the hiring policy
    double newcomer_cost;       ///< kEUR for each newcomer (star_loss)
    int key_accounts;
    SelectionPolicy selection;
    AttentionPolicy attention;
    bool has_own_attention;                    ///< of accounts; false: all have what the policy says
    const AccountAttention* account_attention; ///< [account]
    AssignmentPolicy assignment;
    RescuePolicy rescue;
    double tender_relief;       ///< min(1, tender_lead / 3)
    const double* contact_gain; ///< [account]
    const PeriodPlan* periods;  ///< [period]
    // the first day
    double starts_on;
    double starts_age;
    int standing_managers;
};

/// Everything that a kernel reads; owned by ResolvedExperiment.
struct ResolvedView {
    std::uint64_t seed;
    Timing timing;
    const ModelParameters* parameters;
    int account_count;
    const ResolvedAccount* accounts;
    int segment_count;
    const std::uint64_t* segment_entities;
    int alternative_count;
    const ResolvedAlternative* alternatives;
    int baseline;
    int manager_count;                    ///< most managers over alternatives and periods
    const double* standing_proficiencies; ///< [manager], of those who stand on the first day
    int year_count;                       ///< recorded years, the first day included
    double total_logo;
    bool first_period_at_risk;
    bool include_residual;
    double discount_horizon;
    double cash_buffer;
    double overheads_per_period;
};

} // namespace kamsim
