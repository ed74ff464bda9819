#pragma once

#include <cstdint>
#include <span>

#include "decision/design_sampler.hpp"
#include "kamsim/decision/design_search.hpp"
#include "kamsim/scenario/optimisation_plan.hpp"

namespace kamsim {

/// What figures are taken from: a design and the baseline on the same luck.
struct FigureSource {
    const DesignSample* design = nullptr;
    const DesignSample* baseline = nullptr;
    std::span<const Measure> measures{}; ///< of the samples
    std::int64_t futures_per_unit = 1;
    double yearly_amount = 0.0; ///< even amount a year with a present value of 1
};

/// @return NaN of a measure that is defined in no future
[[nodiscard]] double figure_of(const FigureRequest& request, const FigureSource& source);

/// The figure with its interval, where it is a mean over futures.
[[nodiscard]] FigureEstimate estimate_of(const FigureRequest& request, const FigureSource& source, double level);

/// By how much the figure misses the bound, in parts of it (of 1 where the bound is 0); 0 or less: not at all.
[[nodiscard]] double excess_of(const DesignConstraint& constraint, double figure);

/// Whether the figure is a mean of values that each future has, so that means of designs can be told apart in order.
[[nodiscard]] bool is_mean_of_money(const FigureRequest& request);

} // namespace kamsim
