#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "kamsim/model/account_measures.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"

namespace kamsim {

/// Measures of one period of one replication; NaN where a measure is undefined or the reference does not take it.
struct ReferencePeriod {
    std::array<double, measure_count> measures{};

    [[nodiscard]] double& at(Measure measure) { return measures.at(static_cast<std::size_t>(measure)); }
    [[nodiscard]] double at(Measure measure) const { return measures.at(static_cast<std::size_t>(measure)); }
};

/// An account at the horizon, to find out where two implementations part.
struct ReferenceAccount {
    bool alive = false;
    bool key = false;
    int clock = 0; ///< periods to the renewal
    double live = 0.0;
    double base = 0.0;
    double relationship = 0.0;
    double satisfaction = 0.0;
    std::array<int, loss_reason_count> losses{};
    int last_manager = -1; ///< number of the manager who holds or last held it; -1: never had one
    int loss_period = -1;  ///< of the last loss; -1: never lost
    int loss_reason = -1;  ///< likewise
};

/// One replication of one alternative.
struct ReferenceOutcome {
    double value = 0.0;                             ///< kEUR, net present; sum of the ledger lines
    std::array<double, ledger_line_count> ledger{}; ///< kEUR, net present; residual 0 unless the experiment includes it
    double residual = 0.0;                          ///< kEUR, net present, always
    std::vector<ReferencePeriod> periods;
    std::vector<ReferenceAccount> accounts;
};

/// The model of docs/model.md as plain scalar code, one replication at a time, written without a look at the engine. It
/// shares with the engine the input types and the entity numbers, nothing else; its worth is that independence.
[[nodiscard]] ReferenceOutcome simulate_reference(const Experiment& experiment, int alternative,
                                                  std::uint32_t replication);

} // namespace kamsim
