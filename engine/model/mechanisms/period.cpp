#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void open_period(const Setting& setting, const Surroundings& surroundings, const std::vector<AccountLuck>& luck,
                 const std::vector<ManagerLuck>& manager_luck, AlternativeState& state, Frame& frame, Scratch& scratch)
{
    if (setting.plan.is_switch) {
        switch_structure(setting, manager_luck, state, frame); // 4.1
    }
    mature(setting, state.programme, frame);
    if (setting.period == 0) {
        see_first_day(setting, luck, state);
    }
    if (setting.plan.is_review) {
        review_key_accounts(setting, surroundings, luck, state, scratch.order); // 4.2
        begin_year(setting, state);
    }
}

void advance_period(const Setting& setting, const Surroundings& surroundings, const std::vector<AccountLuck>& luck,
                    const std::vector<ManagerLuck>& manager_luck, Row rebuild_luck, Row abandon_luck, AlternativeState& state,
                    Frame& frame, Scratch& scratch)
{
    const ResolvedView& experiment = setting.experiment;
    ProgrammeState& programme = state.programme;
    count_key_accounts(setting, state, frame);
    share_effort(setting, surroundings, state, frame);        // 4.3
    advance_managers(setting, manager_luck, state, frame);    // 4.5: nothing before 4.7 looks at managers again
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const ResolvedAccount& account = experiment.accounts[a];
        AccountState& at = state.accounts[a];
        develop(setting, account, setting.alternative.contact_gain[a], programme, luck[a], at); // 4.4
        lose_manager(setting, state.managers, at);                                              // 4.5
        expand(setting, account, programme, state.managers, surroundings.wallet[a], luck[a], at, frame); // 4.7
        endanger(setting, account, programme, luck[a], at, frame);                              // 4.8
    }
    fund_rescues(setting, state, frame, scratch.order);
    for (int i = 0; i < setting.packs; ++i) {
        programme.stranded[i] *= Lane(setting.timing.stranded.keep);
    }
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const ResolvedAccount& account = experiment.accounts[a];
        AccountState& at = state.accounts[a];
        for (int i = 0; i < setting.packs; ++i) {
            scratch.alive_before[i] = at.alive[i];
        }
        const Row market = surroundings.market[static_cast<std::size_t>(account.segment)];
        retain(setting, account, market, luck[a], programme, at, frame);
        acquire(setting, account, programme, surroundings.wallet[a], luck[a], scratch.alive_before, at, frame); // 4.9
    }
    advance_reference(setting, state);
    book_accounts(setting, state, frame); // 4.10
    book_programme(setting, programme, frame);
    live_programme(setting, rebuild_luck, abandon_luck, state, frame); // 4.11
    measure_accounts(setting, surroundings, state, frame);
}

} // namespace kamsim::KAMSIM_KERNEL
