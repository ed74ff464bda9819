#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/simulation/simulate.hpp"

namespace kamsim {

/// The ledger of every replication, gathered from the parts of a run.
struct LedgerTable {
    std::int64_t replications = 0;
    std::vector<double> amounts; ///< [alternative][replication][line], kEUR, net present

    /// The lines of one replication, in the order of `LedgerLine`.
    [[nodiscard]] std::span<const double> lines(int alternative, std::int64_t replication) const
    {
        const auto row = static_cast<std::size_t>(alternative) * static_cast<std::size_t>(replications)
                         + static_cast<std::size_t>(replication);
        return std::span(amounts).subspan(row * ledger_line_count, ledger_line_count);
    }
    [[nodiscard]] double at(int alternative, std::int64_t replication, LedgerLine line) const
    {
        return lines(alternative, replication)[static_cast<std::size_t>(line)];
    }
    /// Whether the line is exactly 0 in every replication of the alternative.
    [[nodiscard]] bool is_zero(int alternative, LedgerLine line) const
    {
        for (std::int64_t replication = 0; replication < replications; ++replication) {
            if (at(alternative, replication, line) != 0.0) {
                return false;
            }
        }
        return true;
    }
};

struct SimulatedWithLedger {
    Outcome outcome;
    LedgerTable ledger;
};

/// Simulates and keeps every replication's ledger. Fails the running test where a part does not follow the one before.
[[nodiscard]] SimulatedWithLedger simulate_with_ledger(const Experiment& experiment,
                                                       const SimulationOptions& options = {});

} // namespace kamsim
