#pragma once

#include <vector>

#include "decision/design_study.hpp"
#include "kamsim/decision/break_even_targets.hpp"

namespace kamsim {

/// A design against another one with an effect of its own at some position.
struct TargetTrial {
    double position = 0.0;
    std::vector<double> differences; ///< [unit], kEUR
    double mean = 0.0;
    Interval interval;
    TargetObservables observables;
};

/// Thrown where a search was to end.
struct TrialsStopped {};

/// Simulates a design against another one over the first years, the effect under test changing the design alone (but
/// for the size, which is that of both).
class TargetTrials {
public:
    /// @param experiment must outlive this object, as must the options
    TargetTrials(const Experiment& experiment, int alternative, int against, int year,
                 const BreakEvenTargetOptions& options);

    [[nodiscard]] const StudyUnits& units() const { return units_; }
    /// @throws TrialsStopped where the options said so
    [[nodiscard]] TargetTrial at(TargetEffect effect, double position) const;
    /// What the design brings and costs more than the other one, by lines, as given.
    [[nodiscard]] BenefitTarget benefit() const;

private:
    enum class Regained : bool { no, yes };

    [[nodiscard]] StudyValues simulate(TargetEffect effect, double position, Regained regained,
                                       const std::vector<Measure>& measures) const;
    [[nodiscard]] TargetObservables observables_of(const StudyValues& values) const;

    Experiment experiment_; ///< of the first years
    int alternative_;
    int against_;
    const BreakEvenTargetOptions& options_;
    StudyUnits units_;
    mutable std::int64_t done_ = 0; ///< trials
};

} // namespace kamsim
