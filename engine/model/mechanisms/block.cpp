#include "model/mechanisms/block.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Periods through which one alternative is advanced before the next one follows: long enough that its state is worth
/// bringing into the cache, short enough that their luck stays there too.
constexpr int stretch = 4;

/// Managers whose state is kept; the arrays are never empty.
std::size_t manager_rows(const ResolvedView& experiment)
{
    return static_cast<std::size_t>(experiment.manager_count > 0 ? experiment.manager_count : 1);
}

/// Rows that hold this many doubles or smaller things.
std::size_t rows_for(std::size_t doubles)
{
    return (doubles + replications_per_block - 1) / replications_per_block;
}

/// Sets every row of a struct that holds nothing but rows to 0.
template <class Group>
void clear(Group& group)
{
    static_assert(sizeof(Group) % sizeof(Row) == 0);
    Row* rows = reinterpret_cast<Row*>(&group);
    for (std::size_t k = 0; k < sizeof(Group) / sizeof(Row); ++k) {
        rows[k].fill(Lane(0.0));
    }
}

void start_account(const ResolvedAccount& account, double key, int manager, const Row& wallet, AccountState& state)
{
    clear(state);
    state.alive.fill(Lane(account.alive));
    state.live.fill(Lane(account.live_cells));
    state.base.fill(Lane(account.live_cells));
    state.relationship.fill(Lane(account.relationship));
    state.satisfaction.fill(Lane(account.satisfaction));
    state.clock.fill(Lane(account.first_clock));
    state.renewed.fill(Lane(account.alive));
    state.former.fill(Lane(account.alive));
    state.key.fill(Lane(key));
    state.manager.fill(Lane(manager));
    state.last_manager.fill(Lane(manager));
    state.loss_period.fill(Lane(-1.0));
    state.loss_reason.fill(Lane(-1.0));
    for (int i = 0; i < packs; ++i) {
        state.revenue[i] = state.alive[i] * wallet[i] * state.live[i] * Lane(account.depth / account.cells);
    }
}

} // namespace

Block::Block(const ResolvedView& experiment)
    : experiment_(experiment), ranking_(static_cast<std::size_t>(experiment.account_count))
{
    const auto accounts = static_cast<std::size_t>(experiment.account_count);
    const auto segments = static_cast<std::size_t>(experiment.segment_count);
    const std::size_t managers = manager_rows(experiment);
    climate_.tempers.resize(accounts);
    climate_.manager_skills.resize(managers);
    climate_.market.resize(segments);
    climate_.log_wallets.resize(accounts);
    climate_.wallets.resize(accounts);
    weather_.resize(stretch);
    for (Weather& weather : weather_) {
        weather.accounts.resize(accounts);
        weather.managers.resize(managers);
        weather.market.resize(segments);
    }
    demand_.resize(accounts);
    shocks_.resize(segments);
    alternatives_.resize(static_cast<std::size_t>(experiment.alternative_count));
    for (AlternativeState& alternative : alternatives_) {
        alternative.accounts.resize(accounts);
        alternative.managers.resize(managers);
    }
    year_accounts_.resize(accounts * account_measure_count);
    year_managers_.resize(managers * manager_measure_count);
    pareto_.resize(curve_points);
    whale_.resize(curve_points);
    final_values_.resize(accounts);
    final_losses_.resize(accounts * loss_reason_count);
    final_states_.resize(accounts * final_state_count);
    final_effort_.resize(accounts * account_effort_count);
    order_memory_.resize(rows_for(accounts + managers));
    scratch_.order = reinterpret_cast<int*>(order_memory_.data());
}

Setting Block::setting(int alternative, int period) const
{
    const ResolvedAlternative& resolved = experiment_.alternatives[alternative];
    const PeriodPlan& plan = resolved.periods[period];
    return {experiment_, *experiment_.parameters, experiment_.timing, resolved,
            plan,        *plan.structure,         climate_,           period};
}

Weather& Block::weather_of(int period)
{
    return weather_[static_cast<std::size_t>(period % stretch)];
}

void Block::run(std::uint32_t first_replication, BlockRecorder& recorder)
{
    key_ = {experiment_.seed, first_replication};
    draw_climate();
    for (int a = 0; a < experiment_.alternative_count; ++a) {
        start_alternative(a);
    }
    for (int first = 0; first < experiment_.timing.periods; first += stretch) {
        const int end = first + stretch < experiment_.timing.periods ? first + stretch : experiment_.timing.periods;
        for (int period = first; period < end; ++period) {
            draw_weather(period);
        }
        for (int a = 0; a < experiment_.alternative_count; ++a) {
            for (int period = first; period < end; ++period) {
                advance(a, period, recorder);
            }
        }
    }
    for (int a = 0; a < experiment_.alternative_count; ++a) {
        record_end(a, recorder);
    }
}

void Block::draw_climate()
{
    for (std::size_t a = 0; a < climate_.tempers.size(); ++a) {
        const ResolvedAccount& account = experiment_.accounts[a];
        draw_temper(key_, account.entity, climate_.tempers[a]);
        climate_.log_wallets[a].fill(Lane(account.log_wallet));
        climate_.wallets[a].fill(exp(Lane(account.log_wallet)));
    }
    for (Row& market : climate_.market) {
        market.fill(Lane(0.0));
    }
    for (std::size_t k = 0; k < climate_.manager_skills.size(); ++k) {
        draw_manager_skill(key_, k, climate_.manager_skills[k]);
    }
}

void Block::draw_weather(int period)
{
    Weather& weather = weather_of(period);
    const auto at = static_cast<std::uint32_t>(period);
    const bool review = period % experiment_.timing.periods_per_year == 0;
    for (std::size_t a = 0; a < weather.accounts.size(); ++a) {
        draw_account(key_, experiment_.accounts[a].entity, at, review, weather.accounts[a], demand_[a]);
    }
    for (std::size_t k = 0; k < weather.managers.size(); ++k) {
        draw_manager(key_, k, at, weather.managers[k]);
    }
    for (std::size_t s = 0; s < shocks_.size(); ++s) {
        draw_segment(key_, experiment_.segment_entities[s], at, shocks_[s]);
    }
    draw_programme(key_, at, weather.rebuild, weather.abandon);
    advance_markets(experiment_, demand_, shocks_, climate_, weather);
}

void Block::start_alternative(int alternative)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    const ResolvedAlternative& resolved = experiment_.alternatives[alternative];
    const ModelParameters& p = *experiment_.parameters;
    clear(state.programme);
    state.programme.on.fill(Lane(resolved.starts_on));
    state.programme.age.fill(Lane(resolved.starts_age));
    state.programme.reference.fill(Lane(p.acquisition.initial_reference));
    state.programme.cash.fill(Lane(experiment_.cash_buffer));
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const ResolvedAccount& account = experiment_.accounts[a];
        const double key = resolved.starts_on * account.key_now * account.alive;
        const bool is_looked_after = key > 0.5 && account.manager_now < resolved.standing_managers;
        start_account(account, key, is_looked_after ? account.manager_now : -1, climate_.wallets[a], state.accounts[a]);
    }
    for (std::size_t k = 0; k < state.managers.size(); ++k) {
        ManagerState& manager = state.managers[k];
        clear(manager);
        manager.proficiency.fill(Lane(experiment_.standing_proficiencies[k]));
        for (int i = 0; i < packs; ++i) {
            manager.skill[i] = Lane(p.managers.skill_sd) * climate_.manager_skills[k][i];
        }
    }
    rank_by_revenue(state, pareto_.data(), ranking_);
}

void Block::advance(int alternative, int period, BlockRecorder& recorder)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    const Setting at = setting(alternative, period);
    const Weather& weather = weather_of(period);
    clear(frame_);
    state.programme.newcomers.fill(Lane(0.0));
    if constexpr (is_observed) {
        open_notes(state);
    }
    open_period(at, weather, state, frame_, scratch_);
    if constexpr (is_observed) {
        note_opening(state);
    }
    if (period == 0) {
        record_year(alternative, 0, recorder); // the first day, with the accounts chosen at its review
    }
    advance_period(at, weather, state, frame_, scratch_);
    finish_frame(at, state, frame_);
    if (at.plan.is_year_end) {
        measure_year(at, state, frame_, pareto_.data(), whale_.data(), ranking_);
        record_year(alternative, at.plan.year + 1, recorder);
    }
    recorder.record_period(alternative, period, column(frame_.values[0]));
    if constexpr (is_observed) {
        close_notes(state);
        record_notes(alternative, period, recorder);
    }
}

void Block::record_notes(int alternative, int period, BlockRecorder& recorder)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    note(state.accounts.front().notes, [&](auto& account) {
        note(state.programme.notes, [&](auto& programme) {
            recorder.record_notes(alternative, period,
                                  {column(account.rows[0]), account_stride, column(state.managers.front().left),
                                   manager_stride, column(programme.rows[0])});
        });
    });
}

void Block::record_year(int alternative, int year, BlockRecorder& recorder)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    if (year == 0) {
        rank_by_revenue(state, pareto_.data(), ranking_);
        for (Row& point : whale_) {
            point.fill(Lane(0.0));
        }
    }
    for (ManagerState& manager : state.managers) {
        manager.accounts.fill(Lane(0.0));
    }
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        show_account(state.accounts[a], experiment_.accounts[a].cells, &year_accounts_[a * account_measure_count]);
        count_for_manager(state.accounts[a], state.managers);
    }
    for (std::size_t k = 0; k < state.managers.size(); ++k) {
        Row* rows = &year_managers_[k * manager_measure_count];
        rows[static_cast<int>(ManagerMeasure::accounts)] = state.managers[k].accounts;
        rows[static_cast<int>(ManagerMeasure::exits)] = state.managers[k].exits;
        rows[static_cast<int>(ManagerMeasure::proficiency)] = state.managers[k].proficiency;
    }
    recorder.record_year(alternative, year,
                         {column(year_accounts_[0]), column(year_managers_[0]), column(pareto_[0]), column(whale_[0])});
}

void Block::record_end(int alternative, BlockRecorder& recorder)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    Row residual{};
    book_residual(setting(alternative, experiment_.timing.periods - 1), state, residual);
    Row spending{};
    for (int i = 0; i < packs; ++i) {
        spending[i] = Lane(0.0);
        for (const LedgerLine line : {LedgerLine::people, LedgerLine::fixed, LedgerLine::investment, LedgerLine::rescue,
                                      LedgerLine::transition}) {
            spending[i] -= state.programme.ledger[static_cast<int>(line)][i];
        }
    }
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const AccountState& account = state.accounts[a];
        final_values_[a] = account.value;
        for (int k = 0; k < loss_reason_count; ++k) {
            final_losses_[a * loss_reason_count + static_cast<std::size_t>(k)] = account.losses[k];
        }
        for (int k = 0; k < account_effort_count; ++k) {
            final_effort_[a * account_effort_count + static_cast<std::size_t>(k)] = account.given[k];
        }
        Row* states = &final_states_[a * final_state_count];
        states[static_cast<int>(FinalState::alive)] = account.alive;
        states[static_cast<int>(FinalState::last_manager)] = account.last_manager;
        states[static_cast<int>(FinalState::loss_period)] = account.loss_period;
        states[static_cast<int>(FinalState::loss_reason)] = account.loss_reason;
    }
    recorder.record_end(alternative, {column(state.programme.ledger[0]), column(residual), column(spending),
                                      column(state.programme.on), column(final_values_[0]), column(final_losses_[0]),
                                      column(final_states_[0]), column(final_effort_[0])});
}

BlockKernel* make_block_kernel(const ResolvedView& experiment)
{
    return new Block(experiment);
}

} // namespace kamsim::KAMSIM_KERNEL
