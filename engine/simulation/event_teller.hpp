#pragma once

#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/events.hpp"
#include "model/resolved.hpp"
#include "simulation/lane_notes.hpp"

namespace kamsim {

/// Tells the events of one period of one alternative from the notes of the mechanisms, in order of kind and account.
class EventTeller {
public:
    /// @param experiment certain, and `view` resolved from it
    EventTeller(const Experiment& experiment, const ResolvedView& view, int alternative, int period,
                const LaneNotes& notes);

    [[nodiscard]] std::vector<Event> events();

private:
    using AccountEvents = void (EventTeller::*)(int account);

    void tell_opening();
    void tell_manager_exits();
    void tell_ending();
    void tell_review(int account);
    void tell_development(int account);
    void tell_expansion(int account);
    void tell_danger(int account);
    void tell_decision(int account);
    void tell_arrival(int account);
    void tell_end_of_status(int account);

    [[nodiscard]] double note(int account, AccountNote which) const { return notes_.account(account, which); }
    [[nodiscard]] bool is(int account, AccountNote flag) const { return notes_.is(account, flag); }
    Event& add(EventKind kind, int account = -1);

    const Experiment& experiment_;
    const ResolvedView& view_;
    const ResolvedAlternative& alternative_;
    const PeriodPlan& plan_;
    const LaneNotes& notes_;
    int period_;
    std::vector<Event> events_;
};

} // namespace kamsim
