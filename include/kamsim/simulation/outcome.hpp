#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kamsim/model/account_measures.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/simulation/alternative_pairs.hpp"
#include "kamsim/statistics/moments.hpp"

namespace kamsim {

/// Mean, spread and quantiles of one measure in one period of one alternative.
struct MeasureSummary {
    Moments moments;
    double q05 = 0.0;
    double q25 = 0.0;
    double q50 = 0.0;
    double q75 = 0.0;
    double q95 = 0.0;
    double quantile_error = 0.0; ///< bound of the distance to the sample quantile, largest of the five
    Moments between;             ///< of the means of worlds, where there are several
};

/// A part of the paired difference of two alternatives: over replications and, where there are several worlds, over
/// the means of worlds.
struct DifferenceSummary {
    Moments moments;
    Moments between;
};

/// Plain arrays with named dimensions; index functions give the layout, slowest dimension first.
///
/// Dimensions: alternative, replication, world, shared input (shared_inputs), line (LedgerLine), measure, period,
/// account, year (0 is the first day, then the end of each year), manager, reason (LossReason), point (of a curve),
/// pair (alternative_pairs), side (PairSide), segment (segments_of), holder (0 nobody, then the managers).
struct Outcome {
    std::int64_t replications = 0; ///< worlds * futures_per_world: one world after another
    std::int64_t worlds = 1;       ///< 1 where nothing is uncertain
    std::int64_t futures_per_world = 0;
    int alternatives = 0;
    int periods = 0;
    int periods_per_year = 0;
    int years = 0; ///< recorded years: 1 + number of years of the horizon, a broken last year included
    int accounts = 0;
    int managers = 0; ///< largest number of managers over alternatives and time
    int baseline = 0;
    int pairs = 0;    ///< of alternatives: as many as alternative_pairs() has
    int segments = 0; ///< of accounts

    std::vector<double> value;              ///< [alternative][replication], kEUR, net present
    std::vector<double> programme_spending; ///< [alternative][replication], kEUR, discounted, >= 0
    std::vector<double> payback_years;      ///< [alternative][replication]; infinity: never
    std::vector<double> programme_survives; ///< [alternative][replication], 1 where on at the horizon, else 0

    std::vector<double> world_inputs; ///< [world][shared input], as drawn; empty where nothing is uncertain
    std::vector<double> world_ledger; ///< [alternative][world][line], means over the world's futures, kEUR, net
                                      ///< present; empty where nothing is uncertain

    std::vector<Moments> ledger;          ///< [alternative][line], kEUR, net present
    std::vector<double> residual_mean;    ///< [alternative], kEUR, net present, also where the value leaves it out
    std::vector<MeasureSummary> measures; ///< [alternative][measure][period]
    std::vector<double> account_means;    ///< [alternative][account measure][account][year]
    std::vector<Moments> account_value;   ///< [alternative][account], kEUR, net present, programme cost shared out
    std::vector<double> account_losses;   ///< [alternative][account][reason], losses per replication
    std::vector<double> manager_means;    ///< [alternative][manager measure][manager][year]
    std::vector<double> pareto_curve;     ///< [alternative][year][point], cumulative share of revenue
    std::vector<double> whale_curve; ///< [alternative][year][point], cumulative profit of the year, best first, kEUR

    std::vector<Moments> ledger_difference; ///< [pair][line], kEUR, net present, paired
    /// [pair][measure][year], paired, over the replications in which both alternatives have the measure at the end of
    /// the year; nothing is taken on the first day
    std::vector<DifferenceSummary> measure_difference;

    // The parts of what the first alternative of a pair is worth less what the second is, kEUR, net present. Accounts
    // and what no account shares add up to it, and so do segments or holders in the place of accounts.
    std::vector<DifferenceSummary> account_difference;  ///< [pair][account], programme cost shared out
    std::vector<DifferenceSummary> segment_difference;  ///< [pair][segment]
    std::vector<DifferenceSummary> holder_difference;   ///< [pair][side][holder], by who held the account last there
    std::vector<DifferenceSummary> unshared_difference; ///< [pair], what no account shares
    /// [pair][side][account], replications in which the account is a customer at the horizon there and not in the
    /// other one
    std::vector<double> account_kept_only;

    double seconds = 0.0; ///< wall time of the simulation
    std::string instruction_set;

    [[nodiscard]] std::size_t value_index(int alternative, std::int64_t replication) const
    {
        return static_cast<std::size_t>(alternative) * static_cast<std::size_t>(replications)
               + static_cast<std::size_t>(replication);
    }
    [[nodiscard]] std::size_t world_index(int alternative, std::int64_t world, LedgerLine line) const
    {
        return (static_cast<std::size_t>(alternative) * static_cast<std::size_t>(worlds)
                + static_cast<std::size_t>(world))
                   * ledger_line_count
               + static_cast<std::size_t>(line);
    }
    [[nodiscard]] std::size_t ledger_index(int alternative, LedgerLine line) const
    {
        return static_cast<std::size_t>(alternative) * ledger_line_count + static_cast<std::size_t>(line);
    }
    [[nodiscard]] std::size_t ledger_difference_index(int pair, LedgerLine line) const
    {
        return static_cast<std::size_t>(pair) * ledger_line_count + static_cast<std::size_t>(line);
    }
    [[nodiscard]] std::size_t measure_difference_index(int pair, Measure measure, int year) const
    {
        return (static_cast<std::size_t>(pair) * measure_count + static_cast<std::size_t>(measure))
                   * static_cast<std::size_t>(years)
               + static_cast<std::size_t>(year);
    }
    [[nodiscard]] std::size_t measure_index(int alternative, Measure measure, int period) const
    {
        return (static_cast<std::size_t>(alternative) * measure_count + static_cast<std::size_t>(measure))
                   * static_cast<std::size_t>(periods)
               + static_cast<std::size_t>(period);
    }
    [[nodiscard]] std::size_t account_index(int alternative, AccountMeasure measure, int account, int year) const
    {
        return ((static_cast<std::size_t>(alternative) * account_measure_count + static_cast<std::size_t>(measure))
                    * static_cast<std::size_t>(accounts)
                + static_cast<std::size_t>(account))
                   * static_cast<std::size_t>(years)
               + static_cast<std::size_t>(year);
    }
    [[nodiscard]] std::size_t loss_index(int alternative, int account, LossReason reason) const
    {
        return (static_cast<std::size_t>(alternative) * static_cast<std::size_t>(accounts)
                + static_cast<std::size_t>(account))
                   * loss_reason_count
               + static_cast<std::size_t>(reason);
    }
    [[nodiscard]] std::size_t manager_index(int alternative, ManagerMeasure measure, int manager, int year) const
    {
        return ((static_cast<std::size_t>(alternative) * manager_measure_count + static_cast<std::size_t>(measure))
                    * static_cast<std::size_t>(managers)
                + static_cast<std::size_t>(manager))
                   * static_cast<std::size_t>(years)
               + static_cast<std::size_t>(year);
    }
    [[nodiscard]] int holders() const { return managers + 1; }
    [[nodiscard]] std::size_t account_difference_index(int pair, int account) const
    {
        return static_cast<std::size_t>(pair) * static_cast<std::size_t>(accounts) + static_cast<std::size_t>(account);
    }
    [[nodiscard]] std::size_t segment_difference_index(int pair, int segment) const
    {
        return static_cast<std::size_t>(pair) * static_cast<std::size_t>(segments) + static_cast<std::size_t>(segment);
    }
    [[nodiscard]] std::size_t holder_difference_index(int pair, PairSide side, int holder) const
    {
        return (static_cast<std::size_t>(pair) * pair_side_count + static_cast<std::size_t>(side))
                   * static_cast<std::size_t>(holders())
               + static_cast<std::size_t>(holder);
    }
    [[nodiscard]] std::size_t kept_index(int pair, PairSide side, int account) const
    {
        return (static_cast<std::size_t>(pair) * pair_side_count + static_cast<std::size_t>(side))
                   * static_cast<std::size_t>(accounts)
               + static_cast<std::size_t>(account);
    }
    [[nodiscard]] std::size_t curve_index(int alternative, int year, int point) const
    {
        return (static_cast<std::size_t>(alternative) * static_cast<std::size_t>(years)
                + static_cast<std::size_t>(year))
                   * curve_points
               + static_cast<std::size_t>(point);
    }
};

} // namespace kamsim
