#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/programme.hpp"

namespace kamsim {

enum class SelectionPolicy : std::uint8_t { score_matrix, revenue, potential, eight_factor, manual };
enum class AttentionPolicy : std::uint8_t { revenue, equal, abc, at_risk, growth, lifetime_value };
enum class AssignmentPolicy : std::uint8_t { balanced, matched };
enum class HiringPolicy : std::uint8_t { external, best_seller, specialist, project_manager };
enum class RescuePolicy : std::uint8_t { reactive, none, value_at_risk, proactive };
enum class ContactFocus : std::uint8_t { uniform, most_powerful, highest_leverage, power_times_doubt };

/// How a step of a structure plan comes about.
enum class PlanStep : std::uint8_t {
    reorganisation, ///< a switch (docs/model.md, eq. 5-7): it is set up, loses age, and managers are dealt anew
    in_place, ///< the organisation stays, with as many managers, and has other numbers from now on; for designs that
              ///< are made of two others, no scenario can ask for it
};

/// One step of a structure plan: from `year` on, the structure with this index in Experiment::structures stands.
struct PlannedStructure {
    double year = 0.0;
    int structure = 0;
    PlanStep step = PlanStep::reorganisation;
};

/// How the care of one account differs from what the attention policy gives it (docs/model.md, eq. 115-117).
struct AccountAttention {
    double hours_weight = 1.0; ///< factor on the policy's weight where hours are shared, 0 or more
    double money_weight = 1.0; ///< the same where the investment budget is shared
    double extra_hours = 0.0;  ///< a month on top while it is key, below 0 less, down to none; beside the budget and
                               ///< free of charge, to see what hours are worth: no scenario can ask for it
    double extra_money = 0.0;  ///< kEUR a year, likewise

    friend bool operator==(const AccountAttention&, const AccountAttention&) = default;
};

/// One programme design. All alternatives of an experiment see the same worlds and the same luck.
struct Alternative {
    std::string name;
    std::vector<PlannedStructure> plan; ///< in order of year; empty or starting later: today's structure stands first
    std::array<double, lever_count> levers{0.6, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6}; ///< in the order of `Lever`
    int key_accounts = 15;
    std::optional<double> investment_budget; ///< kEUR a year; empty: the share of revenue of the structure in force
    std::optional<double> rescue_budget;     ///< kEUR a year; empty: likewise
    SelectionPolicy selection = SelectionPolicy::score_matrix;
    AttentionPolicy attention = AttentionPolicy::revenue;
    AssignmentPolicy assignment = AssignmentPolicy::balanced;
    HiringPolicy hiring = HiringPolicy::external;
    RescuePolicy rescue = RescuePolicy::reactive;
    ContactFocus contact_focus = ContactFocus::uniform;
    double tender_lead = 0.0;                        ///< quarters of early work before a tender
    std::vector<AccountAttention> account_attention; ///< [account]; empty: as the policy says
};

} // namespace kamsim
