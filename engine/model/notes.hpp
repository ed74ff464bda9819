#pragma once

// What the mechanisms tell of one period, where they are compiled to be observed: what happened, and what it changed.
// Plain numbers, since this header is included by the kernels.

namespace kamsim {

/// Of one account. Flags are 0 or 1; what does not apply is 0, but for managers and reasons (-1).
enum class AccountNote : int {
    // as the period began
    alive_before,
    key_before,
    manager_before,
    // after structure and review
    key_reviewed,
    manager_reviewed,
    status_satisfaction,  ///< lost with key status, eq. 16
    status_relationship,  ///< likewise
    failures,             ///< of service, eq. 24
    failure_satisfaction, ///< what they took, eq. 28
    failure_relationship, ///< likewise, eq. 31
    champion_exit,
    champion_relationship, ///< what that took, eq. 31
    manager_exit,
    manager_relationship, ///< likewise
    cells_won,            ///< eq. 39
    cells_lost,           ///< eq. 41
    flagged_before,
    flagged,
    rescue_spent,              ///< in this period, kEUR
    save,                      ///< of eq. 45, in force when the account decided
    due,                       ///< renewed now, or left instead
    chance_of_leaving,         ///< in this period, eq. 46, 47
    chance_of_leaving_unsaved, ///< the same without any rescue
    would_leave_unsaved,       ///< the draw lies below it
    leaves,
    reason,                 ///< LossReason of a leaver
    revenue_at_decision,    ///< before leaving, kEUR a year
    cells_live_at_decision, ///< likewise
    won,                    ///< as a customer
    won_back,               ///< was a customer before
    // as the period ended
    alive,
    key,
    revenue, ///< kEUR a year
    cells_live,
    relationship,
    satisfaction,
    endangerment_seen,
    manager,
};
inline constexpr int account_note_count = static_cast<int>(AccountNote::manager) + 1;

/// Of the programme.
enum class ProgrammeNote : int {
    on_before, ///< as the period began
    on_opened, ///< after a switch of structure
    age_lost_at_switch,
    switch_cost, ///< setup and dismissals, kEUR
    rebuilt,
    abandoned,
    age_lost_at_rebuild,
    end_cost, ///< of rebuilding, or severance of an abandoned programme, kEUR
    on,       ///< as the period ended
    age,      ///< likewise, years
};
inline constexpr int programme_note_count = static_cast<int>(ProgrammeNote::age) + 1;

/// One period of one alternative of a block.
struct PeriodNotes {
    const double* accounts;  ///< first account's [AccountNote][lane]
    int account_stride;      ///< doubles from one account to the next
    const double* exits;     ///< [lane] of the first manager: 1 where the manager left in this period
    int manager_stride;      ///< doubles from one manager to the next
    const double* programme; ///< [ProgrammeNote][lane]
};

} // namespace kamsim
