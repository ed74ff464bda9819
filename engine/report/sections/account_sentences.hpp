#pragma once

#include <string>

#include "kamsim/report/document.hpp"

namespace kamsim::sections {

// Sentences of the sections on accounts: rules on numbers, apart from where the numbers come from, so that each branch
// is tested.

/// How customers share the revenue.
struct Concentration {
    int customers = 0;
    int needed = 0;         ///< fewest customers that bring 80 %
    double top_fifth = 0.0; ///< share of the revenue that the largest fifth brings
    double gini = 0.0;
};
[[nodiscard]] Sentence concentration_sentence(const NumberStyle& style, const Concentration& found);

/// @param share of the revenue that the largest customer brings; NaN without revenue
[[nodiscard]] Sentence largest_customer_sentence(const NumberStyle& style, const std::string& name, double share);

/// How many customers bring 80 % at the horizon: mean and the 5 % and 95 % quantiles over futures.
struct LaterConcentration {
    double now = 0.0; ///< on the first day; NaN: there are no customers then
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
    double years = 0.0;
    double customers = 0.0; ///< in all, mean
};
[[nodiscard]] Sentence later_concentration_sentence(const NumberStyle& style, const std::string& design,
                                                    const LaterConcentration& found);

/// What becomes of the accounts of tier A, accounts a future.
struct TierFate {
    double accounts = 0.0; ///< in tier A on the first day
    double stay = 0.0;
    double fall = 0.0;    ///< to B or C
    double lost = 0.0;    ///< no customers at the horizon
    double climbed = 0.0; ///< into A from elsewhere
};
[[nodiscard]] Sentence tier_fate_sentence(const NumberStyle& style, const std::string& design, const TierFate& found);

/// Which account leads a ranking, and whether it does whatever the weights.
struct RankingLead {
    int accounts = 0;
    std::string first;
    double share_first = 0.0; ///< of the weights with which it is first
    int wanted = 0;           ///< key accounts
    int always = 0;           ///< accounts among the wanted with every weight
    int sometimes = 0;        ///< with some
};
[[nodiscard]] Sentence ranking_sentence(const NumberStyle& style, const RankingLead& found);

/// A number over futures on the first day or in year 1 and at the horizon.
struct Development {
    double before = 0.0;
    double after = 0.0;
};
/// "rises from 3 to 5", "falls from ...", "stays at ..."; equal as told counts as equal.
[[nodiscard]] std::string development_text(const std::string& before, const std::string& after, const Development& of);

/// @param accounts that are key at the end of year 1 in some future
/// @param shown of them
/// @param endangered of those shown, in the mean
[[nodiscard]] Sentence key_accounts_sentence(const NumberStyle& style, const std::string& design, int accounts,
                                             int shown, int endangered);

/// The head of the queue.
struct Endangered {
    int customers = 0;
    int flagged = 0; ///< customers that are seen above the threshold
    double threshold = 0.0;
    std::string first;     ///< with the most to lose
    double chance = 0.0;   ///< of leaving at a yearly renewal, as seen now
    double at_stake = 0.0; ///< kEUR
    double expected = 0.0; ///< of all customers: value at stake times chance
};
[[nodiscard]] Sentence endangered_sentence(const NumberStyle& style, const Endangered& found);

/// How well the flag warns. NaN where nothing is flagged or nobody leaves.
struct Warning {
    double recall = 0.0;
    double precision = 0.0;
};
[[nodiscard]] Sentence warning_sentence(const NumberStyle& style, const std::string& design, const Warning& found);

/// Accounts by what they earn in the mean of the horizon.
struct ProfitCounts {
    int accounts = 0; ///< that bring revenue
    int losing = 0;   ///< that cost more than they bring
    int dear = 0;     ///< with little margin and much cost to serve
};
[[nodiscard]] Sentence profit_sentence(const NumberStyle& style, const std::string& design, const ProfitCounts& found);

/// Cumulative profit over customers, best first.
struct Whale {
    double peak = 0.0;   ///< over the total; NaN where the total is not positive
    double total = 0.0;  ///< kEUR in the year
    double losing = 0.0; ///< accounts that lose money
    int accounts = 0;
};
[[nodiscard]] Sentence whale_sentence(const NumberStyle& style, const std::string& design, const Whale& found);

/// Who is still there.
struct Staying {
    double share = 0.0; ///< mean share of the customers of the first day at the horizon
    double low = 0.0;
    double high = 0.0;
    double years = 0.0;
    int customers = 0;
};
[[nodiscard]] Sentence staying_sentence(const NumberStyle& style, const std::string& design, const Staying& found);

/// "first_year" as people say it.
[[nodiscard]] std::string reason_words(const std::string& name);

/// Why accounts are lost.
struct LossCauses {
    double losses = 0.0; ///< a future
    std::string main;    ///< reason with the most losses
    double share = 0.0;  ///< of the losses
};
[[nodiscard]] Sentence loss_sentence(const NumberStyle& style, const std::string& design, const LossCauses& found);

/// How much of what customers could buy is served.
struct Penetration {
    double now = 0.0; ///< cells served over cells; NaN without cells
    double later = 0.0;
    double years = 0.0;
};
[[nodiscard]] Sentence penetration_sentence(const NumberStyle& style, const std::string& design,
                                            const Penetration& found);

} // namespace kamsim::sections
