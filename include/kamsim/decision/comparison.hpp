#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/decision/comparison_details.hpp"
#include "kamsim/decision/knowledge.hpp"
#include "kamsim/decision/precision.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// Level of every interval of a comparison.
inline constexpr double comparison_level = 0.95;

/// Type 7 sample quantiles over replications.
struct FutureQuantiles {
    double q05 = 0.0;
    double q25 = 0.0;
    double q50 = 0.0;
    double q75 = 0.0;
    double q95 = 0.0;
};

/// A quantity over replications: how well its mean is known, and how futures spread. Money in kEUR.
struct FutureSummary {
    double mean = 0.0;
    double standard_error = 0.0; ///< of the mean; NaN below two replications
    Interval interval;           ///< of the mean; its kind says how it was made
    FutureQuantiles quantiles;
};

/// What one alternative is worth, alone and against the others.
struct AlternativeResult {
    std::string name;
    FutureSummary value;      ///< net present value
    FutureSummary difference; ///< of the value to the baseline's, paired; exactly 0 for the baseline and its copies
    double share_of_futures_best = 0.0;  ///< share of replications with the highest value; ties are split evenly
    double confidence_best = 0.0;        ///< probability that its true mean is the highest (LargestMean)
    double expected_loss = 0.0;          ///< expected loss of choosing it instead of the best, kEUR (LargestMean)
    double share_of_worlds_best = 0.0;   ///< share of worlds with the highest mean, where there are several
    Knowledge value_knowledge;           ///< likewise
    Knowledge difference_knowledge;      ///< likewise
    std::optional<double> payback_years; ///< median, eq. 77; empty where half of the futures or more never pay back
    double share_never_paid_back = 0.0;
    double programme_survival = 0.0; ///< share of replications with the programme on at the horizon
    double programme_spending = 0.0; ///< mean, discounted, kEUR
    /// Mean difference to the baseline for each unit of mean programme spending (docs/model.md, section 10); empty for
    /// the baseline and where nothing is spent.
    std::optional<double> programme_return;
    std::array<double, ledger_line_count> ledger{}; ///< means by LedgerLine, net present
    std::array<double, measure_count> measures{};   ///< means by Measure, last time taken; NaN where undefined
};

/// The lead of the best alternative over another one, by paired values.
struct Lead {
    int rival = 0;
    double mean = 0.0;           ///< kEUR, >= 0
    double standard_error = 0.0; ///< paired
    Interval interval;           ///< simultaneous over all rivals
    enum class Standing : std::uint8_t { settled, open, identical } standing = Standing::open;
};

struct Verdict {
    int best = 0;                 ///< highest mean; the baseline, or else the first, among equals
    bool distinguishable = false; ///< every lead is settled; true where there is no rival
    std::vector<Lead> leads;      ///< over every rival, the smallest first
    std::string sentence;
};

/// The alternatives of an experiment, compared in the same worlds and on the same luck.
struct Comparison {
    std::string title;
    std::string currency;
    double years = 0.0; ///< horizon
    std::uint64_t seed = 0;
    std::int64_t replications = 0;
    int baseline = 0;
    std::vector<AlternativeResult> alternatives;
    Verdict verdict;
    std::int64_t worlds = 1; ///< 1 where nothing is uncertain
    std::int64_t futures_per_world = 0;
    std::optional<PrecisionReport> precision{}; ///< of a run whose scenario asks for some
    std::optional<ComparisonDetails> details{}; ///< every pair and the tails, where they were asked for
};

/// @throws std::invalid_argument where the outcome is not one of this experiment
/// @param question asks for details, which take a second or more
[[nodiscard]] Comparison compare(const Experiment& experiment, const Outcome& outcome,
                                 const std::optional<ComparisonQuestion>& question = std::nullopt);

/// The alternative with the highest mean value but for one, the first among equals: what is explained against that one.
/// Empty where there is no other.
[[nodiscard]] std::optional<int> best_other_than(const Outcome& outcome, int alternative);

/// The last period in which a measure is taken: the last one of the horizon or, for a yearly measure that no
/// alternative has there, the end of the last full year.
[[nodiscard]] int last_period(const Outcome& outcome, Measure measure);

/// Mean of a measure in its last period. NaN where it is undefined in all replications.
[[nodiscard]] double last_mean(const Outcome& outcome, int alternative, Measure measure);

/// Whether the alternative has no programme at any time.
[[nodiscard]] bool is_without_programme(const Experiment& experiment, int alternative);

} // namespace kamsim
