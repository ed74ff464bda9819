#pragma once

#include <string>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/replay.hpp"

namespace kamsim {

/// "Q3", "M11", or "" where a period is a year.
[[nodiscard]] std::string period_of_year(const Experiment& experiment, int period);

/// "year 2, Q3"
[[nodiscard]] std::string period_words(const Experiment& experiment, int period);

/// Name of an account, or its id where it has none; as a terminal can show it, like all below.
[[nodiscard]] std::string account_name(const Experiment& experiment, int account);

/// Name and id: "Adler (K04)".
[[nodiscard]] std::string account_words(const Experiment& experiment, int account);

/// "manager 3", or the name of who stands in the post from the first day on.
[[nodiscard]] std::string manager_words(const Experiment& experiment, const AlternativeReplay& replay, int manager,
                                        int period);

/// What happened, without the account: "renews (chance of leaving 12 %)".
[[nodiscard]] std::string event_words(const Experiment& experiment, const AlternativeReplay& replay,
                                      const Event& event);

/// How much hung on an event, kEUR a year: the whole revenue of an account that is lost, won or rescued; the revenue of
/// cells; for what touches an account's mind, its revenue times what relationship and satisfaction lost; for a danger
/// or a renewal, times the chance of leaving.
[[nodiscard]] double revenue_at_stake(const AlternativeReplay& replay, const Event& event);

} // namespace kamsim
