#include "model/mechanisms/mechanisms.hpp"

namespace kamsim::KAMSIM_KERNEL {

void open_notes(AlternativeState& state)
{
    for (AccountState& account : state.accounts) {
        note(account.notes, [&](auto& notes) {
            for (Row& row : notes.rows) {
                row.fill(Lane(0.0));
            }
            notes[AccountNote::alive_before] = account.alive;
            notes[AccountNote::key_before] = account.key;
            notes[AccountNote::manager_before] = account.manager;
            notes[AccountNote::reason].fill(Lane(-1.0));
        });
    }
    note(state.programme.notes, [&](auto& notes) {
        for (Row& row : notes.rows) {
            row.fill(Lane(0.0));
        }
        notes[ProgrammeNote::on_before] = state.programme.on;
    });
}

void note_opening(AlternativeState& state)
{
    for (AccountState& account : state.accounts) {
        note(account.notes, [&](auto& notes) {
            notes[AccountNote::key_reviewed] = account.key;
            notes[AccountNote::manager_reviewed] = account.manager;
        });
    }
    note(state.programme.notes, [&](auto& notes) { notes[ProgrammeNote::on_opened] = state.programme.on; });
}

void close_notes(AlternativeState& state)
{
    for (AccountState& account : state.accounts) {
        note(account.notes, [&](auto& notes) {
            notes[AccountNote::flagged_before] = account.was_flagged;
            notes[AccountNote::flagged] = account.flagged;
            notes[AccountNote::rescue_spent] = account.spent;
            notes[AccountNote::alive] = account.alive;
            notes[AccountNote::key] = account.key;
            notes[AccountNote::revenue] = account.revenue;
            notes[AccountNote::cells_live] = account.live;
            notes[AccountNote::relationship] = account.relationship;
            notes[AccountNote::satisfaction] = account.satisfaction;
            notes[AccountNote::endangerment_seen] = account.seen;
            notes[AccountNote::manager] = account.manager;
        });
    }
    note(state.programme.notes, [&](auto& notes) {
        notes[ProgrammeNote::on] = state.programme.on;
        notes[ProgrammeNote::age] = state.programme.age;
    });
}

} // namespace kamsim::KAMSIM_KERNEL
