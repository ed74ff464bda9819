#include "decision/design_judgement.hpp"

#include <algorithm>
#include <iterator>

#include "kamsim/decision/information_study.hpp"
#include "kamsim/statistics/paired.hpp"

namespace kamsim {

namespace {

std::vector<std::vector<double>> unit_rows(const std::vector<DesignSample>& samples, std::int64_t unit)
{
    std::vector<std::vector<double>> rows;
    for (const DesignSample& sample : samples) {
        rows.push_back(means_of_units(sample.values, unit));
    }
    return rows;
}

} // namespace

DesignJudgement::DesignJudgement(const OptimisationPlan& plan, const FactorSpace& space, const DesignSampler& sampler,
                                 std::int64_t first, std::int64_t futures, int baseline)
    : plan_(plan), space_(space), sampler_(sampler), choice_{first, futures}, judgement_{first + futures, futures},
      baseline_(baseline), unit_(futures_per_unit(space.base().experiment)),
      given_(sampler.of_alternatives(space.base().experiment, judgement_))
{}

DesignJudgement::Choice DesignJudgement::choose(const std::vector<Experiment>& designs) const
{
    const DesignObjective& objective = plan_.objectives.front();
    const bool has_means = is_mean_of_money(objective.figure) && objective.direction == ObjectiveDirection::maximise;
    if (designs.size() == 1) {
        return {has_means ? FinalChoice::guaranteed : FinalChoice::by_figure, 0, 0};
    }
    return has_means ? choose_by_means(designs) : choose_by_figure(designs);
}

DesignJudgement::Choice DesignJudgement::choose_by_means(const std::vector<Experiment>& designs) const
{
    const auto count = std::min(choice_.count, whole_futures(space_.base().experiment, choice_.count / 4));
    const auto first = sampler_.of_designs(designs, {choice_.first, count});
    SequentialSelection selection(unit_rows(first, unit_), plan_.indifference, plan_.confidence);
    return go_on(selection, count, count, [&](std::size_t design) { return designs[design]; });
}

DesignJudgement::Choice
DesignJudgement::choose_further(const std::vector<std::span<const double>>& first_stage,
                                const std::function<Experiment(std::size_t design)>& design_of) const
{
    std::vector<std::vector<double>> rows;
    for (const auto& values : first_stage) {
        rows.push_back(means_of_units(values, unit_));
    }
    SequentialSelection selection(rows, plan_.indifference, plan_.confidence);
    return go_on(selection, std::ssize(first_stage.front()), 0, design_of);
}

/// @param had futures of each design before
/// @param next of the range for choosing
DesignJudgement::Choice DesignJudgement::go_on(SequentialSelection& selection, std::int64_t had, std::int64_t next,
                                               const std::function<Experiment(std::size_t design)>& design_of) const
{
    const auto batch = whole_futures(space_.base().experiment, choice_.count / 8);
    while (!selection.is_over() && next < choice_.count) {
        const auto count = std::min(choice_.count - next, batch);
        std::vector<Experiment> survivors;
        for (const int design : selection.survivors()) {
            survivors.push_back(design_of(static_cast<std::size_t>(design)));
        }
        const auto samples = sampler_.of_designs(survivors, {choice_.first + next, count});
        selection.add(unit_rows(samples, unit_));
        next += count;
        had += count;
    }
    return {selection.is_over() ? FinalChoice::guaranteed : FinalChoice::leading,
            static_cast<std::size_t>(selection.leader()), had};
}

DesignJudgement::Choice DesignJudgement::choose_by_figure(const std::vector<Experiment>& designs) const
{
    const auto samples = sampler_.of_designs(designs, choice_);
    const auto given = sampler_.of_alternatives(space_.base().experiment, choice_);
    const DesignObjective& objective = plan_.objectives.front();
    std::vector<SearchTrial> trials;
    for (const DesignSample& sample : samples) {
        const FigureSource of_sample = source(sample, given[static_cast<std::size_t>(baseline_)]);
        const double figure = figure_of(objective.figure, of_sample);
        SearchOutcome outcome{{objective.direction == ObjectiveDirection::maximise ? -figure : figure}, {}};
        for (const DesignConstraint& constraint : plan_.constraints) {
            outcome.excesses.push_back(excess_of(constraint, figure_of(constraint.figure, of_sample)));
        }
        trials.push_back({{}, outcome});
    }
    return {FinalChoice::by_figure, ranked(trials).front(), choice_.count};
}

FigureSource DesignJudgement::source(const DesignSample& sample, const DesignSample& baseline) const
{
    return {&sample, &baseline, sampler_.measures(), unit_, yearly_amount(space_.base().experiment)};
}

std::vector<DesignSample> DesignJudgement::judged_samples(const std::vector<Experiment>& designs) const
{
    return sampler_.of_designs(designs, judgement_);
}

JudgedDesign DesignJudgement::judged(const DesignSample& sample) const
{
    const FigureSource of_sample = source(sample, given_[static_cast<std::size_t>(baseline_)]);
    JudgedDesign judged;
    judged.is_feasible = true;
    for (const DesignObjective& objective : plan_.objectives) {
        judged.objectives.push_back(estimate_of(objective.figure, of_sample, plan_.confidence));
    }
    for (const DesignConstraint& constraint : plan_.constraints) {
        judged.constraints.push_back(estimate_of(constraint.figure, of_sample, plan_.confidence));
        judged.is_feasible = judged.is_feasible && excess_of(constraint, judged.constraints.back().value) <= 0.0;
    }
    judged.value = estimate_of({DesignFigure::value, {}, {}, {}}, of_sample, plan_.confidence);
    judged.difference = estimate_of({DesignFigure::difference, {}, {}, {}}, of_sample, plan_.confidence);
    judged.spending = figure_of({DesignFigure::spending, {}, {}, {}}, of_sample);
    return judged;
}

FigureEstimate DesignJudgement::difference(const DesignSample& design, const DesignSample& other) const
{
    return estimate_of({DesignFigure::difference, {}, {}, {}}, source(design, other), plan_.confidence);
}

std::vector<RivalDifference> DesignJudgement::rivals(const DesignSample& design) const
{
    std::vector<RivalDifference> rivals;
    const auto own = means_of_units(design.values, unit_);
    for (std::size_t k = 0; k < given_.size(); ++k) {
        const auto moments = paired_moments(own, means_of_units(given_[k].values, unit_));
        rivals.push_back({static_cast<int>(k), moments.mean,
                          simultaneous_t_interval(moments, plan_.confidence, static_cast<int>(given_.size())),
                          judged(given_[k])});
    }
    return rivals;
}

} // namespace kamsim
