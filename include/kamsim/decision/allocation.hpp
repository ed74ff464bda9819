#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "kamsim/decision/marginal_values.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What is looked for.
struct AllocationRequest {
    int design = 0;
    std::int64_t search_futures = 512; ///< of each variant, on luck of the search's own
    std::int64_t fresh_futures = 8192; ///< on the luck of the scenario's own run, for the judgement
    int most_rounds = 6;
    double least_key_share =
        0.1; ///< accounts that are key for a smaller part of the horizon keep their policy's weight
    double level = 0.95;
};

struct AllocationOptions {
    int threads = 0; ///< 0: what OpenMP offers; no number depends on it
    std::function<bool()> goes_on{};
    /// Futures simulated, counted once for each variant, and the most that there can be.
    std::function<void(std::int64_t done, std::int64_t most)> progress{};
};

/// One round of the search.
struct AllocationRound {
    double value = 0.0;             ///< mean of the split that the round began with, kEUR, on the search's luck
    double gain = 0.0;              ///< by the step that was taken; 0 where none was
    double gain_error = 0.0;        ///< standard error of it, paired
    double step = 0.0;              ///< share of the proposed step that was taken, on the logarithm of weights
    ForEachResource<double> spread; ///< of marginal values, noise taken out
};

/// What an account gets and what more would bring, as the design is and with the best split.
struct AccountAllocation {
    AccountMargin now;
    AccountMargin best;
    ForEachResource<double> share_now;  ///< of all discounted hours or money
    ForEachResource<double> share_best; ///< likewise
    ForEachResource<double> weight;     ///< found, a factor on that of the policy behind the split
};

/// A way to share attention, judged on fresh luck.
struct JudgedPolicy {
    AttentionPolicy policy{};
    bool is_as_given = false; ///< with the weights that the scenario itself gives
    double value = 0.0;       ///< mean net present value, kEUR
    double lead = 0.0;        ///< of the best split over it
    double standard_error = 0.0;
    Interval interval; ///< all of them hold together
};

/// The best split of a design's attention and what it is worth (docs/model.md, section "Allocation").
struct Allocation {
    AllocationRequest request;
    Alternative split;                       ///< the design with the weights found
    std::vector<AccountAllocation> accounts; ///< in the order of the experiment
    std::vector<AllocationRound> rounds;
    std::vector<JudgedPolicy> judged; ///< the design as given where it has weights, then the policies in order
    double split_value = 0.0;         ///< on fresh luck, kEUR
    double search_gain = 0.0;         ///< over the start of the search, on the search's luck
    double fresh_gain = 0.0;          ///< the same on fresh luck
    double fresh_gain_error = 0.0;    ///< standard error of it
    MarginalValues margins_now;       ///< of the design as given, on fresh luck
    MarginalValues margins_best;      ///< of the split, likewise
    double hours = 0.0;               ///< discounted, of the design as given
    double money = 0.0;               ///< kEUR, discounted, likewise
    double cost_of_hour = 0.0;        ///< kEUR for each discounted hour with customers: people's cost over hours
    bool are_worlds = false;
    std::int64_t search_futures = 0; ///< as they were: whole worlds
    std::int64_t fresh_futures = 0;

    /// The judged policy that is worth most on fresh luck.
    [[nodiscard]] const JudgedPolicy& best_policy() const;
    /// Whether the split is better than every judged policy by an interval that excludes 0.
    [[nodiscard]] bool is_better() const;
};

/// Searches on luck of its own and judges on that of the scenario's run.
/// @throws std::invalid_argument where the design has no programme, or nothing to share out
/// @throws SimulationStopped where `goes_on` said no
[[nodiscard]] Allocation allocate_attention(const Experiment& experiment, const AllocationRequest& request,
                                            const AllocationOptions& options = {});

} // namespace kamsim
