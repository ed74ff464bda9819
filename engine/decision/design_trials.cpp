#include "decision/design_trials.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "kamsim/decision/information_study.hpp"

namespace kamsim {

namespace {

bool is_decided(const Factor& variable)
{
    return variable.has_range() || variable.levels.size() > 1;
}

bool is_logarithmic(const Factor& variable)
{
    return variable.has_range() && variable.scale == FactorScale::logarithmic && !variable.is_whole;
}

bool is_spending_limit(const DesignConstraint& constraint)
{
    return constraint.figure.figure == DesignFigure::spending && constraint.side == BoundSide::at_most;
}

/// A round number of which there are 200 to 2,000 in a range: nobody decides more finely, and the last bits of the
/// elementary functions of a library decide nothing.
double round_step(double width)
{
    constexpr double fewest = 200.0;
    return std::pow(10.0, std::floor(std::log10(width / fewest)));
}

SearchVariable search_variable(const Factor& variable)
{
    if (is_logarithmic(variable)) {
        const double width = std::log(variable.high / variable.low);
        return {VariableKind::real, std::log(variable.low), std::log(variable.high), round_step(width)};
    }
    if (variable.has_range()) {
        return variable.is_whole ? SearchVariable{VariableKind::whole, variable.low, variable.high, 0.0}
                                 : SearchVariable{VariableKind::real, variable.low, variable.high,
                                                  round_step(variable.high - variable.low)};
    }
    const bool is_ordered =
        !variable.numbers.empty() && std::is_sorted(variable.numbers.begin(), variable.numbers.end());
    return {is_ordered ? VariableKind::whole : VariableKind::category, 0.0,
            static_cast<double>(variable.levels.size() - 1), 0.0};
}

} // namespace

std::vector<Measure> measures_of(const OptimisationPlan& plan)
{
    std::vector<Measure> measures;
    const auto take = [&](const FigureRequest& request) {
        const bool is_known = std::find(measures.begin(), measures.end(), request.measure) != measures.end();
        if (request.figure == DesignFigure::measure && !is_known) {
            measures.push_back(request.measure);
        }
    };
    for (const DesignObjective& objective : plan.objectives) {
        take(objective.figure);
    }
    for (const DesignConstraint& constraint : plan.constraints) {
        take(constraint.figure);
    }
    return measures;
}

Experiment design_at(const OptimisationPlan& plan, const FactorSpace& space, const std::vector<double>& coordinates)
{
    Experiment experiment = space.scenario_at(coordinates).experiment;
    const auto named = [&](const Alternative& alternative) { return alternative.name == plan.design; };
    const auto found = std::find_if(experiment.alternatives.begin(), experiment.alternatives.end(), named);
    if (found == experiment.alternatives.end()) {
        throw ScenarioError({fmt::format("the scenario has no alternative \"{}\" there", plan.design)});
    }
    const auto& given = space.base().experiment;
    if (experiment.periods != given.periods || experiment.accounts.size() != given.accounts.size()
        || experiment.uncertainty.inputs.size() != given.uncertainty.inputs.size()) {
        throw ScenarioError({"a variable of a design changes the horizon, the accounts or what is uncertain; designs "
                             "can then not be compared"});
    }
    experiment.alternatives = {*found};
    experiment.baseline = 0;
    return experiment;
}

DesignTrials::DesignTrials(const OptimisationPlan& plan, const FactorSpace& space, const DesignSampler& sampler,
                           FutureRange range, DesignSample baseline)
    : plan_(plan), space_(space), sampler_(sampler), range_(range), baseline_(std::move(baseline))
{}

std::vector<SearchVariable> DesignTrials::search_variables() const
{
    std::vector<SearchVariable> variables;
    for (const Factor& variable : space_.factors()) {
        if (is_decided(variable)) {
            variables.push_back(search_variable(variable));
        }
    }
    return variables;
}

std::vector<double> DesignTrials::coordinates_of(const SearchPoint& point) const
{
    std::vector<double> coordinates;
    std::size_t next = 0;
    for (const Factor& variable : space_.factors()) {
        if (!is_decided(variable)) {
            coordinates.push_back(0.0);
            continue;
        }
        const double number = point[next++];
        coordinates.push_back(is_logarithmic(variable) ? std::clamp(std::exp(number), variable.low, variable.high)
                                                       : number);
    }
    return coordinates;
}

SearchPoint DesignTrials::point_of(const std::vector<double>& coordinates) const
{
    SearchPoint point;
    for (std::size_t k = 0; k < coordinates.size(); ++k) {
        if (is_decided(space_.factors()[k])) {
            point.push_back(is_logarithmic(space_.factors()[k]) ? std::log(coordinates[k]) : coordinates[k]);
        }
    }
    return point;
}

std::vector<SearchOutcome> DesignTrials::outcomes(std::span<const SearchPoint> points,
                                                  std::optional<double> spending_limit)
{
    std::vector<std::vector<double>> all;
    std::vector<std::vector<double>> fresh;
    for (const SearchPoint& point : points) {
        all.push_back(coordinates_of(point));
        const bool is_new =
            !places_.contains(all.back()) && std::find(fresh.begin(), fresh.end(), all.back()) == fresh.end();
        if (is_new) {
            fresh.push_back(all.back());
        }
    }
    simulate(fresh);
    std::vector<SearchOutcome> outcomes;
    for (const auto& coordinates : all) {
        outcomes.push_back(outcome_of(places_.at(coordinates), spending_limit));
    }
    return outcomes;
}

void DesignTrials::simulate(const std::vector<std::vector<double>>& coordinates)
{
    std::vector<Experiment> experiments;
    std::vector<std::size_t> of_experiment;
    for (std::size_t k = 0; k < coordinates.size(); ++k) {
        try {
            experiments.push_back(design_at(plan_, space_, coordinates[k]));
            of_experiment.push_back(k);
        } catch (const ScenarioError& failure) {
            first_failure_ = failures_ == 0 ? failure.errors().front() : first_failure_;
            ++failures_;
        }
    }
    const auto samples = sampler_.of_designs(experiments, range_);
    std::vector<const DesignSample*> of_point(coordinates.size(), nullptr);
    std::vector<double> yearly(coordinates.size(), 0.0);
    for (std::size_t k = 0; k < samples.size(); ++k) {
        of_point[of_experiment[k]] = &samples[k];
        yearly[of_experiment[k]] = yearly_amount(experiments[k]);
    }
    for (std::size_t k = 0; k < coordinates.size(); ++k) {
        take(coordinates[k], of_point[k], yearly[k]);
    }
}

void DesignTrials::take(const std::vector<double>& coordinates, const DesignSample* sample, double yearly_amount)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    DesignTrial trial;
    trial.coordinates = coordinates;
    trial.objectives.assign(plan_.objectives.size(), none);
    trial.constraints.assign(plan_.constraints.size(), none);
    trial.spending = none;
    std::vector<double> values;
    if (sample != nullptr) {
        const auto unit = futures_per_unit(space_.base().experiment);
        const FigureSource source{sample, &baseline_, sampler_.measures(), unit, yearly_amount};
        for (std::size_t k = 0; k < plan_.objectives.size(); ++k) {
            trial.objectives[k] = figure_of(plan_.objectives[k].figure, source);
        }
        for (std::size_t k = 0; k < plan_.constraints.size(); ++k) {
            trial.constraints[k] = figure_of(plan_.constraints[k].figure, source);
        }
        trial.spending = figure_of({DesignFigure::spending, {}, {}, {}}, source);
        values = sample->values;
    }
    places_[coordinates] = trials_.size();
    trials_.push_back(std::move(trial));
    values_.push_back(std::move(values));
    trials_.back().is_feasible = keeps_to(trials_.size() - 1, std::nullopt);
}

bool DesignTrials::keeps_to(std::size_t trial, std::optional<double> spending_limit) const
{
    const SearchOutcome outcome = outcome_of(trial, spending_limit);
    return outcome.is_feasible()
           && std::none_of(outcome.objectives.begin(), outcome.objectives.end(),
                           [](double value) { return std::isnan(value); });
}

bool DesignTrials::are_alike(std::size_t first, std::size_t second) const
{
    constexpr double visible = 0.05;
    const auto variables = search_variables();
    const auto one = point_of(trials_[first].coordinates);
    const auto other = point_of(trials_[second].coordinates);
    for (std::size_t k = 0; k < variables.size(); ++k) {
        const double least =
            variables[k].kind == VariableKind::category ? 1.0 : visible * (variables[k].high - variables[k].low);
        if (std::abs(one[k] - other[k]) >= least) {
            return false;
        }
    }
    return true;
}

SearchOutcome DesignTrials::outcome_of(std::size_t trial, std::optional<double> spending_limit) const
{
    const DesignTrial& tried = trials_[trial];
    SearchOutcome outcome;
    for (std::size_t k = 0; k < plan_.objectives.size(); ++k) {
        const bool is_maximised = plan_.objectives[k].direction == ObjectiveDirection::maximise;
        outcome.objectives.push_back(is_maximised ? -tried.objectives[k] : tried.objectives[k]);
    }
    for (std::size_t k = 0; k < plan_.constraints.size(); ++k) {
        const bool is_replaced = spending_limit && is_spending_limit(plan_.constraints[k]);
        if (!is_replaced) {
            outcome.excesses.push_back(excess_of(plan_.constraints[k], tried.constraints[k]));
        }
    }
    if (spending_limit) {
        const FigureRequest spending{DesignFigure::spending, {}, {}, {}};
        outcome.excesses.push_back(excess_of({spending, BoundSide::at_most, *spending_limit}, tried.spending));
    }
    if (values_[trial].empty()) {
        outcome.excesses.push_back(std::numeric_limits<double>::infinity());
    }
    return outcome;
}

} // namespace kamsim
