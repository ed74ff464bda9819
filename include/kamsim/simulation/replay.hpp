#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/simulation/events.hpp"
#include "kamsim/simulation/paths.hpp"

namespace kamsim {

/// One future of one alternative, told in full.
struct AlternativeReplay {
    int alternative = 0;                          ///< index in Experiment::alternatives
    std::array<double, ledger_line_count> ledger; ///< by LedgerLine, kEUR, net present
    double value = 0.0;                           ///< sum of the ledger
    std::vector<double> account_value; ///< [account], kEUR, net present, programme cost shared out; what is not shared
                                       ///< (setup, stranded cost, replacements ...) is the rest of the value
    std::vector<Event> events;         ///< in order of period, kind, account
    int accounts = 0;
    int periods = 0;
    std::array<std::vector<double>, path_quantity_count> paths; ///< by PathQuantity: [account][period]

    [[nodiscard]] double path(PathQuantity quantity, int account, int period) const
    {
        return paths[static_cast<std::size_t>(quantity)]
                    [static_cast<std::size_t>(account) * static_cast<std::size_t>(periods)
                     + static_cast<std::size_t>(period)];
    }
};

struct Replay {
    std::int64_t replication = 0;
    std::int64_t world = 0; ///< the world that the replication is a future of
    std::vector<AlternativeReplay> alternatives;
};

/// Simulates one replication alone, again and with notes of what happens. Its ledger, its value and its accounts'
/// values have the bits that simulate() gives.
/// @param replication counted from 0
/// @param alternatives indices, in the order of the answer
/// @throws std::invalid_argument where there is no such replication or alternative, or the experiment does not fit
[[nodiscard]] Replay replay(const Experiment& experiment, std::int64_t replication, std::span<const int> alternatives);

} // namespace kamsim
