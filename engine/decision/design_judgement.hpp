#pragma once

#include <functional>
#include <span>
#include <vector>

#include "decision/design_figures.hpp"
#include "decision/design_sampler.hpp"
#include "kamsim/decision/design_search.hpp"
#include "kamsim/statistics/selection.hpp"

namespace kamsim {

/// Designs on fresh luck: chosen among on one range of futures, and judged on another.
class DesignJudgement {
public:
    /// @param plan, space and sampler must outlive this object
    /// @param first future that the search has not seen
    DesignJudgement(const OptimisationPlan& plan, const FactorSpace& space, const DesignSampler& sampler,
                    std::int64_t first, std::int64_t futures, int baseline);

    struct Choice {
        FinalChoice kind = FinalChoice::by_figure;
        std::size_t chosen = 0;
        std::int64_t futures = 0; ///< that it had
    };
    /// Which of the designs is best on the range for choosing.
    [[nodiscard]] Choice choose(const std::vector<Experiment>& designs) const;
    /// The same of designs that had their first stage on other luck, by their means.
    /// @param first_stage [design], values of its futures
    /// @param design_of of those that are simulated on
    [[nodiscard]] Choice choose_further(const std::vector<std::span<const double>>& first_stage,
                                        const std::function<Experiment(std::size_t design)>& design_of) const;

    /// On the range for judging.
    [[nodiscard]] std::vector<DesignSample> judged_samples(const std::vector<Experiment>& designs) const;
    [[nodiscard]] JudgedDesign judged(const DesignSample& sample) const;
    /// An alternative of the scenario, on the range for judging.
    [[nodiscard]] const DesignSample& given(int alternative) const
    {
        return given_[static_cast<std::size_t>(alternative)];
    }
    /// Means of the paired differences of two designs in value.
    [[nodiscard]] FigureEstimate difference(const DesignSample& design, const DesignSample& other) const;
    /// The design against every alternative of the scenario.
    [[nodiscard]] std::vector<RivalDifference> rivals(const DesignSample& design) const;

private:
    [[nodiscard]] Choice choose_by_means(const std::vector<Experiment>& designs) const;
    [[nodiscard]] Choice go_on(SequentialSelection& selection, std::int64_t had, std::int64_t next,
                               const std::function<Experiment(std::size_t design)>& design_of) const;
    [[nodiscard]] Choice choose_by_figure(const std::vector<Experiment>& designs) const;
    [[nodiscard]] FigureSource source(const DesignSample& sample, const DesignSample& baseline) const;

    const OptimisationPlan& plan_;
    const FactorSpace& space_;
    const DesignSampler& sampler_;
    FutureRange choice_;
    FutureRange judgement_;
    int baseline_;
    std::int64_t unit_;
    std::vector<DesignSample> given_; ///< [alternative of the scenario], on the range for judging
};

} // namespace kamsim
