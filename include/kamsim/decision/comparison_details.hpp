#pragma once

#include <array>
#include <optional>
#include <vector>

#include "kamsim/decision/opportunity_loss.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"
#include "kamsim/statistics/stochastic_dominance.hpp"
#include "kamsim/statistics/tail_risk.hpp"

namespace kamsim {

/// What a comparison in detail is asked for.
struct ComparisonQuestion {
    double tail = 0.05;           ///< share of the futures that value at risk and its conditional look at
    std::optional<double> target; ///< net present value to be reached, kEUR
};

/// Two alternatives of the same luck, net present values, kEUR.
struct PairResult {
    int alternative = 0;
    int against = 0;
    double mean = 0.0; ///< of the paired difference, alternative less against
    double standard_error = 0.0;
    Interval interval;     ///< of this pair alone
    Interval simultaneous; ///< of all pairs together
    DominanceTest first_order;
    DominanceTest second_order;
};

/// What is lost, future by future, against the design that turns out best in it. Nobody can know that design
/// beforehand, so that regret is a matter of luck, not of knowledge. kEUR.
struct Regret {
    double mean = 0.0;
    double q95 = 0.0; ///< exceeded in 5 % of futures
};

/// When a programme pays back, for good (docs/model.md, eq. 77). Never is a value.
struct PaybackDistribution {
    std::vector<double> share_by_year; ///< share of futures that have paid back by the end of each year; never falls
    double share_never = 0.0;
    std::optional<double> q25; ///< years, of the futures that pay back; empty where none does
    std::optional<double> q50;
    std::optional<double> q75;
};

/// Measures that say whether a portfolio hangs on few customers.
inline constexpr std::array concentration_flags{Measure::customer_above_10_percent, Measure::customer_above_20_percent,
                                                Measure::customer_above_70_percent,
                                                Measure::key_share_above_75_percent};

/// An alternative looked at more closely.
struct AlternativeDetails {
    TailRisk value;                            ///< of the net present value, kEUR
    std::optional<SampleShare> below_baseline; ///< chance to be worth less than the baseline; empty for itself
    std::optional<SampleShare> below_target;   ///< chance to miss the target, where there is one
    double share_ruined = 0.0;                 ///< share of futures whose cash was below 0 at some time; NaN: unknown
    Regret regret;
    std::optional<PaybackDistribution> payback;                     ///< empty for the baseline
    std::array<double, concentration_flags.size()> share_flagged{}; ///< of futures at the horizon, by flag
};

/// The alternatives of an outcome in every pair and in their tails.
struct ComparisonDetails {
    ComparisonQuestion question;
    std::vector<PairResult> pairs; ///< as alternative_pairs
    std::vector<AlternativeDetails> alternatives;
    std::optional<OpportunityLosses> losses; ///< for not knowing the world; empty where there is one world
};

/// Intervals of means are by Student's t over futures, over worlds by the BCa bootstrap; those of all pairs together by
/// the largest |t| (simultaneous_pairs_factor). One replication or world leaves them and the tests undefined.
/// @throws std::invalid_argument where the tail is not between 0 and 1, or the outcome not one of the experiment
[[nodiscard]] ComparisonDetails compare_in_detail(const Experiment& experiment, const Outcome& outcome,
                                                  const ComparisonQuestion& question = {});

} // namespace kamsim
