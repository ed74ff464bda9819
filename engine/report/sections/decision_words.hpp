#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "kamsim/decision/stakeholder_advice.hpp"
#include "kamsim/decision/value_of_winning.hpp"
#include "kamsim/model/stakeholder_map.hpp"
#include "kamsim/report/document.hpp"
#include "kamsim/report/report_source.hpp"

namespace kamsim::sections {

/// What the section says of one account.
struct MappedAccount {
    std::size_t option; ///< of the choice "account"
    const Account& account;
    const StakeholderAdvice& advice;
    StakeholderMap map;
};

/// "P (buyer)"
[[nodiscard]] std::string person_text(const Stakeholder& person);

/// The people in the order in which to win them; those who need not be won come last.
[[nodiscard]] std::vector<std::size_t> order_of_people(const MappedAccount& mapped);

/// @return nullptr where winning the person was not simulated
[[nodiscard]] const ValueOfWinning* value_of(const ReportSource& source, int account, int person);

// What the section on the decision process says, each chosen by a rule on the numbers.

/// Whom to win first, what that changes on the first day, and what it is worth.
[[nodiscard]] std::vector<Sentence> takeaway_of(const ReportSource& source, const MappedAccount& mapped);
/// How far the first person is ahead of the second.
[[nodiscard]] Sentence gains_sentence(const MappedAccount& mapped, const NumberStyle& style);
/// Whether the weights of the lines of influence decide who comes first.
[[nodiscard]] Sentence influence_sentence(const MappedAccount& mapped, const NumberStyle& style);
/// Whose winning is worth most. Both take a study of the value of winning.
[[nodiscard]] std::vector<Sentence> value_takeaway(const ReportSource& source, const MappedAccount& mapped);
[[nodiscard]] Sentence value_note(const ReportSource& source);

} // namespace kamsim::sections
