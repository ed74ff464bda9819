#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kamsim/lanes/instruction_set.hpp"
#include "kamsim/model/account_measures.hpp"
#include "kamsim/model/experiment.hpp"
#include "kamsim/model/ledger_lines.hpp"
#include "kamsim/model/measures.hpp"

namespace kamsim {

/// Gives a copy of the experiment the numbers of a point, whatever point it had before. Called by several threads at
/// once, each with a copy of its own. It may change any number and any policy, but not how many alternatives, accounts
/// or periods there are.
using EnterPoint = std::function<void(std::int64_t point, Experiment& copy)>;

/// Which luck the futures of a point meet. Shared: future j that of replication first + j at every point, so that
/// points differ by what was changed alone. Own: that of replication first + point * futures + j.
enum class PointLuck : std::uint8_t { shared, own };

/// What is kept of each account.
enum class KeptAccounts : std::uint8_t { nothing, effort };
/// What becomes of a study of which a point cannot be simulated: it ends, or the point's values are NaN and the reason
/// is told (StudyValues::failures).
enum class FailedPoints : std::uint8_t { end_study, are_kept_apart };

/// Points of a space of inputs at which all alternatives are simulated.
struct StudyPlan {
    std::int64_t points = 1;
    std::int64_t futures = 8; ///< of each point; multiples of 8 waste nothing
    PointLuck luck = PointLuck::shared;
    /// Points that come one after another and are parts of one sample: of so many points with shared luck each goes on
    /// in the luck where the one before ended.
    std::int64_t points_per_sample = 1;
    FailedPoints failed = FailedPoints::end_study;
    std::int64_t first_replication = 0;
    EnterPoint enter;              ///< empty: every point is the experiment as it is
    std::vector<Measure> measures; ///< whose means are kept; not cumulative_difference
    KeptAccounts accounts = KeptAccounts::nothing;
};

/// A point that could not be simulated.
struct PointFailure {
    std::int64_t point = 0;
    std::string reason;
};

/// What the alternatives are worth at consecutive points. Dimensions, slowest first: point (from first_point on),
/// alternative, future, line (LedgerLine), measure (of the plan), period.
struct StudyValues {
    std::int64_t first_point = 0;
    std::int64_t points = 0;
    std::int64_t futures = 0;
    int alternatives = 0;
    int measures = 0; ///< kept ones
    int periods = 0;
    int accounts = 0;                  ///< of which anything is kept
    std::vector<double> value;         ///< [point][alternative][future], kEUR, net present
    std::vector<double> ledger;        ///< [point][alternative][line], means over the futures, kEUR, net present
    std::vector<double> measure_means; ///< [point][alternative][measure][period], over the futures in which the measure
                                       ///< is defined; NaN where it is in none or not taken
    std::vector<double> measure_counts; ///< likewise, how many futures those are
    std::vector<double> account_effort; ///< [point][alternative][account][AccountEffort], means over the futures
    std::vector<PointFailure> failures; ///< ascending; all values of these points are NaN

    [[nodiscard]] std::size_t row(std::int64_t point, int alternative) const
    {
        return static_cast<std::size_t>(point - first_point) * static_cast<std::size_t>(alternatives)
               + static_cast<std::size_t>(alternative);
    }
    [[nodiscard]] std::size_t value_index(std::int64_t point, int alternative, std::int64_t future) const
    {
        return row(point, alternative) * static_cast<std::size_t>(futures) + static_cast<std::size_t>(future);
    }
    [[nodiscard]] std::size_t ledger_index(std::int64_t point, int alternative, LedgerLine line) const
    {
        return row(point, alternative) * ledger_line_count + static_cast<std::size_t>(line);
    }
    /// @param measure index in StudyPlan::measures
    [[nodiscard]] std::size_t measure_index(std::int64_t point, int alternative, int measure, int period) const
    {
        return (row(point, alternative) * static_cast<std::size_t>(measures) + static_cast<std::size_t>(measure))
                   * static_cast<std::size_t>(periods)
               + static_cast<std::size_t>(period);
    }
    [[nodiscard]] std::size_t effort_index(std::int64_t point, int alternative, int account, AccountEffort effort) const
    {
        return (row(point, alternative) * static_cast<std::size_t>(accounts) + static_cast<std::size_t>(account))
                   * static_cast<std::size_t>(account_effort_count)
               + static_cast<std::size_t>(effort);
    }
    /// Mean value over the futures of a point, kEUR.
    [[nodiscard]] double mean(std::int64_t point, int alternative) const;
    /// Takes in the points that follow.
    /// @throws std::invalid_argument where they do not
    void append(const StudyValues& later);
};

/// Points from `first` on, before `end`.
struct PointRange {
    std::int64_t first = 0;
    std::int64_t end = 0;
};

struct StudyOptions {
    int threads = 0;                   ///< 0: what OpenMP offers
    std::int64_t points_per_batch = 0; ///< points handed on together; 0: a number that keeps all threads busy
    std::optional<InstructionSet> instruction_set{}; ///< empty: the best of this processor
    /// Asked before each batch. False ends the study early.
    std::function<bool()> goes_on{};
    /// Called after each batch: points done, counted from the first of the range, and all of it.
    std::function<void(std::int64_t done, std::int64_t all)> progress{};
};

/// Takes values of consecutive points; called from one thread, in order.
using StudySink = std::function<void(StudyValues&&)>;

/// Simulates every alternative at the points of the range and hands the values on in batches. The values of a point
/// are a pure function of the experiment and the plan.
/// @param experiment certain: without uncertain inputs (see InputSpace::certain_copy)
/// @return number of points that were finished
/// @throws std::invalid_argument where the experiment, the plan or the range does not fit, or where the experiment does
///   not at some point, naming it
/// @throws std::runtime_error where a future has no finite value
std::int64_t study_parts(const Experiment& experiment, const StudyPlan& plan, PointRange range, const StudySink& sink,
                         const StudyOptions& options = {});

/// All points together.
/// @return of a study that was ended early, the points that were finished; none, perhaps
[[nodiscard]] StudyValues study(const Experiment& experiment, const StudyPlan& plan, const StudyOptions& options = {});

} // namespace kamsim
