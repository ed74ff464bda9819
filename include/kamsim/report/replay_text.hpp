#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "kamsim/model/experiment.hpp"
#include "kamsim/report/terminal.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/simulation/replay.hpp"

namespace kamsim {

// Each function returns UTF-8 text of at most 80 columns whose lines end with a line feed; none prints.

/// How much of a story is told.
struct StoryLength {
    std::size_t paragraphs =
        40;                    ///< what happens to one account in one period is a paragraph; the most telling are kept
    std::size_t accounts = 12; ///< rows of a table of accounts

    /// Nothing is left out.
    [[nodiscard]] static StoryLength whole()
    {
        return {std::numeric_limits<std::size_t>::max(), std::numeric_limits<std::size_t>::max()};
    }
};

/// Which future it is, and of what.
/// @param chosen_as why it is told: "the worst for matrix"; empty where it was named by its number
[[nodiscard]] std::string replay_header(const Experiment& experiment, const Outcome& outcome, const Replay& replay,
                                        std::string_view chosen_as);

/// What each design is worth in this future, against the baseline, and how that ranks among its futures.
/// @param all the replay of all alternatives, in their order
/// @param outcome of the run
[[nodiscard]] std::string replay_summary(const Experiment& experiment, const Outcome& outcome, const Replay& all,
                                         int told, Colour colour = Colour::plain);

/// What happens, by year and period, with a line on the portfolio at the end of each year.
[[nodiscard]] std::string replay_story(const Experiment& experiment, const AlternativeReplay& one,
                                       const StoryLength& length, Colour colour = Colour::plain);

/// What happens to one account, after a table of its state at the end of each year.
[[nodiscard]] std::string account_story(const Experiment& experiment, const Outcome& outcome,
                                        const AlternativeReplay& one, int account, Colour colour = Colour::plain);

/// The ledger of this future, beside its mean over all futures.
[[nodiscard]] std::string replay_ledger(const Experiment& experiment, const Outcome& outcome,
                                        const AlternativeReplay& one);

/// Two designs on the same luck: where they part, the ledgers and the accounts side by side, what happens in one alone.
[[nodiscard]] std::string replay_difference_text(const Experiment& experiment, const AlternativeReplay& first,
                                                 const AlternativeReplay& second, const StoryLength& length,
                                                 Colour colour = Colour::plain);

/// The replay of some alternatives as one JSON object, indented, ended by a line feed (docs/guide/replay.md).
/// @param account only its events, and its state at the end of every period; empty: the events of all
[[nodiscard]] std::string replay_json(const Experiment& experiment, const Replay& replay, std::optional<int> account);

} // namespace kamsim
