#pragma once

#include "model/mechanisms/ranking_lanes.hpp"
#include "model/mechanisms/state.hpp"

namespace kamsim::KAMSIM_KERNEL {

/// Adds an amount to a ledger line: undiscounted to the period's frame, discounted to the net present value.
KAMSIM_INLINE void book(ProgrammeState& programme, Frame& frame, LedgerLine line, int pack, Lane amount,
                        double discount)
{
    const int index = static_cast<int>(line);
    frame[static_cast<Measure>(static_cast<int>(Measure::retained) + index)][pack] += amount;
    programme.ledger[index][pack] += amount * Lane(discount);
}

/// Takes key status and manager from an account where `who` is set; where it is alive, relationship and satisfaction
/// fall (eq. 16).
void end_key_status(const Setting& setting, AccountState& state, Mask who, int pack);

// 4.1
void switch_structure(const Setting& setting, AlternativeState& state, Frame& frame);
void mature(const Setting& setting, ProgrammeState& programme, Frame& frame);

// 4.2
void review_key_accounts(const Setting& setting, const Weather& weather, AlternativeState& state, int* order);
void count_key_accounts(const Setting& setting, AlternativeState& state, Frame& frame);

// 4.3
void share_effort(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame);

// 4.4 ... 4.9, for one account
void develop(const Setting& setting, const ResolvedAccount& account, double contact_gain,
             const ProgrammeState& programme, const AccountWeather& weather, AccountState& state);
void lose_manager(const Setting& setting, const std::vector<ManagerState>& managers, AccountState& state);
void expand(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
            const std::vector<ManagerState>& managers, const AccountWeather& weather, AccountState& state,
            Frame& frame);
/// What the supplier would see on the first day without noise, for policies that look before the first sight.
void see_first_day(const Setting& setting, AlternativeState& state);
void endanger(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
              const Temper& temper, const AccountWeather& weather, AccountState& state, Frame& frame);
void retain(const Setting& setting, const ResolvedAccount& account, const Row& market, const Temper& temper,
            const AccountWeather& weather, ProgrammeState& programme, AccountState& state, Frame& frame);
void acquire(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
             const AccountWeather& weather, const Row& alive_before, AccountState& state, Frame& frame);

// 4.5
void advance_managers(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame);

// 4.6, before the alternatives
/// @param demand shocks of the wallets, [account], normal
/// @param shocks of the segments, [segment], normal
void advance_markets(const ResolvedView& experiment, const std::vector<Row>& demand, const std::vector<Row>& shocks,
                     Climate& climate, Weather& weather);

// 4.8, across accounts
void fund_rescues(const Setting& setting, AlternativeState& state, Frame& frame, int* order);

// 4.9
void advance_reference(const Setting& setting, AlternativeState& state);

// 4.10
void book_accounts(const Setting& setting, AlternativeState& state, Frame& frame);
void book_programme(const Setting& setting, ProgrammeState& programme, Frame& frame);
void book_residual(const Setting& setting, AlternativeState& state, Row& residual);
/// Managers and teams, kEUR a year (eq. 63 without replacements).
Lane yearly_people_cost(const Setting& setting, const ProgrammeState& programme, int pack);

// 4.11
void live_programme(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame);

// log-odds of leaving, eq. 42, and the yearly rate of poaching, eq. 47
Lane leaving_log_odds(const Setting& setting, const ResolvedAccount& account, const ProgrammeState& programme,
                      const Temper& temper, const AccountState& state, int pack);
Lane poaching_rate(const RetentionParameters& p, const ResolvedAccount& account, const Temper& temper,
                   const AccountState& state, int pack);
/// Chance of closing an opportunity as an ordinary account, eq. 38 with key = 0.
Lane ordinary_close_rate(const ExpansionParameters& p, const ResolvedAccount& account, const AccountState& state,
                         int pack);

/// What is decided before the period's work: structure and review.
void open_period(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame,
                 Scratch& scratch);
/// The rest of one period of one alternative; together with open_period the table of contents of the model.
void advance_period(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame,
                    Scratch& scratch);

// section 10: measures
void begin_year(const Setting& setting, AlternativeState& state);
void measure_accounts(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame);
/// Turns the sums of the frame into means, shares and flags.
void finish_frame(const Setting& setting, AlternativeState& state, Frame& frame);
/// Sorts once a year: ABC tiers, Pareto and whale curves; retention of last year's cohorts and moves between tiers.
void measure_year(const Setting& setting, AlternativeState& state, Frame& frame, Row* pareto, Row* whale,
                  LaneRanking& ranking);
void rank_by_revenue(AlternativeState& state, Row* pareto, LaneRanking& ranking);
/// Rows of one account for the yearly record, in the order of `AccountMeasure`.
void show_account(const AccountState& state, double cells, Row* rows);
void count_for_manager(const AccountState& account, std::vector<ManagerState>& managers);

// what is told of the period, where the kernel is compiled to be observed
void open_notes(AlternativeState& state);
/// After structure and review.
void note_opening(AlternativeState& state);
void close_notes(AlternativeState& state);

/// A row's doubles: element l is replication l.
KAMSIM_INLINE double* column(Row& row)
{
    return reinterpret_cast<double*>(&row);
}
KAMSIM_INLINE const double* column(const Row& row)
{
    return reinterpret_cast<const double*>(&row);
}

/// Doubles from one account to the next, in the columns of an AlternativeState.
inline constexpr int account_stride = sizeof(AccountState) / sizeof(double);
inline constexpr int manager_stride = sizeof(ManagerState) / sizeof(double);

/// Value of each account's manager, or `without` where it has none.
KAMSIM_INLINE Lane of_manager(const std::vector<ManagerState>& managers, Row ManagerState::*quantity, Lane manager,
                              double without, int pack)
{
    Lane result(without);
    for (int lane = 0; lane < lane_width; ++lane) {
        const double number = manager.value[lane];
        if (number >= 0.0) {
            result.value[lane] = (managers[static_cast<std::size_t>(number)].*quantity)[pack].value[lane];
        }
    }
    return result;
}

} // namespace kamsim::KAMSIM_KERNEL
