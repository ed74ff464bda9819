#pragma once

#include <array>
#include <cstdint>

#include "kamsim/model/account_measures.hpp"

namespace kamsim {

/// What can happen in a period, in the order in which the model lets it happen (docs/model.md, section 4).
enum class EventKind : std::uint8_t {
    programme_started,
    structure_switched,
    programme_ended,
    became_key,
    demoted,
    manager_assigned,
    manager_withdrawn,
    manager_left,
    service_failed,
    champion_left,
    lost_its_manager,
    cells_won,
    cells_lost,
    endangered,
    out_of_danger,
    rescue_paid,
    rescued,
    rescue_not_needed,
    rescue_in_vain,
    renewed,
    lost,
    won,
    won_back,
    programme_rebuilt,
    programme_abandoned,
    key_status_ended,
    programme_survived,
};
inline constexpr int event_kind_count = static_cast<int>(EventKind::programme_survived) + 1;

struct EventKindDeclaration {
    EventKind kind;
    const char* name;
    const char* meaning;
};

/// The catalogue of events; entry i describes the kind with value i.
[[nodiscard]] const std::array<EventKindDeclaration, event_kind_count>& event_catalogue();

/// One thing that happened in one future of one alternative. What a kind does not speak of is left as below.
struct Event {
    int period = 0;
    EventKind kind{};
    int account = -1;   ///< index in Experiment::accounts; -1 where a manager or the programme is concerned
    int manager = -1;   ///< number of the manager's post
    int structure = -1; ///< index in Experiment::structures: the one that stands from now on
    bool key = false;   ///< the account was a key account
    double count = 0.0; ///< failures of service, cells
    double money = 0.0; ///< spent in the period, kEUR, not discounted, >= 0
    /// Of the account, kEUR a year: before it left, where it did; else as the period ends.
    double revenue = 0.0;
    /// Of leaving now: of renewed, rescued, lost. Endangerment as seen: of endangered, out_of_danger.
    double chance = 0.0;
    double chance_without_rescue = 0.0;     ///< of leaving now, had no rescue been paid
    double satisfaction = 0.0;              ///< change, <= 0
    double relationship = 0.0;              ///< change, <= 0
    double programme_age = 0.0;             ///< of programme_survived, years; else the change, <= 0
    LossReason reason = LossReason::chance; ///< of lost, eq. 49

    friend bool operator==(const Event&, const Event&) = default;
};

} // namespace kamsim
