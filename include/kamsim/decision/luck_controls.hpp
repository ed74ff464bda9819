#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kamsim/model/experiment.hpp"

namespace kamsim {

/// A number of every replication that luck alone makes and whose expectation the model's closed forms give.
struct LuckControl {
    std::string_view name;
    std::vector<double> values; ///< [replication], less the expectation
};

/// Controls of the first replications of a certain experiment: wallets (eq. 35) and markets (eq. 34) less their
/// expectations, frailty, the luck of renewals, of satisfaction, of relationships and of won cells, each weighted by
/// what the accounts bring in and discounted. Recomputed from the luck, which is an address; no alternative is
/// simulated for them.
/// @throws std::invalid_argument where the experiment is uncertain
[[nodiscard]] std::vector<LuckControl> luck_controls(const Experiment& experiment, std::int64_t replications);

} // namespace kamsim
