#include <nlohmann/json.hpp>

#include "kamsim/report/optimisation_text.hpp"
#include "kamsim/scenario/optimisation_names.hpp"
#include "report/optimisation_words.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json; // NaN and infinity are written as null

Json interval_json(const std::optional<Interval>& interval)
{
    return interval ? Json{{"low", interval->low},
                           {"high", interval->high},
                           {"level", interval->level},
                           {"kind", name(interval->kind)}}
                    : Json();
}

Json estimate_json(const FigureEstimate& estimate)
{
    return {{"value", estimate.value}, {"interval", interval_json(estimate.interval)}};
}

Json request_json(const FigureRequest& request)
{
    return {{"figure", name_in(design_figure_names, request.figure)}, {"label", figure_label(request)}};
}

Json variables_json(const FactorSpace& space, const std::vector<double>& coordinates)
{
    Json variables = Json::object();
    for (std::size_t k = 0; k < coordinates.size(); ++k) {
        const Factor& variable = space.factors()[k];
        variables[variable.name] = variable.is_categorical() ? Json(variable.text_of(coordinates[k]))
                                                             : Json(variable.number_of(coordinates[k]));
    }
    return variables;
}

Json trial_json(const FactorSpace& space, const DesignTrial& trial)
{
    return {{"variables", variables_json(space, trial.coordinates)},
            {"objectives", trial.objectives},
            {"constraints", trial.constraints},
            {"spending", trial.spending},
            {"keeps_to_constraints", trial.is_feasible}};
}

Json estimates_json(const std::vector<FigureEstimate>& estimates)
{
    Json all = Json::array();
    for (const FigureEstimate& estimate : estimates) {
        all.push_back(estimate_json(estimate));
    }
    return all;
}

Json judged_json(const JudgedDesign& judged)
{
    return {{"objectives", estimates_json(judged.objectives)},
            {"constraints", estimates_json(judged.constraints)},
            {"value", estimate_json(judged.value)},
            {"difference", estimate_json(judged.difference)},
            {"spending", judged.spending},
            {"keeps_to_constraints", judged.is_feasible}};
}

Json rivals_json(const Experiment& experiment, const DesignSearch& found)
{
    Json all = Json::array();
    for (const RivalDifference& rival : found.rivals) {
        all.push_back({{"name", experiment.alternatives[static_cast<std::size_t>(rival.alternative)].name},
                       {"fresh", judged_json(rival.rival)},
                       {"lead_over_it", rival.mean},
                       {"interval", interval_json(rival.interval)}});
    }
    return all;
}

Json curve_json(const FactorSpace& space, const DesignSearch& found)
{
    Json all = Json::array();
    for (const SpendingLevel& level : found.curve) {
        Json json{{"limit", level.limit}};
        json["design"] = level.trial ? variables_json(space, found.trials[*level.trial].coordinates) : Json();
        json["fresh"] = level.trial ? judged_json(level.judged) : Json();
        json["price_of_more"] = level.price_of_more ? estimate_json(*level.price_of_more) : Json();
        all.push_back(json);
    }
    return all;
}

Json managers_json(const DesignSearch& found)
{
    Json all = Json::array();
    for (const ManagerPrice& price : found.manager_prices) {
        all.push_back(
            {{"managers", price.managers}, {"value", estimate_json(price.value)}, {"people_cost", price.people_cost}});
    }
    return all;
}

Json aims_json(const OptimisationPlan& plan)
{
    Json objectives = Json::array();
    for (const DesignObjective& objective : plan.objectives) {
        objectives.push_back(request_json(objective.figure));
        objectives.back()["direction"] = name_in(objective_direction_names, objective.direction);
    }
    Json constraints = Json::array();
    for (const DesignConstraint& constraint : plan.constraints) {
        constraints.push_back(request_json(constraint.figure));
        constraints.back()[constraint.side == BoundSide::at_most ? "at_most" : "at_least"] = constraint.bound;
    }
    return {{"objectives", objectives}, {"constraints", constraints}};
}

Json finalists_json(const FactorSpace& space, const DesignSearch& found)
{
    Json all = Json::array();
    for (const Finalist& finalist : found.finalists) {
        all.push_back({{"trial", finalist.trial},
                       {"in_search", trial_json(space, found.trials[finalist.trial])},
                       {"fresh", judged_json(finalist.judged)}});
    }
    return all;
}

} // namespace

std::string optimisation_json(const OptimisationPlan& plan, const FactorSpace& space, const DesignSearch& found)
{
    const Experiment& experiment = space.base().experiment;
    Json document{{"title", plan.title.empty() ? experiment.title : plan.title},
                  {"design", plan.design},
                  {"method", method_name(found.method)},
                  {"interrupted", found.was_interrupted},
                  {"seed", experiment.seed},
                  {"search_seed", plan.seed},
                  {"unit", experiment.currency},
                  {"evaluations", found.trials.size()},
                  {"failures", found.failures},
                  {"futures", found.futures},
                  {"fresh_futures", found.fresh_futures},
                  {"futures_per_unit", found.futures_per_unit},
                  {"aims", aims_json(plan)},
                  {"finalists", finalists_json(space, found)}};
    const bool has_choice = plan.objectives.size() == 1 && !found.finalists.empty();
    document["choice"] = has_choice ? Json{{"kind", choice_name(found.choice)}, {"chosen", found.chosen},
                                           {"among", found.choice_among},       {"futures", found.choice_futures},
                                           {"confidence", plan.confidence},     {"indifference", plan.indifference}}
                                    : Json();
    document["optimism"] = has_choice ? Json{{"in_search", found.optimism.in_search},
                                             {"fresh", estimate_json(found.optimism.fresh)},
                                             {"gap", estimate_json(found.optimism.gap)}}
                                      : Json();
    document["verdict"] = has_choice ? Json(verdict_name(found.verdict)) : Json();
    document["scenario_designs"] = rivals_json(experiment, found);
    document["curve"] = curve_json(space, found);
    document["managers"] = {{"of_design", found.managers}, {"instead", managers_json(found)}};
    Json trials = Json::array();
    for (const DesignTrial& trial : found.trials) {
        trials.push_back(trial_json(space, trial));
    }
    document["best"] = found.best;
    document["trials"] = trials;
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace kamsim
