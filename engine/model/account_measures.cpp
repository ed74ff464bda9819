#include "kamsim/model/account_measures.hpp"

namespace kamsim {

namespace {

constexpr std::array<AccountMeasureDeclaration, account_measure_count> account_declarations{{
    {AccountMeasure::alive, "alive", Unit::share, "1 where the account is a customer, else 0"},
    {AccountMeasure::key, "key", Unit::share, "1 where the account is a key account, else 0"},
    {AccountMeasure::revenue, "revenue", Unit::money_per_year, "yearly revenue rate, 0 where it is no customer"},
    {AccountMeasure::cells_live, "cells_live", Unit::cells, "cells served"},
    {AccountMeasure::endangerment, "endangerment", Unit::probability,
     "chance of leaving at a yearly renewal as the supplier sees it, mean over the futures in which it is a customer"},
    {AccountMeasure::relationship, "relationship", Unit::dimensionless,
     "relationship, mean over the futures in which it is a customer"},
    {AccountMeasure::satisfaction, "satisfaction", Unit::dimensionless,
     "satisfaction, mean over the futures in which it is a customer"},
    {AccountMeasure::margin, "margin", Unit::money,
     "gross margin of the year less price concessions, before cost to serve"},
    {AccountMeasure::cost_to_serve, "cost_to_serve", Unit::money, "cost to serve of the year"},
    {AccountMeasure::programme_cost, "programme_cost", Unit::money,
     "share of the programme's people, money and fixed cost of the year"},
    {AccountMeasure::tier_a, "tier_a", Unit::share, "1 where the customer is in ABC tier A, else 0"},
    {AccountMeasure::tier_b, "tier_b", Unit::share, "1 where the customer is in ABC tier B, else 0"},
    {AccountMeasure::tier_c, "tier_c", Unit::share, "1 where the customer is in ABC tier C, else 0"},
    {AccountMeasure::service_basic, "service_basic", Unit::share,
     "1 where the customer is in the basic service tier, else 0"},
    {AccountMeasure::service_standard, "service_standard", Unit::share,
     "1 where the customer is in the standard service tier, else 0"},
    {AccountMeasure::service_premium, "service_premium", Unit::share,
     "1 where the customer is in the premium service tier, else 0"},
}};

constexpr std::array<ManagerMeasureDeclaration, manager_measure_count> manager_declarations{{
    {ManagerMeasure::accounts, "accounts", Unit::accounts, "key accounts that the manager looks after"},
    {ManagerMeasure::exits, "exits", Unit::count, "times in the year that the manager's place fell vacant"},
    {ManagerMeasure::proficiency, "proficiency", Unit::share, "proficiency of whoever holds the place"},
}};

} // namespace

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

const std::array<AccountMeasureDeclaration, account_measure_count>& account_measure_catalogue()
{
    return account_declarations;
}

const std::array<ManagerMeasureDeclaration, manager_measure_count>& manager_measure_catalogue()
{
    return manager_declarations;
}

} // namespace kamsim
