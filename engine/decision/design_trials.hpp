#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decision/design_figures.hpp"
#include "decision/design_sampler.hpp"
#include "kamsim/decision/design_search.hpp"

namespace kamsim {

/// Measures that the objectives and constraints of a plan ask for, each once.
[[nodiscard]] std::vector<Measure> measures_of(const OptimisationPlan& plan);

/// Designs that a search tries, each simulated once, on the same luck as the baseline.
class DesignTrials {
public:
    /// @param plan, space and sampler must outlive this object
    /// @param baseline on the futures of the range
    DesignTrials(const OptimisationPlan& plan, const FactorSpace& space, const DesignSampler& sampler,
                 FutureRange range, DesignSample baseline);

    /// Of the variables that have more than one value.
    [[nodiscard]] std::vector<SearchVariable> search_variables() const;
    /// [variable of the plan]
    [[nodiscard]] std::vector<double> coordinates_of(const SearchPoint& point) const;
    [[nodiscard]] SearchPoint point_of(const std::vector<double>& coordinates) const;

    /// @param spending_limit kEUR a year, in place of those of the plan
    [[nodiscard]] std::vector<SearchOutcome> outcomes(std::span<const SearchPoint> points,
                                                      std::optional<double> spending_limit);

    [[nodiscard]] const std::vector<DesignTrial>& trials() const { return trials_; }
    /// Values of a trial's futures; empty where it is no scenario.
    [[nodiscard]] const std::vector<double>& values(std::size_t trial) const { return values_[trial]; }
    /// Whether the trial keeps to everything, a limit of spending among it.
    [[nodiscard]] bool keeps_to(std::size_t trial, std::optional<double> spending_limit) const;
    /// Whether two trials differ in no level, and in no number by a twentieth of its range or more.
    [[nodiscard]] bool are_alike(std::size_t first, std::size_t second) const;
    [[nodiscard]] std::int64_t failures() const { return failures_; }
    [[nodiscard]] const std::string& first_failure() const { return first_failure_; }
    [[nodiscard]] SearchOutcome outcome_of(std::size_t trial, std::optional<double> spending_limit) const;

private:
    void simulate(const std::vector<std::vector<double>>& coordinates);
    void take(const std::vector<double>& coordinates, const DesignSample* sample, double yearly_amount);

    const OptimisationPlan& plan_;
    const FactorSpace& space_;
    const DesignSampler& sampler_;
    FutureRange range_;
    DesignSample baseline_;
    std::vector<DesignTrial> trials_;
    std::vector<std::vector<double>> values_; ///< [trial][future]
    std::map<std::vector<double>, std::size_t> places_;
    std::int64_t failures_ = 0;
    std::string first_failure_;
};

} // namespace kamsim
