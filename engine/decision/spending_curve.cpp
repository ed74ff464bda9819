#include "decision/spending_curve.hpp"

#include <algorithm>
#include <utility>

#include "kamsim/simulation/simulate.hpp"

namespace kamsim {

namespace {

/// Trials in order under a limit, the best first, whether they keep to it or not.
std::vector<std::size_t> ranked_under(double limit, const DesignTrials& trials)
{
    std::vector<SearchTrial> all;
    for (std::size_t k = 0; k < trials.trials().size(); ++k) {
        all.push_back({{}, trials.outcome_of(k, limit)});
    }
    return ranked(all);
}

/// A short search under a limit, from the best that are known there.
void search_under(double limit, const OptimisationPlan& plan, const DesignSearchOptions& options, DesignTrials& trials)
{
    constexpr std::size_t most_known = 10;
    SearchProblem problem;
    problem.variables = trials.search_variables();
    problem.evaluate = [&](std::span<const SearchPoint> points) { return trials.outcomes(points, limit); };
    SearchRequest request;
    request.seed = plan.seed;
    request.goes_on = options.goes_on;
    request.evaluations = plan.curve->evaluations;
    request.most_enumerated = plan.curve->evaluations;
    auto known = ranked_under(limit, trials);
    known.resize(std::min(known.size(), most_known));
    for (const std::size_t trial : known) {
        request.first.push_back(trials.point_of(trials.trials()[trial].coordinates));
    }
    if (search_black_box(problem, request).was_interrupted) {
        throw SimulationStopped(0);
    }
}

/// Value of more money between two limits, for each kEUR a year.
FigureEstimate price_between(FigureEstimate difference, double width)
{
    difference.value /= width;
    difference.interval->low /= width;
    difference.interval->high /= width;
    return difference;
}

} // namespace

std::vector<SpendingLevel> spending_curve(const OptimisationPlan& plan, const FactorSpace& space,
                                          const DesignSearchOptions& options, DesignTrials& trials,
                                          const DesignJudgement& judgement)
{
    for (const double limit : plan.curve->levels) {
        search_under(limit, plan, options, trials);
    }
    std::vector<SpendingLevel> curve;
    std::vector<DesignSample> samples; // of the levels that have a design
    for (const double limit : plan.curve->levels) {
        curve.push_back({limit, std::nullopt, {}, std::nullopt});
        const auto best = ranked_under(limit, trials).front();
        if (!trials.keeps_to(best, limit)) {
            continue;
        }
        curve.back().trial = best;
        auto sample =
            std::move(judgement.judged_samples({design_at(plan, space, trials.trials()[best].coordinates)}).front());
        curve.back().judged = judgement.judged(sample);
        if (!samples.empty()) {
            const double width = limit - curve[curve.size() - 2].limit;
            curve.back().price_of_more = price_between(judgement.difference(sample, samples.back()), width);
        }
        samples.push_back(std::move(sample));
    }
    return curve;
}

} // namespace kamsim
