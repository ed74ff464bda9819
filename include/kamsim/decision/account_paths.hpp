#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// A quantity over futures: luck, and knowledge where something is uncertain. NaN where no future has it.
struct PathSpread {
    double mean = 0.0;
    double q05 = 0.0;
    double q50 = 0.0;
    double q95 = 0.0;
};

/// Where an account stands at a time: its ABC tier (docs/model.md, section 10), or that it is no customer.
enum class TierState : int { a, b, c, no_customer };
inline constexpr int tier_state_count = 4;

/// Groups of the customers of the first day that are followed as they leave.
enum class Cohort : int { important, other };
inline constexpr int cohort_count = 2;

/// What becomes of single accounts, future by future: what means and sums of a result do not hold.
///
/// Dimensions as in Outcome; a rank counts customers by revenue from the largest on, a time is the first day (0) or the
/// end of a period.
struct AccountPaths {
    std::int64_t futures = 0; ///< the first ones of the result's, in whole worlds
    std::int64_t worlds = 1;  ///< that they are of; 1 where nothing is uncertain
    int alternatives = 0;
    int accounts = 0;
    int years = 0; ///< 1 + years of the horizon, a broken last one included
    int times = 0; ///< 1 + periods
    int ranks = 0;

    std::vector<PathSpread> revenue_of_rank; ///< [alternative][rank] at the horizon, kEUR a year; 0: no such customer
    std::vector<PathSpread> share_of_ranks;  ///< [alternative][rank] of the revenue, of all ranks up to it
    std::vector<PathSpread> accounts_to_80;  ///< [alternative][year] fewest customers that bring 80 % of the revenue
    std::vector<PathSpread> gini;            ///< [alternative][year] of the customers' revenue
    std::vector<double> tier_flows;          ///< [alternative][from][to] accounts a future, first day to horizon
    std::vector<double> tier_moves;          ///< [alternative][year][from][to] likewise in that year; none in year 0
    std::vector<double> tier_shares;         ///< [alternative][account][year][TierState] share of futures
    std::vector<double> flagged;             ///< [alternative][account][year] share of futures with the account flagged
    std::vector<double> years_flagged;       ///< likewise: mean time since it was flagged, years; NaN: never is
    std::vector<PathSpread> survival;        ///< [alternative][Cohort][time] share that has never left
    std::vector<PathSpread> rank_at_end;     ///< [alternative][account] by revenue, from 1, where it is a customer
    std::vector<PathSpread> revenue_at_end;  ///< [alternative][account] kEUR a year, 0 where it is no customer

    std::vector<int> cohort; ///< [account] Cohort; -1: no customer on the first day
    std::array<int, cohort_count> cohort_size{};
    bool important_are_key = false; ///< key accounts of today; else, where none is named, those in tier A

    [[nodiscard]] std::size_t rank_index(int alternative, int rank) const { return row(alternative, ranks, rank); }
    [[nodiscard]] std::size_t year_index(int alternative, int year) const { return row(alternative, years, year); }
    [[nodiscard]] std::size_t account_index(int alternative, int account) const
    {
        return row(alternative, accounts, account);
    }
    [[nodiscard]] std::size_t account_year_index(int alternative, int account, int year) const
    {
        return row(account_index(alternative, account), years, year);
    }
    [[nodiscard]] std::size_t tier_share_index(int alternative, int account, int year, TierState state) const
    {
        return row(account_year_index(alternative, account, year), tier_state_count, static_cast<int>(state));
    }
    [[nodiscard]] std::size_t flow_index(int alternative, TierState from, TierState to) const
    {
        return row(row(alternative, tier_state_count, static_cast<int>(from)), tier_state_count, static_cast<int>(to));
    }
    [[nodiscard]] std::size_t move_index(int alternative, int year, TierState from, TierState to) const
    {
        return row(row(year_index(alternative, year), tier_state_count, static_cast<int>(from)), tier_state_count,
                   static_cast<int>(to));
    }
    [[nodiscard]] std::size_t survival_index(int alternative, Cohort group, int time) const
    {
        return row(row(alternative, cohort_count, static_cast<int>(group)), times, time);
    }

private:
    template <class Index>
    [[nodiscard]] static std::size_t row(Index outer, int size, int inner)
    {
        return static_cast<std::size_t>(outer) * static_cast<std::size_t>(size) + static_cast<std::size_t>(inner);
    }
};

struct AccountPathOptions {
    int threads = 0;          ///< 0: what OpenMP offers; no number depends on it
    std::int64_t futures = 0; ///< 0: 512, fewer where the portfolio is large; rounded to whole worlds
    std::function<bool()> goes_on{};
    std::function<void(std::int64_t done, std::int64_t all)> progress{};
};

/// Simulates the first futures again and follows every account through them.
/// @return empty where `goes_on` said no
/// @throws std::invalid_argument where the experiment does not fit
[[nodiscard]] std::optional<AccountPaths> follow_accounts(const Experiment& experiment,
                                                          const AccountPathOptions& options = {});

/// ABC tiers of accounts by revenue (docs/model.md, section 10): A to 80 % of it from the largest on, B to 95 %, C the
/// rest; ties go to the account that stands first.
/// @param revenue [account]
/// @param customer [account] whether it is one
[[nodiscard]] std::vector<TierState> abc_tiers(const std::vector<double>& revenue, const std::vector<bool>& customer);

/// Gini coefficient of the revenue of customers: 0 where all are equal. NaN without revenue.
[[nodiscard]] double gini_coefficient(std::vector<double> revenue);

} // namespace kamsim
