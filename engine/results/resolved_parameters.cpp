#include "kamsim/results/resolved_parameters.hpp"

#include <cstddef>
#include <optional>

#include <nlohmann/json.hpp>

#include "kamsim/model/catalogue.hpp"
#include "kamsim/scenario/policy_names.hpp"
#include "results/resolved_uncertainty.hpp"

namespace kamsim {

namespace {

using Json = nlohmann::ordered_json;

Json optional(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json settings_json(const Experiment& experiment)
{
    return {{"title", experiment.title},
            {"currency", experiment.currency},
            {"replications", experiment.replications},
            {"periods_per_year", experiment.periods_per_year},
            {"periods", experiment.periods},
            {"discount_rate", experiment.discount_rate},
            {"booking", name_in(booking_names, experiment.booking)},
            {"first_period_at_risk", experiment.first_period_at_risk},
            {"include_residual", experiment.include_residual}};
}

Json parameters_json(ModelParameters parameters)
{
    Json values = Json::object();
    for (const auto& entry : model_catalogue()) {
        values[entry.path] = entry.in(parameters);
    }
    return values;
}

Json structures_json(const Experiment& experiment)
{
    Json all = Json::array();
    for (const auto& structure : experiment.structures) {
        Json one{{"name", structure.name}, {"is_programme", structure.is_programme}};
        for (const auto& entry : structure_catalogue()) {
            one[entry.name] = structure.parameters.*entry.member;
        }
        all.push_back(std::move(one));
    }
    return all;
}

Json plan_json(const Alternative& alternative, const Experiment& experiment)
{
    Json plan = Json::array();
    for (const auto& step : alternative.plan) {
        plan.push_back({{"year", step.year},
                        {"structure", experiment.structures.at(static_cast<std::size_t>(step.structure)).name}});
        if (step.step == PlanStep::in_place) {
            plan.back()["in_place"] = true;
        }
    }
    return plan;
}

/// Of accounts whose attention is not what the policy says.
Json attention_json(const Alternative& alternative, const Experiment& experiment)
{
    Json all = Json::array();
    for (std::size_t k = 0; k < alternative.account_attention.size(); ++k) {
        const auto& own = alternative.account_attention[k];
        if (own != AccountAttention{}) {
            all.push_back({{"account", experiment.accounts[k].id},
                           {"hours_weight", own.hours_weight},
                           {"money_weight", own.money_weight},
                           {"extra_hours", own.extra_hours},
                           {"extra_money", own.extra_money}});
        }
    }
    return all;
}

Json alternative_json(const Alternative& alternative, const Experiment& experiment)
{
    Json levers = Json::object();
    for (std::size_t lever = 0; lever < lever_names.size(); ++lever) {
        levers[std::string(lever_names.at(lever))] = alternative.levers.at(lever);
    }
    Json json{{"name", alternative.name},
              {"plan", plan_json(alternative, experiment)},
              {"levers", std::move(levers)},
              {"key_accounts", alternative.key_accounts},
              {"investment_budget", optional(alternative.investment_budget)},
              {"rescue_budget", optional(alternative.rescue_budget)},
              {"selection", name_in(selection_policy_names, alternative.selection)},
              {"attention", name_in(attention_policy_names, alternative.attention)},
              {"assignment", name_in(assignment_policy_names, alternative.assignment)},
              {"hiring", name_in(hiring_policy_names, alternative.hiring)},
              {"rescue", name_in(rescue_policy_names, alternative.rescue)},
              {"contact_focus", name_in(contact_focus_names, alternative.contact_focus)},
              {"tender_lead", alternative.tender_lead}};
    if (!alternative.account_attention.empty()) {
        json["attention_weights"] = attention_json(alternative, experiment);
    }
    return json;
}

Json alternatives_json(const Experiment& experiment)
{
    Json all = Json::array();
    for (const auto& alternative : experiment.alternatives) {
        all.push_back(alternative_json(alternative, experiment));
    }
    return all;
}

Json today_json(const Experiment& experiment)
{
    Json managers = Json::array();
    for (const auto& manager : experiment.today.managers) {
        managers.push_back({{"name", manager.name}, {"proficiency", optional(manager.proficiency)}});
    }
    return {{"structure", experiment.structures.at(static_cast<std::size_t>(experiment.today.structure)).name},
            {"programme_age", experiment.today.programme_age},
            {"manager_proficiency", optional(experiment.today.manager_proficiency)},
            {"managers", managers}};
}

} // namespace

std::string resolved_parameters_json(const Experiment& experiment)
{
    const Json all{
        {"settings", settings_json(experiment)},
        {"today", today_json(experiment)},
        {"firm",
         {{"cash_buffer", experiment.firm.cash_buffer}, {"yearly_overheads", experiment.firm.yearly_overheads}}},
        {"alternatives", alternatives_json(experiment)},
        {"structures", structures_json(experiment)},
        {"parameters", parameters_json(experiment.parameters)},
        {"uncertainty", uncertainty_json(experiment)}};
    return all.dump();
}

} // namespace kamsim
