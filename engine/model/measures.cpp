#include "kamsim/model/measures.hpp"

#include <cstddef>

namespace kamsim {

namespace {

constexpr std::array<MeasureDeclaration, measure_count> declarations{{
    // money
    {Measure::revenue, "revenue", Unit::money_per_year, Cadence::period, BinScale::money, 0.0,
     "yearly revenue rate after the period, summed over accounts"},
    {Measure::margin, "margin", Unit::money, Cadence::period, BinScale::money, 0.0,
     "margin earned in the period, gross margin less cost to serve, summed over accounts"},
    {Measure::programme_cost, "programme_cost", Unit::money, Cadence::period, BinScale::money, 0.0,
     "cost of the programme in the period as a positive figure: people, fixed, investment, rescue and transition"},
    {Measure::profit, "profit", Unit::money, Cadence::period, BinScale::money, 0.0,
     "sum of the ledger lines of the period, undiscounted"},
    {Measure::retained, "retained", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: margin on what customers of the first day already bought"},
    {Measure::expansion, "expansion", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: margin on cells won since at customers of the first day"},
    {Measure::acquisition, "acquisition", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: margin on customers won or won back"},
    {Measure::concession, "concession", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: price concessions less recovery, and price pressure of large customers"},
    {Measure::cost_to_serve, "cost_to_serve", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: change of cost to serve at key accounts"},
    {Measure::people, "people", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: managers, teams and replacements"},
    {Measure::fixed, "fixed", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: fixed cost of the programme and its levers"},
    {Measure::investment, "investment", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: investment budget"},
    {Measure::rescue, "rescue", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: spent on saving endangered accounts"},
    {Measure::commission, "commission", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: commission on won cells"},
    {Measure::stranded, "stranded", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: dedicated cost that outlives lost key accounts"},
    {Measure::transition, "transition", Unit::money, Cadence::period, BinScale::money, 0.0,
     "ledger line of the period: setup, rebuilding, severance and dismissals"},
    {Measure::cumulative_value, "cumulative_value", Unit::money, Cadence::period, BinScale::money, 0.0,
     "discounted sum of profit from the first day to the end of the period"},
    {Measure::cumulative_difference, "cumulative_difference", Unit::money, Cadence::period, BinScale::money, 0.0,
     "cumulative value less that of the baseline under the same luck"},
    {Measure::cash, "cash", Unit::money, Cadence::period, BinScale::money, 0.0,
     "cash buffer plus undiscounted profit so far less yearly overheads so far"},
    {Measure::ruined, "ruined", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "1 where cash has been below 0 at any time so far, else 0"},
    // retention, yearly
    {Measure::key_gross_revenue_retention, "key_gross_revenue_retention", Unit::share, Cadence::year,
     BinScale::unit_interval, 0.0,
     "revenue of the key accounts of the year's start, each capped at what it was then, as a share of what it was "
     "then"},
    {Measure::key_net_revenue_retention, "key_net_revenue_retention", Unit::share, Cadence::year, BinScale::count, 3.0,
     "revenue of the key accounts of the year's start, expansion included, as a share of what it was then"},
    {Measure::key_logo_retention, "key_logo_retention", Unit::share, Cadence::year, BinScale::unit_interval, 0.0,
     "share of the key accounts of the year's start that are still customers"},
    {Measure::other_gross_revenue_retention, "other_gross_revenue_retention", Unit::share, Cadence::year,
     BinScale::unit_interval, 0.0,
     "revenue of the ordinary customers of the year's start, each capped at what it was then, as a share of what it "
     "was then"},
    {Measure::other_net_revenue_retention, "other_net_revenue_retention", Unit::share, Cadence::year, BinScale::count,
     3.0, "revenue of the ordinary customers of the year's start, expansion included, as a share of what it was then"},
    {Measure::other_logo_retention, "other_logo_retention", Unit::share, Cadence::year, BinScale::unit_interval, 0.0,
     "share of the ordinary customers of the year's start that are still customers"},
    // health
    {Measure::customers, "customers", Unit::accounts, Cadence::period, BinScale::count, 1000.0,
     "number of customers after the period"},
    {Measure::customers_of_first_day, "customers_of_first_day", Unit::accounts, Cadence::period, BinScale::count,
     1000.0, "number of customers of the first day that never left"},
    {Measure::satisfaction, "satisfaction", Unit::dimensionless, Cadence::period, BinScale::unit_interval, 0.0,
     "satisfaction, mean over customers"},
    {Measure::relationship, "relationship", Unit::dimensionless, Cadence::period, BinScale::unit_interval, 0.0,
     "relationship, mean over customers"},
    {Measure::key_satisfaction, "key_satisfaction", Unit::dimensionless, Cadence::period, BinScale::unit_interval, 0.0,
     "satisfaction, mean over key accounts"},
    {Measure::key_relationship, "key_relationship", Unit::dimensionless, Cadence::period, BinScale::unit_interval, 0.0,
     "relationship, mean over key accounts"},
    {Measure::plan_completeness, "plan_completeness", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "complete share of the account plan, mean over key accounts"},
    {Measure::plan_questions_answered, "plan_questions_answered", Unit::count, Cadence::period, BinScale::count, 57.0,
     "answered of the 57 planning questions, mean over key accounts"},
    {Measure::plan_stage, "plan_stage", Unit::count, Cadence::period, BinScale::count, 5.0,
     "stage of the account plan, 1 strategy to 5 review, mean over key accounts"},
    {Measure::endangerment_seen, "endangerment_seen", Unit::probability, Cadence::period, BinScale::unit_interval, 0.0,
     "chance of leaving at a yearly renewal as the supplier sees it, mean over customers before losses and wins"},
    {Measure::endangerment_true, "endangerment_true", Unit::probability, Cadence::period, BinScale::unit_interval, 0.0,
     "true chance of leaving at a yearly renewal, mean over customers before losses and wins"},
    {Measure::key_endangerment_seen, "key_endangerment_seen", Unit::probability, Cadence::period,
     BinScale::unit_interval, 0.0,
     "chance of leaving at a yearly renewal as the supplier sees it, mean over key accounts before losses"},
    {Measure::accounts_at_risk, "accounts_at_risk", Unit::accounts, Cadence::period, BinScale::count, 500.0,
     "number of flagged customers, endangerment seen above the threshold, before losses"},
    {Measure::revenue_at_risk, "revenue_at_risk", Unit::money_per_year, Cadence::period, BinScale::money, 0.0,
     "yearly revenue rate, summed over flagged customers, before losses"},
    {Measure::at_risk_queue_periods, "at_risk_queue_periods", Unit::count, Cadence::period, BinScale::count, 40.0,
     "periods since an account was flagged, this one included, mean over flagged customers"},
    {Measure::flagged_before, "flagged_before", Unit::accounts, Cadence::period, BinScale::count, 500.0,
     "number of customers that were flagged in the period before: base of the precision of the flag"},
    {Measure::leavers, "leavers", Unit::accounts, Cadence::period, BinScale::count, 100.0,
     "number of customers of the period before that left in this one: base of the recall of the flag"},
    {Measure::flagged_leavers, "flagged_leavers", Unit::accounts, Cadence::period, BinScale::count, 100.0,
     "number of leavers that were flagged in the period before: recall is this over leavers, precision this over "
     "flagged before"},
    {Measure::accounts_lost, "accounts_lost", Unit::accounts, Cadence::period, BinScale::count, 100.0,
     "number of customers that left in the period"},
    {Measure::key_accounts_lost, "key_accounts_lost", Unit::accounts, Cadence::period, BinScale::count, 50.0,
     "number of key accounts that left in the period"},
    // growth
    {Measure::opportunities, "opportunities", Unit::count, Cadence::period, BinScale::count, 500.0,
     "expected opportunities of the period, summed over customers"},
    {Measure::key_opportunities, "key_opportunities", Unit::count, Cadence::period, BinScale::count, 100.0,
     "expected opportunities of the period, summed over key accounts"},
    {Measure::other_close_rate, "other_close_rate", Unit::probability, Cadence::period, BinScale::unit_interval, 0.0,
     "chance of closing an opportunity, mean over the expected opportunities of ordinary customers"},
    {Measure::key_close_rate, "key_close_rate", Unit::probability, Cadence::period, BinScale::unit_interval, 0.0,
     "chance of closing an opportunity, mean over the expected opportunities of key accounts"},
    {Measure::prospect_win_chance, "prospect_win_chance", Unit::probability, Cadence::period, BinScale::unit_interval,
     0.0, "chance of winning an approached account, mean over accounts that are no customers"},
    {Measure::cells_live, "cells_live", Unit::cells, Cadence::period, BinScale::count, 5000.0,
     "cells served, summed over customers"},
    {Measure::cells_onboarding, "cells_onboarding", Unit::cells, Cadence::period, BinScale::count, 1000.0,
     "cells won that are not yet served, summed over customers"},
    {Measure::white_space_cells, "white_space_cells", Unit::cells, Cadence::period, BinScale::count, 5000.0,
     "cells neither served nor in onboarding, summed over customers"},
    {Measure::white_space_value, "white_space_value", Unit::money_per_year, Cadence::period, BinScale::money, 0.0,
     "yearly revenue that the cells neither served nor in onboarding would bring, summed over customers"},
    {Measure::accounts_basic, "accounts_basic", Unit::accounts, Cadence::period, BinScale::count, 1000.0,
     "number of customers in the basic service tier, below one third of cells served"},
    {Measure::accounts_standard, "accounts_standard", Unit::accounts, Cadence::period, BinScale::count, 1000.0,
     "number of customers in the standard service tier, from one third and below two thirds of cells served"},
    {Measure::accounts_premium, "accounts_premium", Unit::accounts, Cadence::period, BinScale::count, 1000.0,
     "number of customers in the premium service tier, from two thirds of cells served"},
    {Measure::revenue_basic, "revenue_basic", Unit::money_per_year, Cadence::period, BinScale::money, 0.0,
     "yearly revenue rate, summed over customers in the basic service tier"},
    {Measure::revenue_standard, "revenue_standard", Unit::money_per_year, Cadence::period, BinScale::money, 0.0,
     "yearly revenue rate, summed over customers in the standard service tier"},
    {Measure::revenue_premium, "revenue_premium", Unit::money_per_year, Cadence::period, BinScale::money, 0.0,
     "yearly revenue rate, summed over customers in the premium service tier"},
    {Measure::tier_upgrades, "tier_upgrades", Unit::accounts, Cadence::year, BinScale::count, 200.0,
     "number of customers in a higher service tier than a year ago"},
    {Measure::tier_downgrades, "tier_downgrades", Unit::accounts, Cadence::year, BinScale::count, 200.0,
     "number of customers in a lower service tier than a year ago"},
    {Measure::accounts_won, "accounts_won", Unit::accounts, Cadence::period, BinScale::count, 100.0,
     "number of accounts won or won back in the period"},
    // portfolio
    {Measure::key_accounts, "key_accounts", Unit::accounts, Cadence::period, BinScale::count, 100.0,
     "number of key accounts"},
    {Measure::key_share, "key_share", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "key accounts' share of the revenue of all customers"},
    {Measure::largest_share, "largest_share", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "largest customer's share of the revenue of all customers"},
    {Measure::customer_above_10_percent, "customer_above_10_percent", Unit::share, Cadence::period,
     BinScale::unit_interval, 0.0, "1 where one customer has more than 10 % of the revenue, else 0"},
    {Measure::customer_above_20_percent, "customer_above_20_percent", Unit::share, Cadence::period,
     BinScale::unit_interval, 0.0, "1 where one customer has more than 20 % of the revenue, else 0"},
    {Measure::customer_above_70_percent, "customer_above_70_percent", Unit::share, Cadence::period,
     BinScale::unit_interval, 0.0, "1 where one customer has more than 70 % of the revenue, else 0"},
    {Measure::key_share_above_75_percent, "key_share_above_75_percent", Unit::share, Cadence::period,
     BinScale::unit_interval, 0.0, "1 where the key accounts together have more than 75 % of the revenue, else 0"},
    {Measure::herfindahl, "herfindahl", Unit::dimensionless, Cadence::period, BinScale::unit_interval, 0.0,
     "Herfindahl index: squared revenue shares, summed over customers"},
    {Measure::top_fifth_revenue_share, "top_fifth_revenue_share", Unit::share, Cadence::year, BinScale::unit_interval,
     0.0, "share of the revenue that the largest fifth of the customers brings"},
    {Measure::abc_a_accounts, "abc_a_accounts", Unit::accounts, Cadence::year, BinScale::count, 1000.0,
     "number of customers in tier A, up to 80 % of the revenue from the largest on"},
    {Measure::abc_b_accounts, "abc_b_accounts", Unit::accounts, Cadence::year, BinScale::count, 1000.0,
     "number of customers in tier B, from 80 to 95 % of the revenue"},
    {Measure::abc_c_accounts, "abc_c_accounts", Unit::accounts, Cadence::year, BinScale::count, 1000.0,
     "number of customers in tier C, the last 5 % of the revenue"},
    {Measure::abc_upward_moves, "abc_upward_moves", Unit::accounts, Cadence::year, BinScale::count, 200.0,
     "number of customers in a higher ABC tier than a year ago"},
    {Measure::abc_downward_moves, "abc_downward_moves", Unit::accounts, Cadence::year, BinScale::count, 200.0,
     "number of customers in a lower ABC tier than a year ago"},
    {Measure::whale_peak, "whale_peak", Unit::factor, Cadence::year, BinScale::count, 5.0,
     "largest cumulative profit of the year over accounts, best first, over the total profit"},
    // people
    {Measure::managers, "managers", Unit::count, Cadence::period, BinScale::count, 200.0, "number of account managers"},
    {Measure::accounts_per_manager, "accounts_per_manager", Unit::accounts_per_manager, Cadence::period,
     BinScale::count, 50.0, "key accounts over managers, where there are managers"},
    {Measure::hours_wanted, "hours_wanted", Unit::hours_per_month, Cadence::period, BinScale::count, 20000.0,
     "half-saturation hours for the cells of each key account, summed over key accounts"},
    {Measure::hours_given, "hours_given", Unit::hours_per_month, Cadence::period, BinScale::count, 20000.0,
     "hours of managers and teams with customers, summed over key accounts"},
    {Measure::overload, "overload", Unit::factor, Cadence::period, BinScale::count, 10.0,
     "hours wanted over hours given less 1, at least 0, where hours are given"},
    {Measure::manager_exits, "manager_exits", Unit::count, Cadence::period, BinScale::count, 50.0,
     "number of managers that left in the period"},
    {Measure::manager_proficiency, "manager_proficiency", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "proficiency, mean over managers"},
    {Measure::role_coverage, "role_coverage", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "coverage of the six roles at key accounts, mean over roles, where the programme stands"},
    // programme
    {Measure::maturity, "maturity", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "maturity of the programme, 0 where it is off"},
    {Measure::programme_on, "programme_on", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "1 where the programme stands after the period, else 0"},
    {Measure::programme_age, "programme_age", Unit::years, Cadence::period, BinScale::count, 30.0,
     "age of the programme since it was last rebuilt, as the levers speed it up, where it stands"},
    {Measure::rebuilt, "rebuilt", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "1 where the programme was rebuilt in the period, else 0"},
    {Measure::abandoned, "abandoned", Unit::share, Cadence::period, BinScale::unit_interval, 0.0,
     "1 where the programme was abandoned in the period, else 0"},
    {Measure::age_lost_at_switch, "age_lost_at_switch", Unit::years, Cadence::period, BinScale::count, 30.0,
     "age that the programme lost by a switch of structure in the period"},
}};

constexpr bool stands_in_order()
{
    for (std::size_t index = 0; index < declarations.size(); ++index) {
        if (static_cast<std::size_t>(declarations[index].measure) != index) {
            return false;
        }
    }
    return true;
}
static_assert(stands_in_order(), "entry i must describe the measure with value i");

} // namespace

const std::array<MeasureDeclaration, measure_count>& measure_catalogue()
{
    return declarations;
}

const char* name(LossReason reason)
{
    switch (reason) {
    case LossReason::satisfaction: return "satisfaction";
    case LossReason::relationship: return "relationship";
    case LossReason::competition: return "competition";
    case LossReason::market: return "market";
    case LossReason::first_year: return "first_year";
    case LossReason::tender: return "tender";
    case LossReason::poaching: return "poaching";
    case LossReason::chance: return "chance";
    }
    return "";
}

const char* name(AccountMeasure measure)
{
    switch (measure) {
    case AccountMeasure::alive: return "alive";
    case AccountMeasure::key: return "key";
    case AccountMeasure::revenue: return "revenue";
    case AccountMeasure::cells_live: return "cells_live";
    case AccountMeasure::endangerment: return "endangerment";
    case AccountMeasure::relationship: return "relationship";
    case AccountMeasure::satisfaction: return "satisfaction";
    case AccountMeasure::margin: return "margin";
    case AccountMeasure::cost_to_serve: return "cost_to_serve";
    case AccountMeasure::programme_cost: return "programme_cost";
    case AccountMeasure::tier_a: return "tier_a";
    case AccountMeasure::tier_b: return "tier_b";
    case AccountMeasure::tier_c: return "tier_c";
    case AccountMeasure::service_basic: return "service_basic";
    case AccountMeasure::service_standard: return "service_standard";
    case AccountMeasure::service_premium: return "service_premium";
    }
    return "";
}

const char* name(ManagerMeasure measure)
{
    switch (measure) {
    case ManagerMeasure::accounts: return "accounts";
    case ManagerMeasure::exits: return "exits";
    case ManagerMeasure::proficiency: return "proficiency";
    }
    return "";
}

} // namespace kamsim
