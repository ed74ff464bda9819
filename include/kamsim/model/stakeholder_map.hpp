#pragma once

#include <span>
#include <vector>

#include "kamsim/model/account.hpp"
#include "kamsim/model/alternative.hpp"

namespace kamsim {

/// Share of an attitude that a person takes over from others in one step of opinion dynamics (lambda of eq. 52).
inline constexpr double susceptibility = 0.7;

/// One person of a stakeholder map in equilibrium without contact.
struct StakeholderResult {
    double equilibrium_attitude = 0.0; ///< x*, eq. 53
    double leverage = 0.0;             ///< eq. 55: change of support for a unit of contact effect, times access
    double support_if_won = 0.0;       ///< change of support S when this person's own attitude becomes 1
    double expected_gain = 0.0;        ///< support_if_won times access: the order in which to win people
};

/// Friedkin-Johnsen equilibrium of an account's decision group (docs/model.md, eq. 52-57).
struct StakeholderMap {
    std::vector<StakeholderResult> people; ///< in the order of the input
    double support = 0.0;                  ///< S without contact, eq. 54
    double relationship = 0.0;             ///< (1 + S) / 2, eq. 57
    int first_to_win = -1;                 ///< index of the largest expected_gain
};

/// @param influence_scale multiplies the weights of all non-hierarchical lines, for ranges of weights
/// @throws std::invalid_argument where a name stands twice, a line leads to nobody known or to the person itself, a
/// value
///         is out of its range, or nobody has power
[[nodiscard]] StakeholderMap solve_stakeholder_map(std::span<const Stakeholder> people, double influence_scale = 1.0,
                                                   double susceptibility_value = susceptibility);

/// Multiplier of relationship work through the choice of whom to see, at most 2; 1 without a map (eq. 56).
[[nodiscard]] double contact_gain(std::span<const Stakeholder> people, ContactFocus focus);

} // namespace kamsim
