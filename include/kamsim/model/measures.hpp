#pragma once

#include <array>
#include <cstdint>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// How often a measure is taken: every period, or in the last period of each year.
enum class Cadence : std::uint8_t { period, year };

/// Fixed bins behind the quantiles of a measure: linear between 0 and 1 (shares), linear up to `upper` (counts), or
/// symmetric-logarithmic in units of first-year revenue (money).
enum class BinScale : std::uint8_t { share, count, money };

/// Per-period measures in the order of every table and file (docs/model.md, section 10).
enum class Measure : int {
    // money
    revenue,
    margin,
    programme_cost,
    profit,
    retained,
    expansion,
    acquisition,
    concession,
    cost_to_serve,
    people,
    fixed,
    investment,
    rescue,
    commission,
    stranded,
    transition,
    cumulative_value,
    cumulative_difference,
    cash,
    ruined,
    // retention, yearly
    key_gross_revenue_retention,
    key_net_revenue_retention,
    key_logo_retention,
    other_gross_revenue_retention,
    other_net_revenue_retention,
    other_logo_retention,
    // health
    customers,
    customers_of_first_day,
    satisfaction,
    relationship,
    key_satisfaction,
    key_relationship,
    plan_completeness,
    plan_questions_answered,
    plan_stage,
    endangerment_seen,
    endangerment_true,
    key_endangerment_seen,
    accounts_at_risk,
    revenue_at_risk,
    at_risk_queue_periods,
    flagged_before,
    leavers,
    flagged_leavers,
    accounts_lost,
    key_accounts_lost,
    // growth
    opportunities,
    key_opportunities,
    other_close_rate,
    key_close_rate,
    prospect_win_chance,
    cells_live,
    cells_onboarding,
    white_space_cells,
    white_space_value,
    accounts_basic,
    accounts_standard,
    accounts_premium,
    revenue_basic,
    revenue_standard,
    revenue_premium,
    tier_upgrades,
    tier_downgrades,
    accounts_won,
    // portfolio
    key_accounts,
    key_share,
    largest_share,
    customer_above_10_percent,
    customer_above_20_percent,
    customer_above_70_percent,
    key_share_above_75_percent,
    herfindahl,
    top_fifth_revenue_share,
    abc_a_accounts,
    abc_b_accounts,
    abc_c_accounts,
    abc_upward_moves,
    abc_downward_moves,
    whale_peak,
    // people
    managers,
    accounts_per_manager,
    hours_wanted,
    hours_given,
    overload,
    manager_exits,
    manager_proficiency,
    role_coverage,
    // programme
    maturity,
    programme_on,
    programme_age,
    rebuilt,
    abandoned,
    age_lost_at_switch,
};

inline constexpr int measure_count = static_cast<int>(Measure::age_lost_at_switch) + 1;

struct MeasureDeclaration {
    Measure measure;
    const char* name;
    Unit unit;
    Cadence cadence;
    BinScale scale;
    double upper; ///< of a count's bins; 0 elsewhere
    const char* meaning;
};

/// The catalogue of measures; entry i describes the measure with value i.
[[nodiscard]] const std::array<MeasureDeclaration, measure_count>& measure_catalogue();

/// Points of the yearly Pareto and whale curves: share of accounts 5 %, 10 %, ... 100 %.
inline constexpr int curve_points = 20;

} // namespace kamsim
