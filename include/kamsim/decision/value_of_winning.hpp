#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/study.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// A person in an account's map with another attitude of their own.
struct ChangedAttitude {
    int account = 0; ///< index in the experiment
    int person = 0;  ///< index in the account's stakeholders
    double attitude = 1.0;
};

/// What the change is worth to a design.
struct ValueOfWinning {
    ChangedAttitude change;
    double support_change = 0.0;      ///< of the power-weighted support without contact, eq. 54
    double relationship_change = 0.0; ///< on the first day, by eq. 57, as far as it stays between 0 and 1
    double mean = 0.0;                ///< paired difference of the design's value, kEUR, net present
    double standard_error = 0.0;      ///< NaN below two independent futures or worlds
    Interval interval;                ///< of the mean, by Student's t over futures or over worlds
};

struct ValuesOfWinning {
    int design = 0; ///< alternative that was simulated
    std::int64_t futures = 0;
    std::int64_t worlds = 1; ///< 1 where nothing is uncertain
    std::vector<ValueOfWinning> people;
};

/// Level of the intervals.
inline constexpr double winning_level = 0.95;

/// Simulates a design as it is and with each of the changes, one at a time, in the first futures and worlds of the
/// experiment's own run. The account starts with the relationship that the change brings beside its own, whether that
/// was given or follows from the map. What it costs to change an attitude is not in it.
/// @param futures of each, at least so many: whole lots of 128, or whole worlds, as far as there are
/// @return empty where the study was ended early
/// @throws std::invalid_argument where there is no such design, account or person, or an attitude is not between -1
///   and 1
[[nodiscard]] std::optional<ValuesOfWinning> values_of_winning(const Experiment& experiment, int design,
                                                               std::span<const ChangedAttitude> changes,
                                                               std::int64_t futures, const StudyOptions& options = {});

/// Whom it may be worth to win: of each account with a map who can be reached and would move the support, most
/// promising first; the first ones of all accounts before the second ones.
/// @param most of them
[[nodiscard]] std::vector<ChangedAttitude> people_to_win(const Experiment& experiment, std::span<const int> accounts,
                                                         std::size_t most);

} // namespace kamsim
