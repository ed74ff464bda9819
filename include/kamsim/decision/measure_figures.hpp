#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kamsim/decision/comparison.hpp"
#include "kamsim/model/measures.hpp"
#include "kamsim/simulation/outcome.hpp"
#include "kamsim/statistics/intervals.hpp"

namespace kamsim {

/// What is told of a measure: its mean, or how far it lies above that of another design.
enum class FigureKind : std::uint8_t { mean, difference };

/// What the intervals of differences cover: each its own, or all pairs of designs together, measure by measure.
enum class IntervalScope : std::uint8_t { single, all_pairs };

/// Which measures of which alternatives are shown, and when.
struct MeasureSelection {
    std::vector<Measure> measures;
    std::vector<int> alternatives; ///< indices in the outcome
    std::vector<int> periods;      ///< numbered from 0; empty: the last one in which each measure is taken
    FigureKind kind = FigureKind::mean;
    std::optional<int> against = std::nullopt; ///< what differences are to; empty: the baseline
    IntervalScope scope = IntervalScope::single;
};

/// One measure of one alternative at the end of one period, in the measure's unit. NaN where it is defined in no
/// future.
struct MeasureFigure {
    Measure measure{};
    int alternative = 0;
    int period = 0;
    double count = 0.0;          ///< futures in which it is defined
    double mean = 0.0;           ///< or the mean difference
    double standard_error = 0.0; ///< of a difference that is not paired: at most this much
    Interval interval;           ///< of a difference that is not paired: at most this wide
    FutureQuantiles quantiles;   ///< NaN for a difference
    double quantile_error = 0.0;
};

/// How intervals of the means of measures are made.
[[nodiscard]] IntervalKind kind_of_means(const Outcome& outcome);

/// The measures that are shown where none are chosen.
[[nodiscard]] std::vector<Measure> important_measures();

/// The year that a period ends, counted from 1; empty within a year.
[[nodiscard]] std::optional<int> year_that_ends(const Outcome& outcome, int period);

/// Periods that end a year, numbered from 0; the broken last year ends with the horizon.
[[nodiscard]] std::vector<int> ends_of_years(const Outcome& outcome);

/// Measure by measure, in it period by period, in it alternative by alternative.
///
/// At the ends of years a difference is paired: its mean is over the futures in which both designs have the measure. At
/// other times, and of pairs that are not kept (alternative_pairs), the differences in single futures are not known;
/// then the difference is that of the means, and its standard error is given by its upper bound, the sum of both,
/// whatever the correlation. The kind of the interval says which.
/// Intervals of all pairs together are by the largest |t| where every pair has the measure in all futures, which gives
/// the correlations of the differences; else by Bonferroni.
/// @throws std::invalid_argument where an alternative or a period is unknown, or where intervals of all pairs are asked
///   for of means or of differences that are not paired
[[nodiscard]] std::vector<MeasureFigure> measure_figures(const Outcome& outcome, const MeasureSelection& selection);

} // namespace kamsim
