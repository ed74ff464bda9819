#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void open_period(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame,
                 Scratch& scratch)
{
    if (setting.plan.is_switch) {
        switch_structure(setting, state, frame); // 4.1
    }
    mature(setting, state.programme, frame);
    if (setting.period == 0) {
        see_first_day(setting, state);
    }
    if (setting.plan.is_review) {
        review_key_accounts(setting, weather, state, scratch.order); // 4.2
        begin_year(setting, state);
    }
}

void advance_period(const Setting& setting, const Weather& weather, AlternativeState& state, Frame& frame,
                    Scratch& scratch)
{
    const ResolvedView& experiment = setting.experiment;
    ProgrammeState& programme = state.programme;
    count_key_accounts(setting, state, frame);
    share_effort(setting, weather, state, frame);     // 4.3
    advance_managers(setting, weather, state, frame); // 4.5: nothing before 4.7 looks at managers again
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const ResolvedAccount& account = experiment.accounts[a];
        const AccountWeather& met = weather.accounts[a];
        AccountState& at = state.accounts[a];
        develop(setting, account, setting.alternative.contact_gain[a], programme, met, at); // 4.4
        lose_manager(setting, state.managers, at);                                          // 4.5
        expand(setting, account, programme, state.managers, met, at, frame);                // 4.7
        endanger(setting, account, programme, setting.climate.tempers[a], met, at, frame);  // 4.8
    }
    fund_rescues(setting, state, frame, scratch.order);
    for (int i = 0; i < packs; ++i) {
        programme.stranded[i] *= Lane(setting.timing.stranded.keep);
    }
    for (std::size_t a = 0; a < state.accounts.size(); ++a) {
        const ResolvedAccount& account = experiment.accounts[a];
        const AccountWeather& met = weather.accounts[a];
        AccountState& at = state.accounts[a];
        scratch.alive_before = at.alive;
        const Row& market = weather.market[static_cast<std::size_t>(account.segment)];
        retain(setting, account, market, setting.climate.tempers[a], met, programme, at, frame);
        acquire(setting, account, programme, met, scratch.alive_before, at, frame); // 4.9
    }
    advance_reference(setting, state);
    book_accounts(setting, state, frame); // 4.10
    book_programme(setting, programme, frame);
    live_programme(setting, weather, state, frame); // 4.11
    measure_accounts(setting, weather, state, frame);
}

} // namespace kamsim::KAMSIM_KERNEL
