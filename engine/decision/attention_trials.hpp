#pragma once

#include <cstdint>
#include <vector>

#include "kamsim/decision/marginal_values.hpp"
#include "kamsim/model/account_measures.hpp"

namespace kamsim {

/// What variants of a design bring on the same luck.
struct TrialValues {
    std::vector<std::vector<double>> units; ///< [variant][unit], kEUR: of futures, or means of worlds
    std::vector<double> people;             ///< [variant], mean of the ledger's line, kEUR, 0 or less
    std::vector<double> effort;             ///< [variant][account][AccountEffort], means
    std::size_t accounts = 0;
    bool are_worlds = false;

    [[nodiscard]] double given(std::size_t variant, int account, AccountEffort effort_kind) const
    {
        return effort[(variant * accounts + static_cast<std::size_t>(account)) * account_effort_count
                      + static_cast<std::size_t>(effort_kind)];
    }
    [[nodiscard]] double mean(std::size_t variant) const;
};

/// Simulates designs, a few at a time, all on the same luck.
/// @throws SimulationStopped where the plan's `goes_on` said no
[[nodiscard]] TrialValues simulate_variants(const Experiment& experiment, const std::vector<Alternative>& variants,
                                            const TrialPlan& plan);

/// Number of futures that each variant is simulated in.
[[nodiscard]] std::int64_t trial_futures(const Experiment& experiment, const TrialPlan& plan);

/// Discounted length of the horizon, years.
[[nodiscard]] double discounted_years(const Experiment& experiment);

} // namespace kamsim
