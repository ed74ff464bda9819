#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What the difference of two alternatives is told by.
enum class DifferenceGrouping : std::uint8_t { account, segment, manager };

[[nodiscard]] std::string_view name(DifferenceGrouping grouping);

/// A part of the difference, kEUR, net present.
struct DifferencePart {
    double mean = 0.0;
    double standard_error = 0.0;
    Interval interval;  ///< of this part alone
    double share = 0.0; ///< of the whole difference; NaN where that is 0
};

/// In how many futures one of two alternatives keeps an account, a customer at the horizon, and the other does not;
/// shares of all futures.
struct KeptShares {
    double alternative_only = 0.0;
    double against_only = 0.0;
};

/// One account, one segment, or the accounts that one manager held last under the explained alternative.
struct DifferenceRow {
    int number = 0;    ///< of the account, the segment or the manager in the outcome; -1: accounts without a manager
    std::string label; ///< id of the account, name of the segment or the manager
    DifferencePart part;
    std::optional<KeptShares> kept; ///< of an account
};

/// How many accounts it takes to make the difference.
struct DifferenceConcentration {
    int accounts_for_half = 0; ///< fewest that bring half of the difference; 0 where no number of them does
    int gaining = 0;           ///< accounts with a mean difference above 0
    int losing = 0;
    double gains = 0.0; ///< sum of the means above 0, kEUR
    double losses = 0.0;
};

/// Where the difference in value of two alternatives comes from. Rows and what no account shares add up to the total.
struct AccountDifferences {
    std::string alternative;
    std::string against;
    DifferenceGrouping grouping = DifferenceGrouping::account;
    int accounts = 0;                ///< of the portfolio
    std::vector<DifferenceRow> rows; ///< in the order of the outcome; of managers those who held an account
    DifferencePart unshared;         ///< what no account shares (docs/model.md, eq. 87)
    DifferencePart total;            ///< alternative less against, paired; as in a Comparison with the baseline
    DifferenceConcentration concentration;
};

/// The whole difference in value of two alternatives, paired.
/// @param alternative,against indices in the outcome
[[nodiscard]] DifferencePart total_difference(const Outcome& outcome, int alternative, int against);

/// Means are over futures and intervals by Student's t over futures or, where something is uncertain, over worlds; the
/// total's interval is that of a comparison.
/// @param alternative,against indices in the experiment
/// @param total their total_difference where it is known already: over worlds its interval takes most of the time
/// @throws std::invalid_argument where the alternatives are unknown or the same, where the outcome does not hold their
///   pair (holds_pair), or where its parts do not add up to the values
[[nodiscard]] AccountDifferences account_differences(const Experiment& experiment, const Outcome& outcome,
                                                     int alternative, int against, DifferenceGrouping grouping,
                                                     const std::optional<DifferencePart>& total = std::nullopt);

/// Whether the outcome holds the difference of these two alternatives account by account (alternative_pairs).
[[nodiscard]] bool holds_pair(const Outcome& outcome, int alternative, int against);

/// One or two sentences: what the difference is, how many accounts make half of it, and what gains stand against
/// losses.
[[nodiscard]] std::string concentration_sentence(const AccountDifferences& differences);

} // namespace kamsim
