#include "model/mechanisms/block.hpp"

namespace kamsim::KAMSIM_KERNEL {
namespace {

/// Hands out consecutive rows of one piece of memory; the first pass, without memory, only counts.
class Rows {
public:
    Rows(Lane* memory, int packs) : memory_(memory), packs_(packs) {}

    Row take(std::size_t rows = 1)
    {
        Row row = memory_ == nullptr ? nullptr : memory_ + taken_;
        taken_ += rows * static_cast<std::size_t>(packs_);
        return row;
    }

    /// Fills a struct that holds nothing but rows.
    template <class Group>
    void fill(Group& group)
    {
        Row* rows = reinterpret_cast<Row*>(&group);
        for (std::size_t k = 0; k < sizeof(Group) / sizeof(Row); ++k) {
            rows[k] = take();
        }
    }

    [[nodiscard]] std::size_t taken() const { return taken_; }

private:
    Lane* memory_;
    int packs_;
    std::size_t taken_ = 0;
};

void set(Row row, Lane value, int packs)
{
    for (int i = 0; i < packs; ++i) {
        row[i] = value;
    }
}

void copy(Row to, const Row from, int packs)
{
    for (int i = 0; i < packs; ++i) {
        to[i] = from[i];
    }
}

template <class Group>
void clear(Group& group, int packs)
{
    Row* rows = reinterpret_cast<Row*>(&group);
    for (std::size_t k = 0; k < sizeof(Group) / sizeof(Row); ++k) {
        set(rows[k], Lane(0.0), packs);
    }
}

void start_account(const ResolvedAccount& account, double key, Row wallet, AccountState& state, int packs)
{
    clear(state, packs);
    set(state.alive, Lane(account.alive), packs);
    set(state.live, Lane(account.live_cells), packs);
    set(state.base, Lane(account.live_cells), packs);
    set(state.relationship, Lane(account.relationship), packs);
    set(state.satisfaction, Lane(account.satisfaction), packs);
    set(state.clock, Lane(account.first_clock), packs);
    set(state.renewed, Lane(account.alive), packs);
    set(state.former, Lane(account.alive), packs);
    set(state.key, Lane(key), packs);
    set(state.manager, Lane(-1.0), packs);
    for (int i = 0; i < packs; ++i) {
        state.revenue[i] =
            state.alive[i] * wallet[i] * (state.live[i] / Lane(account.cells)) * Lane(account.depth);
    }
}

} // namespace

Block::Block(const ResolvedView& experiment, int lanes) : experiment_(experiment), packs_(lanes / lane_width)
{
    const auto accounts = static_cast<std::size_t>(experiment.account_count);
    const auto managers = static_cast<std::size_t>(experiment.manager_count > 0 ? experiment.manager_count : 1);
    const auto segments = static_cast<std::size_t>(experiment.segment_count);
    alternatives_.resize(static_cast<std::size_t>(experiment.alternative_count));
    account_luck_.resize(accounts);
    manager_luck_.resize(managers);
    for (auto* rows : {&surroundings_.market, &surroundings_.market_shock}) {
        rows->resize(segments);
    }
    for (auto* rows : {&surroundings_.demand, &surroundings_.wallet, &surroundings_.wallet_before}) {
        rows->resize(accounts);
    }
    for (AlternativeState& alternative : alternatives_) {
        alternative.accounts.resize(accounts);
        alternative.managers.resize(managers);
    }
    const auto lay_out = [&](Lane* memory) {
        Rows rows(memory, packs_);
        for (AlternativeState& alternative : alternatives_) {
            for (AccountState& account : alternative.accounts) {
                rows.fill(account);
            }
            for (ManagerState& manager : alternative.managers) {
                rows.fill(manager);
            }
            rows.fill(alternative.programme);
        }
        for (AccountLuck& luck : account_luck_) {
            rows.fill(luck);
        }
        for (ManagerLuck& luck : manager_luck_) {
            rows.fill(luck);
        }
        for (auto* quantity : {&surroundings_.market, &surroundings_.market_shock, &surroundings_.demand,
                               &surroundings_.wallet, &surroundings_.wallet_before}) {
            for (Row& row : *quantity) {
                row = rows.take();
            }
        }
        for (Row* row : {&rebuild_, &abandon_, &residual_, &spending_}) {
            *row = rows.take();
        }
        year_accounts_ = rows.take(accounts * account_measure_count);
        year_managers_ = rows.take(managers * manager_measure_count);
        pareto_ = rows.take(curve_points);
        whale_ = rows.take(curve_points);
        final_ledger_ = rows.take(ledger_line_count);
        final_values_ = rows.take(accounts);
        final_losses_ = rows.take(accounts * loss_reason_count);
        // Rows of doubles have room for more integers than are asked for.
        scratch_.order = reinterpret_cast<int*>(rows.take(accounts + managers));
        scratch_.ranking = reinterpret_cast<RankedAccount*>(rows.take(2 * accounts));
        scratch_.alive_before = rows.take();
        return rows.taken();
    };
    memory_.resize(lay_out(nullptr));
    lay_out(memory_.data());
    frame_.packs = packs_;
    frame_.values.resize(static_cast<std::size_t>(measure_count * packs_));
}

Setting Block::setting(int alternative, int period) const
{
    const ResolvedAlternative& resolved = experiment_.alternatives[alternative];
    const PeriodPlan& plan = resolved.periods[period];
    return {experiment_, *experiment_.parameters, experiment_.timing, resolved, plan, *plan.structure, period, packs_};
}

void Block::run(std::uint32_t first_replication, BlockRecorder& recorder)
{
    key_ = {experiment_.seed, first_replication};
    draw_first_day();
    for (int a = 0; a < experiment_.alternative_count; ++a) {
        start_alternative(a);
    }
    for (int period = 0; period < experiment_.timing.periods; ++period) {
        draw_period(period);
        advance_surroundings(experiment_, account_luck_, surroundings_, packs_);
        for (int a = 0; a < experiment_.alternative_count; ++a) {
            advance(a, period, recorder);
        }
    }
    for (int a = 0; a < experiment_.alternative_count; ++a) {
        record_end(a, recorder);
    }
}

void Block::draw_first_day()
{
    for (std::size_t a = 0; a < account_luck_.size(); ++a) {
        const ResolvedAccount& account = experiment_.accounts[a];
        draw_account_once(key_, account.entity, account_luck_[a], packs_);
        set(surroundings_.demand[a], Lane(account.log_wallet), packs_);
        set(surroundings_.wallet[a], exp(Lane(account.log_wallet)), packs_);
        copy(surroundings_.wallet_before[a], surroundings_.wallet[a], packs_);
    }
    for (Row market : surroundings_.market) {
        set(market, Lane(0.0), packs_);
    }
    for (std::size_t k = 0; k < manager_luck_.size(); ++k) {
        draw_manager_once(key_, k, manager_luck_[k], packs_);
    }
}

void Block::draw_period(int period)
{
    const auto at = static_cast<std::uint32_t>(period);
    const bool review = period % experiment_.timing.periods_per_year == 0;
    for (std::size_t a = 0; a < account_luck_.size(); ++a) {
        draw_account(key_, experiment_.accounts[a].entity, at, review, account_luck_[a], packs_);
    }
    for (std::size_t k = 0; k < manager_luck_.size(); ++k) {
        draw_manager(key_, k, at, manager_luck_[k], packs_);
    }
    for (std::size_t s = 0; s < surroundings_.market_shock.size(); ++s) {
        draw_segment(key_, experiment_.segment_entities[s], at, surroundings_.market_shock[s], packs_);
    }
    draw_programme(key_, at, rebuild_, abandon_, packs_);
}

void Block::start_alternative(int alternative)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    const Setting at = setting(alternative, 0);
    const ResolvedAlternative& resolved = at.alternative;
    clear(state.programme, packs_);
    set(state.programme.on, Lane(resolved.starts_on), packs_);
    set(state.programme.age, Lane(resolved.starts_age), packs_);
    set(state.programme.reference, Lane(at.parameters.acquisition.initial_reference), packs_);
    set(state.programme.cash, Lane(experiment_.cash_buffer), packs_);
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const ResolvedAccount& account = experiment_.accounts[a];
        start_account(account, resolved.starts_on * account.key_now * account.alive, surroundings_.wallet[a],
                      state.accounts[a], packs_);
    }
    rank_by_revenue(state, packs_, pareto_, scratch_);
    for (std::size_t k = 0; k < state.managers.size(); ++k) {
        ManagerState& manager = state.managers[k];
        clear(manager, packs_);
        set(manager.proficiency, Lane(resolved.standing_proficiency), packs_);
        for (int i = 0; i < packs_; ++i) {
            manager.skill[i] = Lane(at.parameters.managers.skill_sd) * manager_luck_[k].skill[i];
        }
    }
}

void Block::advance(int alternative, int period, BlockRecorder& recorder)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    const Setting at = setting(alternative, period);
    for (Lane& value : frame_.values) {
        value = Lane(0.0);
    }
    for (int i = 0; i < packs_; ++i) {
        state.programme.newcomers[i] = Lane(0.0);
    }
    open_period(at, surroundings_, account_luck_, manager_luck_, state, frame_, scratch_);
    if (period == 0) {
        record_year(alternative, 0, recorder); // the first day, with the accounts chosen at its review
    }
    advance_period(at, surroundings_, account_luck_, manager_luck_, rebuild_, abandon_, state, frame_, scratch_);
    finish_frame(at, state, frame_);
    if (at.plan.is_year_end) {
        measure_year(at, state, frame_, pareto_, whale_, scratch_);
        record_year(alternative, at.plan.year + 1, recorder);
    }
    recorder.record_period(alternative, period, column(frame_.values.data()));
}

void Block::record_year(int alternative, int year, BlockRecorder& recorder)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    if (year == 0) {
        rank_by_revenue(state, packs_, pareto_, scratch_);
        set(whale_, Lane(0.0), curve_points * packs_);
    }
    for (std::size_t k = 0; k < state.managers.size(); ++k) {
        set(state.managers[k].accounts, Lane(0.0), packs_);
    }
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const Row row = year_accounts_ + a * account_measure_count * static_cast<std::size_t>(packs_);
        show_account(state.accounts[a], experiment_.accounts[a].cells, row, packs_);
        count_for_manager(state.accounts[a], state.managers, packs_);
    }
    for (std::size_t k = 0; k < state.managers.size(); ++k) {
        const ManagerState& manager = state.managers[k];
        Row row = year_managers_ + k * manager_measure_count * static_cast<std::size_t>(packs_);
        copy(row, manager.accounts, packs_);
        copy(row + packs_, manager.exits, packs_);
        copy(row + 2 * packs_, manager.proficiency, packs_);
    }
    recorder.record_year(alternative, year, {column(year_accounts_), column(year_managers_), column(pareto_), column(whale_)});
}

void Block::record_end(int alternative, BlockRecorder& recorder)
{
    AlternativeState& state = alternatives_[static_cast<std::size_t>(alternative)];
    book_residual(setting(alternative, experiment_.timing.periods - 1), account_luck_, state, residual_);
    for (int line = 0; line < ledger_line_count; ++line) {
        copy(final_ledger_ + line * packs_, state.programme.ledger[line], packs_);
    }
    for (int i = 0; i < packs_; ++i) {
        Lane spent(0.0);
        for (const LedgerLine line : {LedgerLine::people, LedgerLine::fixed, LedgerLine::investment, LedgerLine::rescue,
                                      LedgerLine::transition}) {
            spent -= state.programme.ledger[static_cast<int>(line)][i];
        }
        spending_[i] = spent;
    }
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        copy(final_values_ + a * static_cast<std::size_t>(packs_), state.accounts[a].value, packs_);
        for (int k = 0; k < loss_reason_count; ++k) {
            const std::size_t row = a * loss_reason_count + static_cast<std::size_t>(k);
            copy(final_losses_ + row * static_cast<std::size_t>(packs_), state.accounts[a].losses[k], packs_);
        }
    }
    recorder.record_end(alternative, {column(final_ledger_), column(residual_), column(spending_), column(state.programme.on),
                                      column(final_values_), column(final_losses_)});
}

BlockKernel* make_block_kernel(const ResolvedView& experiment, int lanes)
{
    return new Block(experiment, lanes);
}

} // namespace kamsim::KAMSIM_KERNEL
