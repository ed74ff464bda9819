#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/model/experiment.hpp"
#include "kamsim/statistics/variance_ratio.hpp"

namespace kamsim {

/// One quantity whose mean is estimated: an alternative's value, or the difference of two.
struct EstimatedQuantity {
    int alternative = 0;
    std::optional<int> against; ///< empty: the value itself
};

/// What each technique does for the mean of one quantity: the variance without it over the variance with it, at the
/// same number of replications.
struct ReductionRow {
    EstimatedQuantity quantity;
    std::optional<VarianceRatio> common_luck;       ///< of a difference
    VarianceRatio controls;                         ///< all controls of luck_controls together
    std::optional<VarianceRatio> antithetic_worlds; ///< where something is uncertain
    std::optional<VarianceRatio> sobol_worlds;      ///< likewise
};

struct ReductionRequest {
    std::int64_t replications = 2048; ///< for common luck and controls, with what is uncertain at its given value
    std::int64_t randomisations = 64; ///< of each design of worlds, at least 30
    std::int64_t worlds = 32;         ///< of each of them; a power of two suits Sobol points
};

struct ReductionOptions {
    int threads = 0;
    std::function<bool()> goes_on{};
    std::function<void(std::int64_t done, std::int64_t all)> progress{}; ///< replications
};

/// What variance reduction brings on one scenario (docs/model.md, section "Precision").
struct VarianceReduction {
    ReductionRequest request;
    std::int64_t futures_per_world = 0; ///< 0 where nothing is uncertain
    bool has_own_draws = false;         ///< accounts draw something of their own, which stood at its given value
    std::vector<ReductionRow> rows;     ///< values, then differences
};

/// @throws std::invalid_argument where the request does not fit
/// @throws SimulationStopped where `goes_on` said no
[[nodiscard]] VarianceReduction measure_variance_reduction(const Experiment& experiment,
                                                           const ReductionRequest& request = {},
                                                           const ReductionOptions& options = {});

} // namespace kamsim
