#pragma once

#include <array>

#include "kamsim/model/parameter.hpp"

namespace kamsim {

/// Why an account left: the largest term that pushed the log-odds of leaving (docs/model.md, eq. 49).
enum class LossReason : int { satisfaction, relationship, competition, market, first_year, tender, poaching, chance };
inline constexpr int loss_reason_count = 8;
[[nodiscard]] const char* name(LossReason reason);

/// What is recorded per account, on the first day and at the end of each year, as means over replications.
enum class AccountMeasure : int {
    alive,
    key,
    revenue,
    cells_live,
    endangerment,
    relationship,
    satisfaction,
    margin,
    cost_to_serve,
    programme_cost,
    tier_a,
    tier_b,
    tier_c,
    service_basic,
    service_standard,
    service_premium,
};
inline constexpr int account_measure_count = static_cast<int>(AccountMeasure::service_premium) + 1;

struct AccountMeasureDeclaration {
    AccountMeasure measure;
    const char* name;
    Unit unit;
    const char* meaning;
};

/// The catalogue of account measures; entry i describes the measure with value i.
[[nodiscard]] const std::array<AccountMeasureDeclaration, account_measure_count>& account_measure_catalogue();

/// What an account was given over the horizon while it was a key account, discounted (docs/model.md, eq. 118).
enum class AccountEffort : int {
    key_years, ///< time as a key account, years
    hours,     ///< of managers and teams
    money,     ///< invested, kEUR
};
inline constexpr int account_effort_count = 3;

/// What is recorded per manager and year.
enum class ManagerMeasure : int { accounts, exits, proficiency };
inline constexpr int manager_measure_count = 3;

struct ManagerMeasureDeclaration {
    ManagerMeasure measure;
    const char* name;
    Unit unit;
    const char* meaning;
};

/// The catalogue of manager measures; entry i describes the measure with value i.
[[nodiscard]] const std::array<ManagerMeasureDeclaration, manager_measure_count>& manager_measure_catalogue();

} // namespace kamsim
