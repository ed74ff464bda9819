#pragma once

#include <cstddef>
#include <cstdint>

#include "model/kernel.hpp"

namespace kamsim {

/// The notes of one period of one alternative, in one replication of a block.
class LaneNotes {
public:
    LaneNotes(const PeriodNotes& notes, int lane) : notes_(notes), lane_(static_cast<std::size_t>(lane)) {}

    [[nodiscard]] double account(int number, AccountNote note) const
    {
        return notes_.accounts[static_cast<std::size_t>(number) * static_cast<std::size_t>(notes_.account_stride)
                               + row(static_cast<int>(note))];
    }
    [[nodiscard]] bool is(int number, AccountNote flag) const { return account(number, flag) > 0.5; }
    [[nodiscard]] double programme(ProgrammeNote note) const { return notes_.programme[row(static_cast<int>(note))]; }
    [[nodiscard]] bool is(ProgrammeNote flag) const { return programme(flag) > 0.5; }
    /// @param manager one of those who stand in the period
    [[nodiscard]] bool manager_left(int manager) const
    {
        return notes_.exits[static_cast<std::size_t>(manager) * static_cast<std::size_t>(notes_.manager_stride) + lane_]
               > 0.5;
    }

private:
    [[nodiscard]] std::size_t row(int index) const
    {
        return static_cast<std::size_t>(index) * replications_per_block + lane_;
    }

    const PeriodNotes& notes_;
    std::size_t lane_;
};

} // namespace kamsim
