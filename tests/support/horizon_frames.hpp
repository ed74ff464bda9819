#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// An account at the horizon of one replication of one alternative, as the kernel shows it.
struct AccountAtHorizon {
    double value = 0.0; ///< kEUR, net present, programme cost shared out
    bool is_customer = false;
    int last_manager = -1;
    int loss_period = -1;
    int loss_reason = -1;
};

/// One replication of one alternative at the horizon.
struct FutureAtHorizon {
    double value = 0.0; ///< sum of the ledger, kEUR
    std::vector<AccountAtHorizon> accounts;
};

/// Runs the kernel world by world and keeps what each replication shows, without a recorder between.
/// @return [alternative][replication]
[[nodiscard]] std::vector<std::vector<FutureAtHorizon>> futures_at_horizon(const Experiment& experiment);

} // namespace kamsim
