#pragma once

#include <cstddef>

#include "model/mechanisms/row.hpp"
#include "model/notes.hpp"

// Set for the one kernel that is compiled to be observed.
#ifndef KAMSIM_OBSERVED
#define KAMSIM_OBSERVED false
#endif

namespace kamsim::KAMSIM_KERNEL {

inline constexpr bool is_observed = KAMSIM_OBSERVED;

/// One row for each note.
template <class Note, std::size_t count>
struct KeptNotes {
    Row rows[count];

    [[nodiscard]] KAMSIM_INLINE Row& operator[](Note note) { return rows[static_cast<int>(note)]; }
};

/// What stands in its place where nobody observes; takes no room.
struct NoNotes {};

template <bool observed>
struct NotesOf {
    using Account = NoNotes;
    using Programme = NoNotes;
};
template <>
struct NotesOf<true> {
    using Account = KeptNotes<AccountNote, account_note_count>;
    using Programme = KeptNotes<ProgrammeNote, programme_note_count>;
};
using AccountNotes = NotesOf<is_observed>::Account;
using ProgrammeNotes = NotesOf<is_observed>::Programme;

/// Lets a mechanism tell what happens: `write` is called with the notes in the observed kernel, and in the others it is
/// not even compiled.
/// @param write generic in its argument, [&](auto& notes) { notes[AccountNote::failures][pack] = failures; }
template <class Notes, class Write>
KAMSIM_INLINE void note(Notes& notes, Write&& write)
{
    if constexpr (is_observed) {
        write(notes);
    }
}

} // namespace kamsim::KAMSIM_KERNEL
