#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// Factors on the weights of all non-hierarchical lines of influence: weights are judgements, so advice is given for a
/// range of them. 0 leaves the hierarchy alone.
inline constexpr std::array<double, 5> influence_scales{0.0, 0.5, 1.0, 2.0, 4.0};

/// What winning the best person of a decision group changes: the own attitude of the one with the largest expected gain
/// (change of support times access) becomes 1.
struct PersonToWin {
    std::optional<int>
        person;           ///< index in the account's stakeholders; empty where nobody who can be reached is left to win
    double support = 0.0; ///< power-weighted support S without contact, eq. 54
    double support_change = 0.0;      ///< by winning the person
    double relationship_change = 0.0; ///< half of it, by eq. 57, as far as relationship stays between 0 and 1
};

/// Advice for one account with a stakeholder map. It holds for the first day and without a programme's effects.
struct StakeholderAdvice {
    int account = 0;          ///< index in the experiment
    std::string account_name; ///< its id where it has no name
    PersonToWin first;
    std::string first_name; ///< empty where there is nobody
    std::string first_role;
    double access = 0.0; ///< how well the person can be reached, 0-1
    /// Chance that a contract lives through a year (1 - σ(λ))^(1/√term) by eq. 42 and 46, as it stands and with the
    /// person won; empty for prospects.
    std::optional<double> yearly_renewal;
    std::optional<double> yearly_renewal_if_won;
    std::array<PersonToWin, influence_scales.size()> by_influence_scale;
    bool holds_for_all_scales = false; ///< the same person comes first whatever the weights
};

/// @return one entry for each account with a map, in the order of the accounts
/// @throws std::invalid_argument where a map is not sound (solve_stakeholder_map)
[[nodiscard]] std::vector<StakeholderAdvice> advise_on_stakeholders(const Experiment& experiment);

/// Chance of living through a year of contract with a relationship, on the first day and without a programme.
/// @param relationship between 0 and 1, in the place of the account's own
[[nodiscard]] double yearly_renewal_chance(const Experiment& experiment, const Account& account, double relationship);

} // namespace kamsim
